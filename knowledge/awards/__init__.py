"""Award records as a person works with them: the book of records, the table unit × award."""
