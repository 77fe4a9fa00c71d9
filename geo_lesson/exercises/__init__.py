"""The kinds of exercises: data, judging, description."""
