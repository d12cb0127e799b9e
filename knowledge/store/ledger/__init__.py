"""The ledger: documents, passages and records in SQL. What it says is the truth of a store."""
