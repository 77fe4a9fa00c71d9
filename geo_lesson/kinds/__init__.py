"""The kinds of exercises; each is data and five verbs (see `base`)."""
