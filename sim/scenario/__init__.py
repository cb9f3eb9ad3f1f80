"""Packs as trainers write them, and scenarios as candidates meet them."""
