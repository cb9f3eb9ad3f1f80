"""The journal of a sitting: the only copy of what happened."""
