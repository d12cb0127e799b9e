"""Where everything is kept: the ledger (SQL), the lexical index, vectors, originals; one writer at a time."""
