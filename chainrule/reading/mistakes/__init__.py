"""What is refused, by example: a message, a hint and the inputs that deserve it."""
