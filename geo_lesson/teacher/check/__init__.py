"""Find what is wrong in lessons and notebooks."""
