"""Lists of words as they are read best: one after the other."""


def listed(words: str) -> frozenset[str]:
    """Return the words of a text, separated by spaces or line breaks."""
    return frozenset(words.split())
