"""The demonstration centre: its accounts, and three sessions at three moments of their life."""
