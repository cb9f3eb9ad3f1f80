"""The commission's pages: watch, read the evidence, replay, question, decide, sign."""
