"""The company's opinion, by its tutor: one form behind an address and a code, no account."""
