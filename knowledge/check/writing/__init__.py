"""Spelling, encoding and abbreviations."""
