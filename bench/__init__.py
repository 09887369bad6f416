"""Measurements of the portal, in ratios to a bare Django view of the same run. Start with `make bench`."""
