"""People: the custom user and how they log in."""
