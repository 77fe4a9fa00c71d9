"""The figures: each answers one question, and says so in words and in a table too. One module for each."""
