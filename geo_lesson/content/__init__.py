"""Read a lesson folder: files, validation, configuration, cards."""
