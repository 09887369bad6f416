"""Measurements: how long pages take, beside a bare Django view, on the demo content and on a hundred times as much."""
