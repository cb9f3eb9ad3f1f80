"""Feedback to the candidate: their level in words, their own moments, advice; never what was expected."""

import json
import re
from collections.abc import Iterator
from functools import lru_cache

import pytest

from grading.agreement import RANK
from grading.checks.kinds import KINDS
from grading.feedback.bank import BANK, words_of
from grading.feedback.draft import Draft, draft
from grading.feedback.hints import HINTS, MADE_OF_OTHERS
from grading.verdict import VERDICT_FR
from sim.language.french import typeset
from tests.grading import pack
from tests.laws.test_every_check_is_tested import type_of

CRITERIA = [one.id for one in pack.framework().criteria]
REHEARSALS = sorted(pack.found())
QUOTED = re.compile(r"«[^»]*»")
SPACES = re.compile(r"[\u00a0\u202f\s]+")
EXPECTED = (
    "has",
    "lacks",
    "fields",
    "lines",
    "totals",
    "mentions",
    "mentions_any",
    "value",
    "topics",
)
"""Fields of a check that hold what the pack expects, or watches for."""


@lru_cache
def drafted(name: str, **levels: str) -> Draft:
    sheet = pack.sheet(name)
    proposed = {key: one.level for key, one in sheet.criteria.items()}
    return draft(pack.rubric(), pack.record(name), sheet, pack.framework(), {**proposed, **levels})


def ruled(name: str, level: str) -> Draft:
    sheet = pack.sheet(name)
    return draft(pack.rubric(), pack.record(name), sheet, pack.framework(), dict.fromkeys(CRITERIA, level))  # fmt: skip


def plain(text: str) -> str:
    return SPACES.sub(" ", text)


def ours(one: Draft) -> list[str]:
    """Return what is said of the candidate in our words: the moments left out."""
    said = [text for part in one.criteria.values() for text in (part.seen, part.work)]
    return [one.general, *said]


def moments(one: Draft) -> list[str]:
    parts = one.criteria.values()
    return [moment.text for part in parts for moment in (*part.strengths, *part.reviews)]


def values(held: object, *, wanted: bool = False) -> Iterator[str]:
    """Return every literal a rubric expects, however deep."""
    if isinstance(held, dict):
        for name, inner in held.items():
            yield from values(inner, wanted=wanted or name in EXPECTED)
    elif isinstance(held, list | tuple):
        for inner in held:
            yield from values(inner, wanted=wanted)
    elif wanted and isinstance(held, str):
        yield from (text.strip() for text in re.split(r"[|+*]", held))


def expected() -> set[str]:
    rows = [one.model_dump(mode="json") for one in pack.rubric().indicators]
    return {text for text in values(rows) if re.search(r"\d", text) and len(text) > 1}


def leaks(texts: list[str], allowed: str) -> set[str]:
    """Return the expected figures and references that the texts give and that are not in what is allowed."""
    said = plain("\n".join(texts))
    found = {one for one in expected() if re.search(rf"(?<![\w.,]){re.escape(plain(one))}(?!\w)", said)}  # fmt: skip
    return {one for one in found if plain(one) not in plain(allowed)}


def known_to(name: str) -> str:
    """Return what the candidate of a rehearsal wrote, and the subjects they received."""
    record = pack.record(name)
    own = [entry.fact.model_dump_json() for entry in record.entries if entry.actor == "candidate"]
    subjects = [one.message.subject for one in record.world.mail.received.values()]
    numbers = [row.number or row.id for pool in record.world.erp.records.values() for row in pool.values()]  # fmt: skip
    return "\n".join([*(json.dumps(json.loads(one), ensure_ascii=False) for one in own), *subjects, *numbers])  # fmt: skip


@pytest.mark.parametrize("name", REHEARSALS)
def test_nothing_that_was_expected_is_given_away(name):
    made = drafted(name)

    assert leaks(moments(made), known_to(name)) == set()
    for text in ours(made):
        # Names of what could be read are quoted; outside them our words hold no figure at all.
        assert not re.search(r"\d", QUOTED.sub("", text)), text


def test_the_search_for_leaks_finds_those_of_the_findings():
    sheet = pack.sheet("idle")
    reasons = [one.reason for part in sheet.criteria.values() for one in part.findings]

    assert leaks(reasons, known_to("idle"))


@pytest.mark.parametrize("name", REHEARSALS)
def test_only_what_the_candidate_could_read_is_named(name):
    record = pack.record(name)
    titles = {one.path.rpartition("/")[2].rpartition(".")[0] for one in record.scenario.drive.files}
    subjects = {one.message.subject for one in record.world.mail.received.values()}
    readable = {plain(one) for one in titles | subjects}

    for part in drafted(name).criteria.values():
        _, _, rules = part.work.partition(typeset("À relire :"))
        for quoted in QUOTED.findall(rules):
            assert plain(quoted).strip("«» ") in readable


@pytest.mark.parametrize("name", REHEARSALS)
def test_every_criterion_has_its_text_without_mark_nor_code(name):
    made = drafted(name)
    codes = {one.id for one in pack.rubric().indicators}

    assert list(made.criteria) == CRITERIA
    for part in made.criteria.values():
        assert len(part.seen) > 20
        assert len(part.work) > 20
    whole = "\n".join([*ours(made), *moments(made)])
    assert not [code for code in codes if re.search(rf"\b{re.escape(code)}\b", whole)]
    assert "%" not in "\n".join(ours(made))
    assert "/20" not in "\n".join(ours(made))


@pytest.mark.parametrize("name", REHEARSALS)
def test_the_typography_is_french(name):
    made = drafted(name)

    assert "'" not in "".join(QUOTED.sub("", text) for text in ours(made))
    for text in (*ours(made), *moments(made)):
        assert text == typeset(text)
        assert text.endswith((".", "…", "?")), text
        assert "  " not in text


def test_moments_are_the_candidates_own_with_their_hour():
    made = drafted("fault-cross-sending")
    record = pack.record("fault-cross-sending")
    by_seq = {entry.seq: entry for entry in record.entries}

    part = made.criteria["C4.5"]
    assert [plain(one.text) for one in part.reviews] == [
        "À 9 h 32, vous avez envoyé à Factures ALPHYDRAL le mél « Facture F2026-1043 – commande 4500081277 » avec « F2026-1044.pdf »."
    ]
    for one in made.criteria.values():
        for moment in (*one.strengths, *one.reviews):
            assert by_seq[moment.seq].actor == "candidate"
            assert plain(moment.text).startswith("À ")


def test_a_moment_is_not_both_good_and_to_be_reviewed():
    for name in REHEARSALS:
        for part in drafted(name).criteria.values():
            assert not {one.seq for one in part.strengths} & {one.seq for one in part.reviews}


def test_advice_follows_what_was_found():
    good = drafted("reference").criteria["C1.5"]
    typed = drafted("fault-typed-rate").criteria["C1.5"]

    assert good.level == "met"
    assert "Confiez les calculs au tableur" not in good.work
    assert typed.level == "partly"
    assert "Confiez les calculs au tableur" in typed.work
    assert "Diapos point ADV-Production" in typed.work


def test_what_people_overruled_is_not_brought_back():
    lowered = drafted("fault-cross-sending").criteria["C4.5"]
    raised = ruled("fault-cross-sending", "met").criteria["C4.5"]

    assert lowered.reviews
    assert raised.level == "met"
    assert not raised.reviews
    assert "À relire" not in raised.work


def test_levels_are_told_differently():
    texts = {level: ruled("fault-typed-rate", level) for level in VERDICT_FR}

    for criterion in CRITERIA:
        seen = {texts[level].criteria[criterion].seen for level in VERDICT_FR}
        assert len(seen) == len(VERDICT_FR), criterion


def test_what_was_not_observed_is_never_a_fault():
    made = ruled("idle", "not_observed")

    for part in made.criteria.values():
        assert "ne vous est pas reproché" in part.seen
        assert "rien à corriger" in part.work
        assert not part.reviews
    assert "À travailler" not in made.general


def test_an_empty_journal_gets_a_whole_report():
    made = drafted("idle")

    assert not moments(made)
    assert len(made.criteria) == len(CRITERIA)


def test_the_bank_covers_the_framework_and_each_level_has_its_own_words():
    assert list(BANK) == CRITERIA
    texts = [text for words in BANK.values() for level in RANK for text in words.at(level)]
    assert len(texts) == len(set(texts))
    for text in texts:
        assert text.endswith((".", " ?"))
        assert "'" not in text
        assert not re.search(r"\w\((e|ve|es)\)", text), text


def test_a_criterion_of_another_framework_is_told_by_its_wording():
    words = words_of("X1.1", "Les stocks sont tenus à jour.")

    assert "Les stocks sont tenus à jour" in words.met.seen
    assert words.met != words.partly != words.not_met


def test_every_kind_of_check_has_its_advice():
    composed = {type_of(kind) for kind in MADE_OF_OTHERS} | {"otherwise", "when"}

    assert set(HINTS) == {type_of(kind) for kind in KINDS} - composed | {"late"}
