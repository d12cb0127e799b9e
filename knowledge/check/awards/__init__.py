"""What a draft says of awards, against itself, its tables and the law."""
