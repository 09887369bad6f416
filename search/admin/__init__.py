"""The part “Zoeken” of Wagtail's admin."""
