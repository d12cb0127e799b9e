"""From files to the knowledge base: reading, structure, identity, records, passages."""
