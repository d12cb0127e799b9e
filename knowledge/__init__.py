"""The knowledge base, retrieval, question understanding, answering and verification."""
