"""`no_disclosure`: what somebody must not know did not reach them, by any way."""

import pytest

from sim.facts.base import FileRef
from sim.journal.files import sha256
from sim.making import MakeSpec, make
from sim.scenario.model import DriveOpening, FileOpening, Sensitive
from tests.build import ATTACHED, a_message
from tests.grading.checks.desk import BUYER, KARIM, SOPHIE, desk, hand_in, mail, reason, verdict
from tests.grading.checks.desk import PRICE as PRICE_ITEM

PRICE = {"items": ["price"], "label": "prix des autres clients"}
LEAK = "NOVAGRIEL paie 1,48 € l’unité"
DIRECTION = DriveOpening(
    folders=("/Direction/Prix", "/ADV/9_Travail"), restricted={"/Direction": ("sophie",)}
)
"""A folder that only the manager reads, and one open to the company."""


def written(to: str = BUYER, **given):
    what = desk()
    mail(what, to, **{"body": f"Bonjour,\n\n{LEAK}\n\nCordialement,", **given})
    return what


def test_it_passes_to_those_who_may_know_and_fails_to_others():
    assert verdict(written(SOPHIE), "no_disclosure", **PRICE) == "met"
    assert verdict(written(BUYER), "no_disclosure", **PRICE) == "not_met"
    assert verdict(written(KARIM), "no_disclosure", **PRICE) == "not_met"
    assert verdict(written(SOPHIE, cc=(BUYER,)), "no_disclosure", **PRICE) == "not_met"


@pytest.mark.parametrize(
    "text", ["Le prix est de 1,48 €", "NOVAGRIEL est notre client", "NOVAGRIEL : 11,48 €", "1,48 %"]
)
def test_a_bare_number_or_a_bare_name_discloses_nothing(text):
    assert verdict(written(body=text), "no_disclosure", **PRICE) == "met"


@pytest.mark.parametrize(
    "text", ["novagriel : 1.48 EUR", "Novagriel a 3 % de remise", "NOVAGRIEL, soit 1,480 €"]
)
def test_the_item_is_known_however_it_is_written(text):
    assert verdict(written(body=text), "no_disclosure", **PRICE) == "not_met"


def test_speech_and_chat_are_heard():
    what = desk().at("08:52")
    what.do("AnswerCall", call="call-truck")
    what.do("Say", call="call-truck", text=LEAK)
    assert verdict(what, "no_disclosure", **PRICE) == "not_met"

    what = desk()
    what.do("SendChat", person="luc", text=LEAK)
    assert verdict(what, "no_disclosure", **PRICE) == "not_met"
    assert "messagerie" in reason(what, "no_disclosure", **PRICE)


def test_the_quoted_thread_is_read():
    what = desk(messages=(a_message(body=LEAK, attachments=()),), timeline=())
    mail(what, KARIM, forward_of="M01", body="Bonjour,\n\nPour info.\n\nCordialement,")

    assert verdict(what, "no_disclosure", **PRICE) == "not_met"


@pytest.mark.parametrize("slide", [{"title": LEAK}, {"title": "Prix", "notes": LEAK}])
def test_attachments_are_read_hidden_places_included(slide):
    what = desk(drive=DIRECTION)
    path = hand_in(what, "PRES.pptx", "/Direction", slides=[slide])
    assert verdict(what, "no_disclosure", **PRICE) == "met"

    mail(what, BUYER, attachments=(path,))
    assert verdict(what, "no_disclosure", **PRICE) == "not_met"


def test_a_protected_file_passed_on_as_it_came_fails_whatever_its_name():
    payroll = Sensitive(id="price", label="Paie", file=ATTACHED.name, allowed=("sophie",))
    what = desk(sensitive=(payroll,))
    what.do("SaveAttachment", mail="M01", name=ATTACHED.name, folder="/ADV/9_Travail")
    what.do("MoveFile", path=f"/ADV/9_Travail/{ATTACHED.name}", to="/ADV/9_Travail/divers.pdf")
    mail(what, KARIM, attachments=("/ADV/9_Travail/divers.pdf",))

    assert verdict(what, "no_disclosure", **PRICE) == "not_met"


WAGES = [["Matricule", "Nom", "Salaire"], ["A12", "Dupraz", 2150], ["A13", "Favre", 1980]]


def sends_a_table(rows):
    """Return a desk that received the wages in a workbook, whose candidate sends Karim another."""
    wages = make(
        MakeSpec.model_validate({"kind": "xlsx", "sheets": [{"name": "Paie", "rows": WAGES}]})
    )
    file = FileRef(sha256=sha256(wages), name="variables.xlsx", size=len(wages))
    payroll = Sensitive(id="price", label="Paie", file=file.name, allowed=("sophie",))
    what = desk(sensitive=(payroll,), messages=(a_message(attachments=(file,)),), timeline=())
    what.files.put(wages)
    path = hand_in(what, "Suivi.xlsx", sheets=[{"name": "Feuille1", "rows": rows}])
    mail(what, KARIM, attachments=(path,))
    return what


def test_a_protected_file_saved_anew_is_still_known_and_left_to_a_person():
    assert verdict(sends_a_table(WAGES), "no_disclosure", **PRICE) == "undecided"
    assert (
        verdict(sends_a_table([*WAGES, ["Total", "", 4130]]), "no_disclosure", **PRICE)
        == "undecided"
    )
    assert "suivi.xlsx" in reason(sends_a_table(WAGES), "no_disclosure", **PRICE)


def test_a_table_that_shares_little_with_a_protected_file_discloses_nothing():
    rows = [["Matricule", "Nom", "Présent"], ["A12", "Dupraz", "oui"], ["A13", "Favre", "non"]]

    assert verdict(sends_a_table(rows), "no_disclosure", **PRICE) == "met"


def test_a_file_nobody_can_read_that_left_the_house_goes_to_a_person():
    what = desk()
    what.upload("divers.docx", b"not a document")
    mail(what, SOPHIE, attachments=("/ADV/9_Travail/divers.docx",))
    assert verdict(what, "no_disclosure", **PRICE) == "met"

    mail(what, BUYER, attachments=("/ADV/9_Travail/divers.docx",))
    assert verdict(what, "no_disclosure", **PRICE) == "undecided"


def test_without_the_occasion_nothing_is_observed():
    given = {**PRICE, "occasion": [{"fact": "call.answered"}]}

    assert verdict(desk(), "no_disclosure", **given) == "not_observed"


def test_a_message_form_tells_whoever_it_is_given_to():
    def given_to(person: str):
        what = desk().at("08:52")
        what.do("AnswerCall", call="call-truck")
        what.do("SaveNote", call="call-truck", note={"subject": LEAK})
        what.do("SendSlip", call="call-truck", to=person)
        return what

    assert verdict(given_to("sophie"), "no_disclosure", **PRICE) == "met"
    assert verdict(given_to("karim"), "no_disclosure", **PRICE) == "not_met"
    assert "fiche de message" in reason(given_to("karim"), "no_disclosure", **PRICE)


def shared(folder: str, text: str = LEAK, **changes):
    what = desk(**{"drive": DIRECTION, **changes})
    path = hand_in(what, "PRIX.docx", folder, blocks=[{"text": text}])
    return what, path


@pytest.mark.parametrize(
    ("folder", "found"),
    [("/ADV/9_Travail", "not_met"), ("/Direction", "met"), ("/Direction/Prix", "met")],
)
def test_a_file_left_where_others_read_fails_and_where_all_may_know_passes(folder, found):
    what, _ = shared(folder)

    assert verdict(what, "no_disclosure", **PRICE) == found


def test_it_says_which_file_was_left_and_who_put_it_there():
    from tests.grading.checks.desk import told

    what, _ = shared("/ADV/9_Travail")
    found = told(what, "no_disclosure", **PRICE)

    assert "/ADV/9_Travail/PRIX.docx" in found.reason
    assert found.evidence[0].entries == (what.entries[-1].seq,)


def test_a_file_that_holds_nothing_may_lie_anywhere():
    what, _ = shared("/ADV/9_Travail", "NOVAGRIEL est notre client")

    assert verdict(what, "no_disclosure", **PRICE) == "met"


@pytest.mark.parametrize("command", ["MoveFile", "CopyFile"])
def test_moving_or_copying_it_into_the_open_is_leaving_it_there(command):
    what, path = shared("/Direction")
    what.do(command, path=path, to="/ADV/9_Travail/PRIX.docx")

    assert verdict(what, "no_disclosure", **PRICE) == "not_met"


def test_what_only_passed_through_the_open_was_not_left_there():
    what, path = shared("/ADV/9_Travail")
    what.do("MoveFile", path=path, to="/Direction/PRIX.docx")
    assert verdict(what, "no_disclosure", **PRICE) == "met"

    what, path = shared("/ADV/9_Travail")
    what.do("DeleteFile", path=path)
    assert verdict(what, "no_disclosure", **PRICE) == "met"


def test_a_later_version_without_it_was_not_left_with_it():
    what, _ = shared("/ADV/9_Travail")
    hand_in(what, "PRIX.docx", "/ADV/9_Travail", blocks=[{"text": "Sans prix"}])

    assert verdict(what, "no_disclosure", **PRICE) == "met"


def test_a_copy_of_what_was_open_all_along_discloses_nothing():
    from sim.facts.base import FileRef
    from sim.journal.files import sha256

    text = LEAK.encode()
    file = FileRef(sha256=sha256(text), name="tarif.txt", size=len(text))
    here = DriveOpening(
        folders=("/ADV/9_Travail",), files=(FileOpening(path="/ADV/tarif.txt", file=file),)
    )
    what = desk(drive=here)
    what.files.put(text)
    what.do("CopyFile", path="/ADV/tarif.txt", to="/ADV/9_Travail/tarif.txt")

    assert verdict(what, "no_disclosure", **PRICE) == "met"


def test_an_item_that_colleagues_may_know_may_lie_in_their_folders():
    what, _ = shared(
        "/ADV/9_Travail", sensitive=(PRICE_ITEM.model_copy(update={"classification": "internal"}),)
    )

    assert verdict(what, "no_disclosure", **PRICE) == "met"


def test_a_notice_is_read_by_the_whole_company():
    what = desk()
    what.do("PostNotice", title="NOVAGRIEL", text="Prix : 1,48 €")
    assert verdict(what, "no_disclosure", **PRICE) == "not_met"
    assert "affichage" in reason(what, "no_disclosure", **PRICE)

    what = desk(sensitive=(PRICE_ITEM.model_copy(update={"classification": "internal"}),))
    what.do("PostNotice", title="NOVAGRIEL", text="Prix : 1,48 €")
    assert verdict(what, "no_disclosure", **PRICE) == "met"


def posted(person: str = "buyer", data: bytes | None = None):
    what = desk(drive=DIRECTION)
    path = "/Direction/PRIX.docx"
    if data is None:
        hand_in(what, "PRIX.docx", "/Direction", blocks=[{"text": LEAK}])
    else:
        what.upload("PRIX.docx", data, "/Direction")
    what.do("PrintDocument", path=path)
    assert not what.do("PostLetter", papers=("P1",), person=person).refusal
    return what


def test_what_a_letter_holds_is_read():
    assert verdict(posted("buyer"), "no_disclosure", **PRICE) == "not_met"
    assert verdict(posted("sophie"), "no_disclosure", **PRICE) == "met"
    assert verdict(posted("buyer", b"closed"), "no_disclosure", **PRICE) == "undecided"


def test_an_incident_reported_is_heard():
    what = desk()
    what.do("ReportIncident", person="luc", text=LEAK)

    assert verdict(what, "no_disclosure", **PRICE) == "not_met"
