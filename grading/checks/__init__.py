"""Checks: small pure functions of a record, one module per tool, composed by a pack's rubric."""
