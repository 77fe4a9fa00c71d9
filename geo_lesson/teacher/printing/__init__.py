"""The guide, the lesson on paper, the notebooks of plans."""
