"""The composition root: settings, addresses, home and standard pages, demo content, theme and health."""
