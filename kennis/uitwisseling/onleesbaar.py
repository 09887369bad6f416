"""When a file as a whole cannot be taken in."""


class Unreadable(Exception):
    """The file cannot be read at all; the text says why, in Dutch, and what to do."""
