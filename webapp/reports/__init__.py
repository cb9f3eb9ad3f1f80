"""What is told of sittings and sessions to those who did not judge them. No page of its own."""
