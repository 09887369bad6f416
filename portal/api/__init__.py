"""The public API under `/api/v1`: read-only, public content only, by the Dutch government's API Design Rules."""
