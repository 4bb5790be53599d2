"""What a project says: its records, how they are read, and what is wrong with them."""
