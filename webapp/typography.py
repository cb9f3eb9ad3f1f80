"""Templates are typed with plain spaces: what people read of them gets French typography when they are compiled.

Only text is touched, and the attributes that are read or heard: never an address, a selector, a script or
what a person typed (values are the business of the `typeset` filter).
"""

import re
from collections.abc import Iterator

from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream

from sim.language.french import typeset

VALUE = "\ue000"
"""Stands for what is no text of the template, while its text is read as one."""
REST = r"""(?:"[^"]*"|'[^']*'|[^"'>])*>"""
PIECES = re.compile(
    rf"(?P<verbatim><(?P<name>script|style|pre|code|textarea)\b{REST})(?P<kept>.*?)(?=</(?P=name)|\Z)"
    rf"|<!--.*?-->|(?P<tag></?[a-z]{REST})|(?P<text>[^<]+)",
    re.DOTALL | re.IGNORECASE,
)
READ = re.compile(
    r'\b(?:alt|aria-(?:description|label)|placeholder|title|data-(?:abandon|lost|unreadable))="[^"]*"'
)


class Typography(Extension):
    """Typesets a template's text and the sentences in its expressions."""

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        """Yield the template's tokens, its text typeset."""
        tokens = list(stream)
        text = VALUE.join(one.value for one in tokens if one.type == "data")
        typed = iter(typeset_markup(text).split(VALUE))
        for one in tokens:
            if one.type == "data":
                yield Token(one.lineno, one.type, next(typed))
            elif one.type == "string":
                yield Token(one.lineno, one.type, typeset(one.value))
            else:
                yield one


def typeset_markup(markup: str) -> str:
    """Return a piece of a page with no-break spaces in what is read, all else as it was."""
    return PIECES.sub(_typeset_piece, markup)


def _typeset_piece(piece: re.Match[str]) -> str:
    if piece["text"]:
        return typeset(piece["text"])
    if piece["verbatim"]:
        return _typeset_tag(piece["verbatim"]) + piece["kept"]
    return _typeset_tag(piece["tag"]) if piece["tag"] else piece[0]


def _typeset_tag(tag: str) -> str:
    return READ.sub(lambda attribute: typeset(attribute[0]), tag)
