"""Read a lesson folder: files, validation, configuration, tables, cards."""
