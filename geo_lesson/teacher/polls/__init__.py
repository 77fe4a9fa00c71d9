"""Count a show of hands, before and after the talk."""
