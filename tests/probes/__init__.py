"""Short inputs that used to take for ever: each ends within bounds, or is refused with the reason."""
