"""The dictionary of facts: everything that can happen in an office, one module per tool."""
