"""Shared by all packages: languages, errors, fields of file models, HTML, files on disk."""
