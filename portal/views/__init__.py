"""Views that bring several packages together."""
