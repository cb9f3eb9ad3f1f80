"""Papers that a centre files or hands over: described once, written as .docx and as PDF."""
