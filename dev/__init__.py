"""Commands for whoever works on the portal; the Makefile calls them. Standard library only, so that they run first."""
