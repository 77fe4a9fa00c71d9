"""Find figures, bounds, speakers and hedges in the text of an article."""
