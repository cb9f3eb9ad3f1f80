"""One spelling for every way of typing the same French text.

Case, accents, ligatures, curly quotes, kinds of spaces and dashes differ from keyboard to keyboard
and from tool to tool; none of them changes what is said.
"""

from unicodedata import combining, normalize

QUOTES = dict.fromkeys("‘’‚‛´`′ʼ", "'") | dict.fromkeys("“”„‟«»″", '"')
DASHES = dict.fromkeys("‐‑‒–—―−", "-")
LIGATURES = {"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae"}
INVISIBLE = dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", "")
BREAKS = dict.fromkeys("\n\r\t\v\f\u0085\u2028\u2029", "\n")
SPELLINGS = QUOTES | DASHES | LIGATURES | INVISIBLE | BREAKS


def normalise(text: str) -> str:
    """Return the text folded, with every run of spaces and line breaks as one space."""
    return " ".join(fold(text).split())


def fold(text: str) -> str:
    """Return the text in its one spelling; line breaks and tabs stay, as line breaks.

    They stay because a figure never runs over them: two cells of a table are two numbers.
    """
    return text.translate(_FOLDING)


def unfolded(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the place in `text` of the characters `start` to `end` of `fold(text)`."""
    places = origins(text)
    return places[start], places[end]


def origins(text: str) -> list[int]:
    """Return the place in `text` of each character of `fold(text)`, and of its end."""
    return [*(at for at, char in enumerate(text) for _ in _FOLDING[ord(char)]), len(text)]


class _Folding(dict[int, str]):
    """A translation table that works out a character the first time it is met."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = _fold_character(chr(code))
        return folded


def _fold_character(char: str) -> str:
    if char in SPELLINGS:
        return SPELLINGS[char]
    if char.isspace():
        return " "
    decomposed = normalize("NFKD", char)
    return "".join(part for part in decomposed if not combining(part)).casefold()


_FOLDING = _Folding()
