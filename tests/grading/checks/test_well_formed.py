"""`well_formed`: subject, salutation, closing, and what else is asked; the same for a message written as a document."""

import pytest

from tests.grading.checks.desk import desk, hand_in, mail, reason, verdict

BODY = "Bonjour,\n\nVoici.\n\nCordialement,\nCamille"
FORMS: dict[str, tuple[str, str, str]] = {
    "usual": ("Relance", BODY, "met"),
    "long formula": (
        "Relance",
        "Madame,\n\nVoici.\n\nJe vous prie d’agréer, Madame, mes salutations distinguées.\nCamille Morel",
        "met",
    ),
    "short and warm": ("Relance", "Bonjour Karim,\nVoici.\nBonne journée\nCamille", "met"),
    "no subject": ("", BODY, "not_met"),
    "no salutation": ("Relance", "Voici.\n\nCordialement,\nCamille", "not_met"),
    "no closing": ("Relance", "Bonjour,\n\nVoici.", "not_met"),
    "unsigned": ("Relance", "Bonjour,\n\nVoici.\n\nCordialement", "not_met"),
    "signed by another": ("Relance", BODY.replace("Camille", "Julie"), "not_met"),
    "English title": ("Relance", BODY.replace("Bonjour", "Bonjour Mr Roux"), "not_met"),
}
PARTS = ["subject", "salutation", "closing", "no_mr"]
WRITTEN = {"family": "text", "names": ["mel*"]}


def test_it_passes_on_a_proper_message_and_there_is_nothing_to_see_without_one():
    what = desk()
    assert verdict(what, "well_formed") == "not_observed"

    mail(what)
    assert verdict(what, "well_formed") == "met"


@pytest.mark.parametrize("body", ["Voici.\n\nCordialement,\nCamille", "Bonjour,\n\nVoici."])
def test_it_fails_without_salutation_or_closing(body):
    what = desk()
    mail(what, body=body)

    assert verdict(what, "well_formed") == "not_met"


def test_one_curt_message_in_five_is_forgiven():
    what = desk()
    for _ in range(4):
        mail(what)
    mail(what, body="ok")

    assert verdict(what, "well_formed", share=0.8) == "met"
    mail(what, body="ok")
    assert verdict(what, "well_formed", share=0.8) == "not_met"


def test_it_says_what_is_missing():
    what = desk()
    mail(what, body="Bonjour,\n\nVoici.")

    assert "formule de fin" in reason(what, "well_formed")


@pytest.mark.parametrize("form", FORMS)
def test_a_message_sent_and_the_same_written_as_a_document_are_judged_alike(form):
    subject, body, expected = FORMS[form]
    sent = desk()
    mail(sent, subject=subject, body=body)
    written = desk()
    lines = ["De : Camille Morel", "À : K. Benali", f"Objet : {subject}", *body.split("\n")]
    hand_in(written, "mel.docx", blocks=[{"text": line} for line in lines])
    rule = {"mail_form": {"parts": PARTS, "signature": ["Camille Morel"]}}

    assert verdict(sent, "well_formed", parts=PARTS, signature=["Camille Morel"]) == expected
    assert verdict(written, "presented", which=WRITTEN, label="mél", rules=rule) == expected


def test_whoever_signs_is_enough_where_no_name_is_given():
    signed, unsigned = desk(), desk()
    mail(signed)
    mail(unsigned, body="Bonjour,\n\nVoici.\n\nCordialement")

    assert verdict(signed, "well_formed", parts=["signature"]) == "met"
    assert verdict(unsigned, "well_formed", parts=["signature"]) == "not_met"
    assert verdict(unsigned, "well_formed") == "met"
