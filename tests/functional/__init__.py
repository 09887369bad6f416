"""Tests through the site's own addresses and actions. Nothing is mocked."""
