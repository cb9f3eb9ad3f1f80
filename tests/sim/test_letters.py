"""The outgoing post: printing, and what the tray takes or refuses."""

import pytest

from sim.scenario.model import Injection, Trouble, WorldFact
from tests.build import Office, a_scenario

PATH = "/ADV/9_Travail/RELANCE.docx"


def an_office(**changes) -> Office:
    office = Office(a_scenario(**changes)).at("08:40")
    office.upload("RELANCE.docx", b"a letter")
    return office


@pytest.fixture
def office() -> Office:
    return an_office()


@pytest.fixture
def printed(office) -> Office:
    assert not office.do("PrintDocument", path=PATH).refusal
    return office


def post(office: Office, **given) -> str:
    wanted = {"papers": ("P1",), "person": "buyer", "posting": "registered_receipt", **given}
    return office.do("PostLetter", **wanted).refusal


def test_a_document_is_printed_as_it_stands(printed):
    printed.upload("RELANCE.docx", b"another letter")

    fact = printed.world.post.papers["P1"]
    assert (fact.path, fact.file.size) == (PATH, len(b"a letter"))


def test_a_letter_is_posted_with_its_documents_its_addressee_and_how(printed):
    assert post(printed) == ""

    fact = printed.entries[-1].fact
    assert [file.name for file in fact.attachments] == ["RELANCE.docx"]
    assert (fact.person, fact.posting) == ("buyer", "registered_receipt")
    assert fact.addressee == "Claire Vasseur\nALPHYDRAL"
    assert fact.sentence() == (
        "Met au courrier départ pour Claire Vasseur, ALPHYDRAL : RELANCE.docx"
        " (lettre recommandée avec avis de réception)"
    )
    assert printed.replayed() == printed.world


def test_several_documents_go_in_one_envelope(printed):
    printed.do("PrintDocument", path="/Procedures/MO-ADV-01.md")

    assert post(printed, papers=("P2", "P1", "P2")) == ""
    assert printed.world.post.letters["L1"].fact.papers == ("P2", "P1")


def test_an_address_in_free_words_is_kept_as_it_is_written(printed):
    assert post(printed, person="", address=" TRANSMÉCARO\n3 rue Basse ") == ""

    fact = printed.entries[-1].fact
    assert (fact.person, fact.addressee) == ("", "TRANSMÉCARO\n3 rue Basse")


@pytest.mark.parametrize("address", ["Mme Claire VASSEUR\n1 rue Haute", "Alphydral, 74300 Cluses"])
def test_an_address_that_names_somebody_of_the_directory_is_for_them(printed, address):
    post(printed, person="", address=address)

    assert printed.entries[-1].fact.person == "buyer"


def test_the_company_s_own_name_is_nobody_s(printed):
    post(printed, person="", address="ARVELLO, service achats")

    assert printed.entries[-1].fact.person == ""


@pytest.mark.parametrize("path", ["", "/nulle/part.docx"])
def test_a_document_that_is_not_there_is_not_printed(office, path):
    assert "ne peut pas être imprimé" in office.do("PrintDocument", path=path).refusal


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"papers": ()}, "rien dans l’enveloppe"),
        ({"papers": ("P9",)}, "n’a pas été imprimé"),
        ({"person": "", "address": "  "}, "pas de destinataire"),
        ({"person": "ghost"}, "pas dans l’annuaire"),
        ({"person": "nobody"}, "pas dans l’annuaire"),
        ({"person": "", "address": "x" * 301}, "dépasse 300 caractères"),
    ],
)
def test_a_letter_is_refused_with_what_is_missing(printed, given, reason):
    assert reason in post(printed, **given)
    assert printed.entries[-1].kind == "session.command_refused"
    assert printed.world.post.letters == {}


def test_a_paper_leaves_once(printed):
    post(printed)

    assert "déjà parti" in post(printed)


def test_after_the_collection_the_post_is_gone():
    office = an_office(post_collection="09:30")
    office.do("PrintDocument", path=PATH)

    assert "parti à 9\u00a0h\u00a030" in post(office.at("09:30"))


def test_before_the_collection_it_still_leaves():
    office = an_office(post_collection="09:30")
    office.do("PrintDocument", path=PATH)

    assert post(office.at("09:29:59")) == ""


@pytest.mark.parametrize("kind", ["printer", "network_drive"])
def test_nothing_is_printed_while_what_it_needs_is_out_of_order(kind):
    incident = Trouble(id="down", kind=kind, minutes=10, text="Panne annoncée.")
    down = Injection(id="down", at="08:45", does=(WorldFact(incident=incident),))
    office = an_office(timeline=(down,))
    office.do("PrintDocument", path=PATH)

    refusal = office.at("08:46").do("PrintDocument", path=PATH).refusal
    assert refusal.startswith("Panne annoncée. Rien n’a été")
    assert post(office) == ""
    assert not office.at("08:55").do("PrintDocument", path=PATH).refusal
