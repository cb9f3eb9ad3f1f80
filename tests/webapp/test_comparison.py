"""Two versions of a document compared: what is added, removed and changed, within limits that are told."""

import io
from collections import Counter
from itertools import pairwise

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.grading.documents.build import a_letter
from webapp.comparison import CELLS, CHARACTERS, DIFFERENCES, LARGE, LONG, WORDS, compare, words

TEXTS = st.lists(st.sampled_from(["le", "prix", "bas", " ", "  ", "\n", "\u00a0", "é"])).map(
    "".join
)
LINES = st.lists(
    st.lists(
        st.sampled_from(["le", "prix", "est", "bas", "haut", "12"]), min_size=1, max_size=5
    ).map(" ".join),
    min_size=1,
    max_size=8,
)


def noise(count: int, start: int) -> list[str]:
    """Lines of 49 letters and spaces, no two alike."""
    lines = (f"{pow(3, start + rank, 2**49 - 1):049b}" for rank in range(count))
    return [line.replace("0", " ") for line in lines]


def in_runs(start: int) -> list[str]:
    """Ten runs of changed lines, each as long as those that are still paired."""
    return [line for run in range(10) for line in (f"suite {run}", *noise(199, start + 199 * run))]


HOSTILE = {
    "runs of lines to pair": (in_runs(0), in_runs(5_000)),
    "lines whose every other word changed": (["x a " * 1_000] * 25, ["y a " * 1_000] * 25),
    "lines of nothing in common": (noise(2_000, 0), noise(2_000, 5_000)),
}


def told(old: list[str], new: list[str]) -> list[tuple[str, str, str, str]]:
    """Compare two texts; return each change with what was and is there."""
    found = compare("\n".join(old).encode(), "\n".join(new).encode(), "a.txt")
    assert (found.refusal, found.left_out) == ("", "")
    return [
        (change.kind, change.place, side(change.words, "removed"), side(change.words, "added"))
        for change in found.changes
    ]


def is_in_order(parts: list[str], whole: list[str]) -> bool:
    rest = iter(whole)
    return all(part in rest for part in parts)


def assert_nothing_is_lost(old: list[str], new: list[str]) -> None:
    """What the changes say was there, with the unchanged lines, is the old version; what is there, the new one."""
    changes = told(old, new)
    touched = {place for kind, place, _, _ in changes if kind != "removed"}
    kept = [line for rank, line in enumerate(new, start=1) if f"ligne {rank}" not in touched]
    gone = [was for kind, _, was, _ in changes if kind != "added"]
    come = [now for kind, _, _, now in changes if kind != "removed"]
    for whole, parts in ((old, gone), (new, come)):
        assert Counter(whole) == Counter(parts) + Counter(kept)
        assert is_in_order(parts, whole)
        assert is_in_order(kept, whole)


def side(runs, kind: str) -> str:
    return "".join(run.text for run in runs if run.kind in {"same", kind})


def test_words_are_compared_whole():
    assert [(run.kind, run.text) for run in words("le prix est bas", "le prix est haut")] == [
        ("same", "le prix est "), ("removed", "bas"), ("added", "haut"),
    ]  # fmt: skip


@given(TEXTS, TEXTS)
def test_what_stayed_and_what_was_added_make_the_new_text_and_what_was_removed_the_old_one(
    old, new
):
    runs = words(old, new)
    assert side(runs, "removed") == old
    assert side(runs, "added") == new


@given(TEXTS, TEXTS)
def test_a_run_of_words_is_never_empty_and_never_follows_one_of_its_kind(old, new):
    runs = words(old, new)
    assert all(run.text for run in runs)
    assert all(one.kind != other.kind for one, other in pairwise(runs))


def test_a_page_of_a_thousand_words_is_compared_word_by_word():
    page = [f"mot{rank}" for rank in range(1_000)]
    runs = words(" ".join(page), " ".join([*page[:500], "et", *page[500:]]))
    assert [run.text for run in runs if run.kind != "same"] in (["et "], [" et"])


def test_a_piece_of_too_many_words_is_shown_removed_then_added():
    old, new = "a " * WORDS, "b " * WORDS
    assert [(run.kind, run.text) for run in words(old, new)] == [("removed", old), ("added", new)]


def test_a_line_inserted_among_changed_ones_is_added_and_the_others_keep_their_pair():
    old = ["Facture F-101 : 3 264,00 €", "Facture F-102 : 410,00 €", "Facture F-103 : 98,50 €"]
    new = [
        "Facture F-101 : 3 246,00 €",
        "Avoir à établir",
        "Facture F-102 : 401,00 €",
        "Facture F-103 : 95,80 €",
    ]
    assert told(old, new) == [
        ("changed", "ligne 1", old[0], new[0]),
        ("added", "ligne 2", "", new[1]),
        ("changed", "ligne 3", old[1], new[2]),
        ("changed", "ligne 4", old[2], new[3]),
    ]


def test_a_line_taken_out_from_among_changed_ones_is_removed():
    old = ["Madame Duval,", "Votre commande part lundi.", "Le solde est de 120 €."]
    new = ["Madame Duvall,", "Le solde est de 210 €."]
    assert told(old, new) == [
        ("changed", "ligne 1", old[0], new[0]),
        ("removed", "ligne 2", old[1], ""),
        ("changed", "ligne 2", old[2], new[1]),
    ]


def test_lines_that_do_not_resemble_each_other_are_removed_and_added():
    assert told(["Cordialement"], ["Bien à vous"]) == [
        ("removed", "ligne 1", "Cordialement", ""),
        ("added", "ligne 1", "", "Bien à vous"),
    ]


def test_thirty_pages_that_all_changed_are_paired():
    pages = [" ".join(f"mot{rank * page}" for rank in range(300)) for page in range(30)]
    changes = told(pages, [f"{page} fin" for page in [*pages[:7], *pages[8:]]])
    kinds = Counter(kind for kind, _, _, _ in changes)
    assert (kinds["changed"], kinds["removed"], kinds["added"]) == (29, 1, 0)


def test_too_many_lines_changed_together_are_not_paired_and_none_is_lost():
    old, new = ([f"Ligne {rank} du relevé {name}" for rank in range(600)] for name in "ab")
    assert [(was, now) for _, _, was, now in told(old, new)] == [
        *((line, "") for line in old), *(("", line) for line in new),
    ]  # fmt: skip


@given(LINES, LINES)
def test_the_changes_and_the_unchanged_lines_make_both_versions(old, new):
    assert_nothing_is_lost(old, new)


@pytest.mark.parametrize("pair", HOSTILE)
def test_nothing_is_lost_of_the_pairs_that_are_the_longest_to_compare(pair):
    assert_nothing_is_lost(*HOSTILE[pair])


@given(LINES)
def test_a_version_compared_to_itself_differs_in_nothing(lines):
    assert told(lines, lines) == []


def test_workbooks_are_compared_cell_by_cell():
    found = compare(b"a;1\nb;2\n", b"a;1\nb;3\nc;4\n", "suivi.csv")
    assert [(change.kind, change.place) for change in found.changes] == [
        ("changed", "csv!B2"), ("added", "csv!A3"), ("added", "csv!B3"),
    ]  # fmt: skip


def test_figures_of_a_workbook_are_written_in_french():
    (change,) = compare(b"3.5;7\n", b"4.5;7\n", "suivi.csv").changes
    assert [run.text for run in change.words] == ["3.5", "4.5"]  # as typed: a CSV holds texts

    (change,) = compare(book(1234.5), book(0.25), "suivi.xlsx").changes
    assert [run.text for run in change.words] == ["1\u202f234,5", "0,25"]


def book(figure: float) -> bytes:
    made = openpyxl.Workbook()
    made.active["A1"] = figure
    made.save(kept := io.BytesIO())
    return kept.getvalue()


def test_a_workbook_with_more_differences_than_are_shown_says_so():
    filled, other = ("\n".join([value] * (DIFFERENCES + 1)).encode() for value in "ab")
    exact, exact_other = ("\n".join([value] * DIFFERENCES).encode() for value in "ab")
    found = compare(filled, other, "a.csv")
    assert (len(found.changes), found.left_out) == (DIFFERENCES, LARGE)
    assert compare(exact, exact_other, "a.csv").left_out == ""


def test_a_workbook_of_too_many_cells_is_cut_and_says_so():
    filled = (";".join("a" * 100) + "\n").encode() * (CELLS // 100)
    assert compare(filled, filled, "a.csv").left_out == ""
    assert compare(filled, filled + b"a", "a.csv").left_out == LARGE
    assert compare(filled + b"a", filled, "a.csv").left_out == LARGE


def test_a_workbook_of_endless_cells_shows_the_first_and_says_so():
    old, new = ("\n".join([value * 60_000] * 9).encode() for value in "ab")
    found = compare(old, new, "a.csv")
    assert [change.place for change in found.changes] == ["csv!A1"]
    assert found.left_out == LARGE


def test_differences_of_a_workbook_come_in_reading_order_with_the_cells_that_went():
    found = compare(b"a;b\nc;d\n", b"x;\nc;y\n", "a.csv")
    assert [(change.kind, change.place) for change in found.changes] == [
        ("changed", "csv!A1"), ("removed", "csv!B1"), ("changed", "csv!B2"),
    ]  # fmt: skip


def test_a_version_that_cannot_be_read_says_why():
    assert "n’est pas un document Word" in compare(b"Bonjour", a_letter(), "note.docx").refusal


def test_a_document_of_many_pieces_is_cut_and_says_so():
    long = "\n".join(f"ligne {rank}" for rank in range(5_000)).encode()
    assert compare(long, long + b"\nfin", "a.txt").left_out == LONG


def test_a_document_of_one_endless_piece_is_cut_and_says_so():
    short, endless = b"a" * CHARACTERS, b"a" * (CHARACTERS + 1)
    assert compare(endless, short, "a.txt").left_out == LONG
    assert compare(short, endless, "a.txt").left_out == LONG
    assert compare(short, b"a", "a.txt").left_out == ""


def test_what_follows_the_cut_is_not_compared():
    filled = b"a" * CHARACTERS + b"\n"
    found = compare(filled + b"fin", filled + b"autre fin", "a.txt")
    assert (found.changes, found.left_out) == ((), LONG)


def test_blank_pieces_count_for_nothing():
    found = compare(b"\n" * 50_000 + b"Bonjour", b"Bonsoir", "a.txt")
    assert len(found.changes) == 1
    assert not found.left_out
