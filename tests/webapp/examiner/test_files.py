"""The commission sees a document as printed pages, and on them the place a finding points to."""

import html
from urllib.parse import quote

import pytest

from sim.facts.base import FileRef
from sim.journal.files import sha256
from tests import libreoffice
from webapp.pages.pages import Pages

PATH = "/ADV/9_Travail/lettre.docx"
HERE = f"/apercu?chemin={quote(PATH)}"


@pytest.fixture
def drawn(app, commission, tmp_path):
    """The letter of the sitting, laid out by a real LibreOffice."""
    pages = app.extensions["bannette.pages"] = Pages(tmp_path / "drawn")
    data = commission.get(f"/fichier?chemin={quote(PATH)}").data
    pages.draw(FileRef(sha256=sha256(data), name="lettre.docx", size=len(data)), data)
    return commission


def text(answer) -> str:
    return html.unescape(answer.text).replace("\u00a0", " ")


@libreoffice.needed
def test_the_place_of_a_finding_is_marked_on_its_page(drawn):
    page = text(drawn.get(f"{HERE}&place=paragraphe 2"))

    assert 'id="endroit"' in page
    assert page.count("<rect") == 1
    assert "Aller à l’endroit signalé : paragraphe 2" in page


@libreoffice.needed
def test_a_place_that_is_not_printed_leads_to_the_text(drawn):
    page = text(drawn.get(f"{HERE}&place=commentaire 1"))

    assert "ne se retrouve pas sur les pages" in page
    assert "vue=texte" in page
    assert "<rect" not in page


@libreoffice.needed
def test_a_page_is_served_to_the_commission_alone(drawn, client, users):
    address = f"/apercu/page-1.png?chemin={quote(PATH)}"
    with drawn.get(address) as picture:
        assert picture.data.startswith(b"\x89PNG")
    assert drawn.get(f"/apercu/page-9.png?chemin={quote(PATH)}").status_code == 404


def test_pages_are_asked_again_until_they_are_drawn(app, commission, tmp_path):
    app.extensions["bannette.pages"] = Pages(tmp_path, "soffice", ("sleep", "2"))

    page = text(commission.get(HERE))
    assert "Mise en page en cours" in page
    assert "/apercu/pages?chemin=" in page


def test_without_libreoffice_the_text_is_shown_and_it_is_said(commission):
    page = text(commission.get(HERE))

    assert "LibreOffice n’est pas installé" in page
    assert "Nous vous confirmons la date." in page
    assert commission.get(f"/apercu/pages?chemin={quote(PATH)}").status_code == 404
