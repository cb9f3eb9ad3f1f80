"""What is kept: ordinary rows, the journals of sittings, files."""
