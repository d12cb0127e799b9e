"""What belongs to the people who use it: conversations and feedback."""
