"""Tests of kring without a site."""
