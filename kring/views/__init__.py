"""Pages of kring that are not in the page tree."""
