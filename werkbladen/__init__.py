"""Worksheets people fill in: the questions are data, one engine renders them all."""
