"""Packs: loading, templates, draws, sealing."""
