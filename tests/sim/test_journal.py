"""The hash chain: any change to a stored journal shows, and says where."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.facts.dictionary import KINDS
from sim.journal.entry import dump, load, verify_lines
from sim.journal.files import FolderFiles
from tests.build import Office


def a_journal() -> list[str]:
    office = Office().at("08:40")
    office.do("OpenMail", mail="M01")
    office.do("AddTask", title="Éditer l’AR", nonce="n")
    office.do("SendChat", person="luc", text="Bonjour Luc")
    return [dump(entry) for entry in office.entries]


def test_it_reads_back_what_it_wrote():
    lines = a_journal()

    assert [dump(load(line)) for line in lines] == lines
    assert verify_lines(lines) is None


@given(st.data())
def test_one_changed_byte_shows(data):
    lines = a_journal()
    row = data.draw(st.integers(0, len(lines) - 1))
    at = data.draw(st.integers(0, len(lines[row]) - 1))
    letter = data.draw(
        st.characters(codec="utf-8").filter(lambda one: one != lines[row][at] and one not in "\r\n")
    )

    lines[row] = lines[row][:at] + letter + lines[row][at + 1 :]

    problem = verify_lines(lines)
    assert problem is not None
    assert problem.seq in (row + 1, row + 2)


def test_a_missing_entry_shows():
    lines = a_journal()
    del lines[1]

    problem = verify_lines(lines)

    assert problem is not None
    assert (problem.seq, problem.reason) == (2, "gap")


def test_a_line_that_is_no_entry_is_refused():
    with pytest.raises(ValueError, match="entry"):
        load('{"fact": {"kind": "mail.opened", "mail": "M01"}}')


def test_files_are_named_by_their_content(tmp_path):
    files = FolderFiles(tmp_path)
    name = files.put(b"abc")

    assert files.put(b"abc") == name
    assert files.get(name) == b"abc"
    with pytest.raises(KeyError):
        files.get("../../etc/passwd")


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_fact_speaks_french_and_english_and_names_its_personal_fields(kind):
    fact = KINDS[kind]

    assert fact.sentence_fr
    assert fact.sentence_en
    assert set(fact.personal) <= set(fact.model_fields)
    assert kind.split(".")[0] in {
        "incident",
        "letter",
        "notice",
        "session",
        "mail",
        "chat",
        "planner",
        "drive",
        "directory",
        "call",
        "erp",
    }
