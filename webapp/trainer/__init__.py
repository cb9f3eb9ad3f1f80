"""The trainer's workshop: packs, what is wrong with them, what a seed makes of them, their proofs."""
