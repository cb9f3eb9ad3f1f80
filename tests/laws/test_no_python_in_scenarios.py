"""Scenarios are data; the référentiel is the one the commission signs against, to the byte."""

from pathlib import Path

from sim.framework import load_framework
from sim.journal.files import sha256

SCENARIOS = Path(__file__).parents[2] / "scenarios"
FRAMEWORK = SCENARIOS / "frameworks" / "cqpm-aga.yaml"
VERBATIM = "4239c2d5b74881c622ef78f9af5025b4ae9dc6e49f07c9d5fa9626129539b629"
"""A new edition of the référentiel is a new file: signed results point to this one."""
DATA = {".yaml", ".md", ".j2", ".docx", ".xlsx", ".pptx", ".pdf", ".csv", ".txt", ".png", ".jpg"}


def test_a_pack_holds_data_and_no_program():
    found = {path.suffix for path in SCENARIOS.rglob("*") if path.is_file() and path.name[0] != "."}

    assert found <= DATA


def test_no_document_of_a_pack_carries_macros():
    assert not list(SCENARIOS.rglob("*.docm")) + list(SCENARIOS.rglob("*.xlsm"))


def test_the_framework_is_verbatim():
    assert sha256(FRAMEWORK.read_bytes()) == VERBATIM


def test_it_has_the_twenty_one_criteria():
    sizes = [len(one.criteria) for one in load_framework(FRAMEWORK).competencies]

    assert (len(sizes), sum(sizes)) == (5, 21)
