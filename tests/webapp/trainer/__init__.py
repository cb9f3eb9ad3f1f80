"""Tests of the trainer's workshop."""
