"""The kinds of exercises; each is data and four verbs (see `base`)."""
