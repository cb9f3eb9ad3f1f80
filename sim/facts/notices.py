"""Facts of the notice board, which everybody in the company reads."""

from typing import Literal

from sim.facts.base import Fact


class Posted(Fact):
    """The candidate put a notice up."""

    kind: Literal["notice.posted"] = "notice.posted"
    notice: str
    title: str
    text: str
    until: str = ""
    """Last day it is of use, ISO 8601; empty: no end."""

    sentence_fr = "Affiche « {title} »"
    sentence_en = "Puts up “{title}”"
    personal = ("title", "text")


class Removed(Fact):
    """A notice was taken down."""

    kind: Literal["notice.removed"] = "notice.removed"
    notice: str

    sentence_fr = "Retire l’avis {notice}"
    sentence_en = "Takes down notice {notice}"
