"""`share`: so many of several things."""

import pytest

from tests.grading.checks.desk import desk, mail, told, verdict

CLOSED = {
    "type": "contains",
    "which": {"family": "text", "names": ["*relance*"]},
    "has": ["relance"],
    "label": "lettre",
}
NEVER_DUE = {
    "type": "in_order",
    "first": [{"fact": "mail.opened"}],
    "then": [{"fact": "mail.moved"}],
    "label": "lu",
}


def chats(count: int) -> list[dict]:
    """One element met for each word said, out of five."""
    return [
        {"type": "happened", "what": [{"fact": "chat.sent", "mentions": [word]}], "label": word}
        for word in ("camion", "facture", "avoir", "relance", "litige")[:count]
    ]


def after_saying(words: str):
    what = desk()
    what.do("SendChat", person="luc", text=words)
    return what


@pytest.mark.parametrize(
    ("words", "expected"),
    [("camion facture avoir relance litige", "met"), ("camion facture avoir relance", "met"),
     ("camion facture avoir", "partly"), ("camion facture", "not_met")],
)  # fmt: skip
def test_boundaries_are_included(words, expected):
    given = {"of": chats(5), "full": 0.8, "partly": 0.6, "label": "points"}

    assert verdict(after_saying(words), "share", **given) == expected


def test_without_a_partial_level_less_than_full_fails():
    assert verdict(after_saying("camion"), "share", of=chats(2), label="points") == "not_met"


def test_the_reason_names_what_is_missing():
    assert (
        "avoir" in told(after_saying("camion facture"), "share", of=chats(3), label="points").reason
    )


def test_an_element_without_occasion_does_not_count():
    of = [*chats(1), NEVER_DUE]

    assert verdict(after_saying("camion"), "share", of=of, label="points") == "met"
    assert verdict(desk(), "share", of=[NEVER_DUE], label="points") == "not_observed"


def test_an_element_nobody_could_judge_is_neither_given_nor_refused():
    what = after_saying("camion")
    what.upload("RELANCE.docx", b"not a document")

    assert verdict(what, "share", of=[*chats(1), CLOSED], label="points") == "undecided"
    assert verdict(what, "share", of=[CLOSED], label="points") == "undecided"
    assert verdict(what, "share", of=[*chats(1), CLOSED], full=0.5, label="points") == "met"
    failing = [{"type": "happened", "what": [{"fact": "mail.sent"}], "label": "mél"}, CLOSED]
    assert verdict(what, "share", of=failing, label="points") == "not_met"
    mail(what)
    assert verdict(what, "share", of=failing, label="points") == "undecided"
