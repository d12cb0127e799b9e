"""Dates, spans, anniversaries, and the year of the title."""
