"""Two versions of a document compared: what is added, removed and changed, within limits that are told."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tests.grading.documents.build import a_letter
from webapp.comparison import CELLS, CHARACTERS, DIFFERENCES, LARGE, LONG, WORDS, compare, words

TEXTS = st.lists(st.sampled_from(["le", "prix", "bas", " ", "  ", "\n", "\u00a0", "é"])).map(
    "".join
)


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


def test_workbooks_are_compared_cell_by_cell():
    found = compare(b"a;1\nb;2\n", b"a;1\nb;3\nc;4\n", "suivi.csv")
    assert [(change.kind, change.place) for change in found.changes] == [
        ("changed", "csv!B2"), ("added", "csv!A3"), ("added", "csv!B3"),
    ]  # fmt: skip


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
