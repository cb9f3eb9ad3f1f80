"""Rules that hold everywhere."""
