"""The bottom of the house: what every package builds on and that knows none of them."""
