"""The language that says which fact is meant."""

import pytest
from pydantic import ValidationError

from sim.facts import calls, chat, erp, mail
from sim.facts.base import FileRef
from sim.journal.entry import Entry
from sim.matching import matches
from sim.pattern import Pattern
from sim.world import ErpRecord, Output
from tests.build import Office

AR = FileRef(sha256="r" * 64, name="AR_CC26-0661.pdf", size=10)


def an_entry(fact) -> Entry:
    return Entry(seq=1, at=0, wall=0, actor="candidate", fact=fact)


def a_mail(**changes) -> mail.Sent:
    values = {
        "mail": "E1", "to": ("c.vasseur@alphydral.example",), "subject": "Votre commande 4500081312",
        "body": "Le camion passe à 9h50.",
    }  # fmt: skip
    return mail.Sent(**{**values, **changes})


@pytest.fixture(scope="module")
def world():
    """An office with an order acknowledged in the ERP."""
    world = Office().world
    world.erp.records["sales_order"] = {
        "CC1": ErpRecord("CC1", "sales_order", "confirmed", {"customer": "C00112"}, number="CC26-0661")
    }  # fmt: skip
    world.erp.outputs[AR.sha256] = [Output("sales_order", "CC1", "ar", 4)]
    return world


def meant(world, happened, /, **pattern) -> bool:
    return matches(Pattern(**{"fact": "mail.sent", **pattern}), an_entry(happened), world)


@pytest.mark.parametrize(
    "pattern",
    [
        {},
        {"fact": ["mail.opened", "mail.sent"]},
        {"fact": "told"},
        {"actor": "candidate"},
        {"to": "buyer"},
        {"to": ["karim", "buyer"]},
        {"to": "C.Vasseur@alphydral.example"},
        {"only_to": ["buyer", "karim"]},
        {"where": {"mail": "E1"}},
        {"where": {"mail": ["E0", "E1"]}},
        {"where": {"subject": "*commande*"}},
        {"where": {"in_reply_to": ""}},
        {"mentions": "09:50"},
        {"mentions": ["09:50", "camion"]},
        {"mentions": "10:30 | 09:50"},
        {"mentions": "4500081312"},
        {"mentions_any": ["palette", "camion"]},
        {"not_mentions": "palette"},
        {"not_mentions": "10:30 | 11:00"},
        {"in_quoted": True, "mentions": "camion"},
    ],
)
def test_it_means_this_mail(world, pattern):
    assert meant(world, a_mail(), **pattern)


@pytest.mark.parametrize(
    "pattern",
    [
        {"fact": "mail.opened"},
        {"fact": "spoken"},
        {"actor": "world"},
        {"to": "karim"},
        {"only_to": "karim"},
        {"where": {"mail": "E2"}},
        {"where": {"nothing": "E1"}},
        {"mentions": "10:30"},
        {"mentions": ["09:50", "palette"]},
        {"mentions_any": ["palette", "quai"]},
        {"not_mentions": ["palette", "camion"]},
        {"not_mentions": "10:30 | 09:50"},
        {"record": {"doctype": "sales_order"}},
        {"attaches": {"doctype": "sales_order"}},
        {"attaches_name": "*"},
    ],
)
def test_it_does_not_mean_this_mail(world, pattern):
    assert not meant(world, a_mail(), **pattern)


def test_a_copy_is_addressed_too_and_breaks_an_exclusive_address(world):
    copied = a_mail(cc=("k.benali@arvello.example",))

    assert meant(world, copied, to="karim")
    assert not meant(world, copied, only_to="buyer")


def test_an_address_nobody_has_is_somebody_else(world):
    sent = a_mail(to=("inconnu@ailleurs.example",))

    assert not meant(world, sent, only_to="buyer")
    assert meant(world, sent, to="inconnu@ailleurs.example")


def test_the_quoted_thread_is_not_said_unless_asked(world):
    sent = a_mail(quoted="Le prix est de 1,48 €.")

    assert not meant(world, sent, mentions="1.48")
    assert meant(world, sent, mentions="1.48", in_quoted=True)


@pytest.mark.parametrize(
    "fact",
    [
        chat.Sent(person="luc", text="Camion à 9 h 50"),
        calls.Said(call="A1", node="start", person="luc", text="Camion à 9 h 50"),
    ],
)
def test_speech_is_told_and_spoken(world, fact):
    for kind in ("told", "spoken"):
        assert meant(world, fact, fact=kind, to="luc", mentions="09:50")
        assert not meant(world, fact, fact=kind, to="karim")


def test_a_fact_that_addresses_nobody_is_never_to_somebody(world):
    assert not meant(world, mail.Opened(mail="M01"), fact="mail.opened", to="buyer")


@pytest.mark.parametrize(
    ("record", "found"),
    [
        ({"doctype": "sales_order"}, True),
        ({"doctype": "sales_order", "where": {"customer": "C00112", "state": "confirmed"}}, True),
        ({"doctype": "sales_order", "where": {"number": "CC26-*", "id": "CC1"}}, True),
        ({"doctype": "sales_order", "where": {"customer": "C00127"}}, False),
        ({"doctype": "sales_order", "where": {"colour": "red"}}, False),
        ({"doctype": "invoice"}, False),
    ],
)
def test_a_record_is_known_by_its_fields(world, record, found):
    opened = erp.ScreenOpened(doctype="sales_order", record="CC1")

    assert meant(world, opened, fact="erp.screen_opened", record=record) == found


def test_a_record_that_is_not_there_is_nobodys(world):
    opened = erp.ScreenOpened(doctype="sales_order", record="CC9")

    assert not meant(world, opened, fact="erp.screen_opened", record={"doctype": "sales_order"})


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        ({"attaches": {"doctype": "sales_order"}}, True),
        ({"attaches": {"doctype": "sales_order", "form": "ar", "where": {"id": "CC1"}}}, True),
        ({"attaches": {"doctype": "sales_order", "form": "bl"}}, False),
        ({"attaches": {"doctype": "invoice"}}, False),
        ({"attaches_name": "ar_*.PDF"}, True),
        ({"attaches_name": "bl_*"}, False),
        ({"attaches_name": "*AR*", "attaches": {"doctype": "invoice"}}, False),
    ],
)
def test_a_printed_form_is_known_by_its_bytes_and_any_file_by_its_name(world, pattern, found):
    assert meant(world, a_mail(attachments=(AR,)), **pattern) == found


def test_the_same_name_on_other_bytes_is_not_the_form(world):
    forged = AR.model_copy(update={"sha256": "f" * 64})

    assert not meant(world, a_mail(attachments=(forged,)), attaches={"doctype": "sales_order"})


def test_truth_is_written_as_in_yaml(world):
    moved = erp.RecordChanged(doctype="invoice", record="I1", after={"in_batch": "false"})
    flagged = mail.Flagged(mail="M01", flagged=True)

    assert meant(world, flagged, fact="mail.flagged", where={"flagged": True})
    assert not meant(world, flagged, fact="mail.flagged", where={"flagged": False})
    assert meant(world, moved, fact="erp.record_changed", where={"after.in_batch": False})


def test_a_misspelt_word_of_the_language_is_refused():
    with pytest.raises(ValidationError):
        Pattern(fact="told", mention="x")


def test_what_words_do_and_state_is_looked_at_for_sure_only(world):
    refused = a_mail(body="Nous ne pouvons pas vous livrer avant le 16 octobre.")

    assert meant(world, refused, fact="told", intends="refusal")
    assert meant(world, refused, fact="told", states=["date", "date 2026-10-16"])
    assert not meant(world, refused, fact="told", intends=["refusal", "promise"])
    assert not meant(world, refused, fact="told", states="amount")
    assert not meant(world, a_mail(body="Je vous envoie le bon."), fact="told", intends="promise")


def test_a_kind_of_information_that_does_not_exist_is_refused():
    with pytest.raises(ValidationError):
        Pattern(fact="told", states="colour")
