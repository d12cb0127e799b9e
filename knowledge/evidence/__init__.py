"""What answers stand on: statements of documents, citation marks, the check of every figure and name."""
