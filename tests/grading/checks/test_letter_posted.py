"""`letter_posted`: a letter that says what it must left for the right person, the right way, in time."""

import pytest

from tests.grading.checks.desk import a_letter, desk, reason, verdict

SAID = "Facture F2026-0871, 1 240,00 € : mise en demeure"
GIVEN = {
    "to": ["buyer", "TRANSMÉCARO"],
    "has": ["F2026-0871", "1240.00"],
    "postings": ["registered", "registered_receipt"],
    "by": "09:00",
    "label": "mise en demeure",
}


def posted(text: str = SAID, at: str = "08:45", **given):
    what = desk().at(at)
    path = a_letter(what, text)
    what.do("PrintDocument", path=path)
    wanted = {"papers": ("P1",), "person": "buyer", "posting": "registered_receipt", **given}
    assert not what.do("PostLetter", **wanted).refusal
    return what


def test_it_passes_on_the_right_letter_and_fails_without_any():
    assert verdict(posted(), "letter_posted", **GIVEN) == "met"
    assert verdict(desk(), "letter_posted", **GIVEN) == "not_met"


def test_a_letter_that_is_printed_and_not_posted_is_no_letter():
    what = desk().at("08:45")
    what.do("PrintDocument", path=a_letter(what, SAID))

    assert verdict(what, "letter_posted", **GIVEN) == "not_met"


def test_an_address_in_free_words_is_as_good_as_a_name_of_the_directory():
    what = posted(person="", address="Société Transmecaro, service comptable")

    assert verdict(what, "letter_posted", **GIVEN) == "met"


def test_it_fails_for_somebody_else():
    assert verdict(posted(person="karim"), "letter_posted", **GIVEN) == "not_met"


def test_it_fails_when_the_letter_does_not_say_it_and_names_what_lacks():
    what = posted("Facture F2026-0871")

    assert verdict(what, "letter_posted", **GIVEN) == "not_met"
    assert "1240.00" in reason(what, "letter_posted", **GIVEN)


def test_it_is_partial_when_posted_otherwise_and_any_way_is_right_when_none_is_named():
    what = posted(posting="letter")

    assert verdict(what, "letter_posted", **GIVEN) == "partly"
    assert verdict(what, "letter_posted", **{**GIVEN, "postings": []}) == "met"


@pytest.mark.parametrize(("at", "found"), [("09:00:59", "met"), ("09:01", "not_met")])
def test_the_minute_is_included_and_later_is_too_late(at, found):
    assert verdict(posted(at=at), "letter_posted", **GIVEN) == found


def test_the_letter_as_it_was_printed_counts_not_the_one_on_the_drive():
    what = posted()
    a_letter(what, "Version corrigée ensuite")

    assert verdict(what, "letter_posted", **GIVEN) == "met"


def test_a_document_nobody_can_read_goes_to_a_person():
    what = desk().at("08:45")
    what.upload("RELANCE.docx", b"not a document")
    what.do("PrintDocument", path="/ADV/9_Travail/RELANCE.docx")
    what.do("PostLetter", papers=("P1",), person="buyer", posting="registered")

    assert verdict(what, "letter_posted", **GIVEN) == "undecided"


def test_patterns_read_what_letters_say():
    what = posted()
    given = {"what": [{"fact": "letter.posted", "to": "buyer", "mentions": "F2026-0871"}]}

    assert verdict(what, "happened", **given, label="lettre") == "met"
    given["what"][0]["mentions"] = "F2026-0999"
    assert verdict(what, "happened", **given, label="lettre") == "not_met"


def test_a_letter_thrown_away_once_posted_is_still_a_document_of_the_candidate():
    what = posted()
    what.do("DeleteFile", path="/ADV/9_Travail/RELANCE_TRANSMECARO.docx")
    which = {"family": "text", "says": ["TRANSMÉCARO"]}

    given = {"which": which, "has": ["F2026-0871"], "label": "lettre"}
    assert verdict(what, "contains", **given) == "met"
