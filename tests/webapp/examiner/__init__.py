"""The commission's pages, from outside."""
