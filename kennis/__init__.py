"""What the kringen know: lessen, begrippen and praktijk."""
