"""Stated quantities and how they compare."""
