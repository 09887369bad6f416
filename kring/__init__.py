"""Organisations, kenniskringen, dated membership and meetings."""
