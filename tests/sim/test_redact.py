"""A journal without the person still verifies, folds and reads; nothing they wrote or were called is left."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.dispatch import fold
from sim.journal.entry import dump, load, verify_lines
from sim.journal.redact import NOBODY, redact
from sim.replay import Playhead
from sim.session import SaveDebrief
from tests.build import Office

SECRET = "Zébulon Tournebroche m’attend au 06 12 34 56 78"


@pytest.fixture
def office() -> Office:
    office = Office()
    office.do("OpenMail", mail="M01")
    office.do(
        "SendMail", to=["c.vasseur@alphydral.example"], subject=SECRET, body=f"Bonjour, {SECRET}"
    )
    office.do("SendChat", person="karim", text=SECRET)
    office.upload("Lettre_Zebulon_TOURNEBROCHE.docx")
    office.do(SaveDebrief(done=SECRET, left=SECRET, difficulties=SECRET))
    return office


def test_nothing_the_person_wrote_is_left(office):
    text = "\n".join(dump(entry) for entry in redact(office.entries, ["Zébulon Tournebroche"]))

    for word in ("Zébulon", "Zebulon", "TOURNEBROCHE", "Tournebroche", "06 12"):
        assert word not in text
    assert f"Lettre_{NOBODY}_{NOBODY}.docx" in text


def test_it_verifies_and_reads_again(office):
    lines = [dump(entry) for entry in redact(office.entries, ["Zébulon Tournebroche"])]

    assert verify_lines(lines) is None
    assert [dump(load(line)) for line in lines] == lines


def test_what_was_done_and_when_is_kept(office):
    before, after = office.entries, redact(office.entries)

    assert [(e.seq, e.at, e.wall, e.kind, e.actor) for e in after] == [
        (e.seq, e.at, e.wall, e.kind, e.actor) for e in before
    ]
    world = fold(office.scenario, after)
    assert len(world.mail.sent) == 1
    assert len(Playhead(office.scenario, after).steps) == len(before)


def test_codes_and_digests_are_no_words(office):
    """A candidate called « Draft » must not unmake the journal."""
    names = ["Candidate Karim", "Mail Sent", "Zebulon"]

    lines = [dump(entry) for entry in redact(office.entries, names)]

    assert [load(line).kind for line in lines] == office.kinds
    assert verify_lines(lines) is None


def test_somebody_of_the_office_with_the_same_name_is_still_found(office):
    codes = {person.id for person in office.scenario.people}

    world = fold(office.scenario, redact(office.entries, ["Karim Benali"], codes))

    assert [line.mine for line in world.chat["karim"]] == [True]


@given(st.lists(st.text(max_size=20), max_size=4))
def test_whatever_the_name_the_journal_stays_one(names):
    office = Office()
    office.do("SendChat", person="karim", text="Bonjour")

    lines = [dump(entry) for entry in redact(office.entries, names)]

    assert verify_lines(lines) is None
    assert [load(line).kind for line in lines] == office.kinds
