"""The command line: each command prints for people, or data with `--json`; errors go to stderr."""
