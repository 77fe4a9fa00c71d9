"""Search the pages of the research room, offline."""
