"""The exam room, live: who is where, what happens to them, and the invigilator's acts."""
