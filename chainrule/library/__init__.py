"""What a user of the library holds."""
