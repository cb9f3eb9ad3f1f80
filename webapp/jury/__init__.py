"""The jury's pages: see everything, deliberate, sign the minutes."""
