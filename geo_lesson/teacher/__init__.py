"""What only teachers use."""
