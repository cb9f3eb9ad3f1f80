"""How the workshop's pages write texts: values as French writes them."""

from collections.abc import Callable
from datetime import date
from typing import Any

from markdown_it import MarkdownIt
from markupsafe import Markup

from grading.verdict import in_french
from sim.language.french import date_short
from webapp.trainer.phrases import plain, words_named

MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table")


def capital(text: str) -> str:
    """Return the sentence with its first letter as a capital."""
    return text[:1].upper() + text[1:]


def said(value: Any) -> str:
    """Return a value of a pack as French writes it; a list is spelt out."""
    if isinstance(value, date):
        return date_short(value)
    if isinstance(value, list | tuple):
        return ", ".join(said(one) for one in value)
    if isinstance(value, dict):
        return ", ".join(f"{name} {said(one)}" for name, one in value.items())
    return plain(value)


def markdown(text: str) -> Markup:
    """Return Markdown as HTML."""
    return Markup(MARKDOWN.render(text))  # noqa: S704 - escaped by the renderer


FILTERS: dict[str, Callable[..., str]] = {
    "capital": capital,
    "said": said,
    "expected": in_french,
    "markdown": markdown,
    "words_named": words_named,
}
