"""Makers of test data. Each gives a valid, saved object; keyword arguments override what matters to the test."""
