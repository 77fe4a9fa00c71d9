"""Compare claims: what they state, how they relate, and what they rely on."""
