"""Grading: pure functions from what happened to findings with their evidence. People decide."""
