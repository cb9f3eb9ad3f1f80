"""The exam room."""
