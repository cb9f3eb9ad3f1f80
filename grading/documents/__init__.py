"""Documents as an examiner sees them: bytes to small models, whatever the bytes."""
