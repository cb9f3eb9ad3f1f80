"""The candidate's desk."""
