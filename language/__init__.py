"""What the program knows of Vietnamese and of the genre, apart from any document.

Text folding, numbers, dates and periods, administrative units, award names, abbreviations.
The knowledge sits in data files under ``language/data``; the modules here read them.
"""
