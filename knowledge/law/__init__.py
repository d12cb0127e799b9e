"""The instruments: their validity on a date, the texts an office ingested, who cites what."""
