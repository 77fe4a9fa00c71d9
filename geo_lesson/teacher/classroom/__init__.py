"""Read a class of hand-ins and report on it."""
