"""Printed forms, read back from the PDF."""

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from sim.language.glyphs import printable, width, wrapped
from sim.language.mentions import mentions
from sim.printing import Column, Pair, PrintedForm, Total, render_pdf

INVOICE = PrintedForm(
    title="FACTURE",
    number="F2026-0987",
    date="13/10/2026",
    issuer=("MÉCALOR SAS", "12 rue de l’Œuvre – ZI Nord", "57070 METZ"),
    addressee=("ATELIERS DUPONT & FILS", "54000 NANCY"),
    addressee_label="Facturé à",
    delivery=("Quai 3", "54510 TOMBLAINE"),
    info=(Pair("Votre commande", "4500081312"), Pair("Échéance", "30/11/2026")),
    columns=(Column("Désignation", "left", 4), Column("Montant HT", "right")),
    rows=(("Axe de verrouillage Ø 12", "2\u202f720,00\u00a0€"),),
    totals=(Total("Net à payer", "3\u202f264,00\u00a0€", bold=True),),
    mentions=("Indemnité forfaitaire pour frais de recouvrement : 40 €.",),
    footer="SIREN 812 345 678 – RCS Metz",
)


def pages(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    texts = [page.get_textpage().get_text_bounded() for page in document]
    document.close()
    return texts


def with_rows(count: int) -> PrintedForm:
    rows = tuple((f"Article {at}", "1,00") for at in range(count))
    return INVOICE.model_copy(update={"rows": rows})


@pytest.mark.parametrize(
    "said",
    [
        "F2026-0987",
        "2026-10-13",
        "3264.00",
        "2720",
        "4500081312",
        "ATELIERS DUPONT & FILS",
        "Adresse de livraison",
        "Quai 3",
        "40 €",
        "RCS Metz",
    ],
)
def test_an_invoice_says_what_the_form_says(said):
    assert mentions(pages(render_pdf(INVOICE))[0], said)


def test_ligatures_the_euro_and_french_quotes_come_out_right():
    form = INVOICE.model_copy(update={"mentions": ("« Œuvre » : l’été – 5\u202f000 €, cœur",)})

    text = pages(render_pdf(form))[0].replace("\u00a0", " ")

    assert "« Œuvre » : l’été – 5 000 €, cœur" in text


def test_the_same_form_gives_the_same_bytes():
    first = render_pdf(INVOICE)
    render_pdf.cache_clear()

    assert render_pdf(INVOICE.model_copy()) == first


def test_another_form_gives_other_bytes():
    assert render_pdf(INVOICE.model_copy(update={"date": "14/10/2026"})) != render_pdf(INVOICE)


def test_a_long_table_goes_on_under_the_same_header():
    texts = pages(render_pdf(with_rows(80)))

    assert len(texts) == 3
    for place, text in enumerate(texts, 1):
        assert "Désignation" in text
        assert f"Page{place}/3" in "".join(text.split())
    assert "FACTURE F2026-0987 (suite)" in texts[1]
    assert "(suite)" not in texts[0]


@given(st.integers(min_value=0, max_value=150))
def test_no_row_is_lost_between_pages(count):
    text = "\n".join(pages(render_pdf(with_rows(count)))).splitlines()

    printed = [line.split(" 1,00")[0] for line in text if line.startswith("Article ")]

    assert printed == [f"Article {at}" for at in range(count)]


def test_a_status_is_printed_across_every_page():
    form = with_rows(80).model_copy(update={"status": "PROFORMA"})

    first, *others = pages(render_pdf(form))

    assert "PROFORMA" in first
    assert all("PROFORMA" in text for text in others)
    assert "PROFORMA" not in pages(render_pdf(INVOICE))[0]


def test_boxes_and_signatures_are_framed_with_their_labels():
    form = PrintedForm(
        title="LETTRE DE VOITURE (CMR)",
        landscape=True,
        boxes=(Pair("1. Expéditeur", "MÉCALOR SAS\n57070 METZ"), Pair("2. Destinataire")),
        signatures=(Pair("Réserves"), Pair("Signature et cachet")),
    )

    text = pages(render_pdf(form))[0]

    assert all(box.label in text for box in form.boxes + form.signatures)
    assert "57070 METZ" in text


def test_a_form_can_be_described_in_a_file():
    form = PrintedForm.model_validate(
        {
            "title": "BON DE LIVRAISON",
            "number": 1875,
            "info": [["N° client", "C-1042"], {"label": "Quai", "value": "3"}],
            "columns": [{"label": "Qté", "align": "right"}, ["Désignation", "left", 4]],
            "rows": [["140", "Bague"]],
        }
    )

    assert mentions(pages(render_pdf(form))[0], "140 Bague")


def test_a_row_that_does_not_fit_the_columns_is_refused():
    with pytest.raises(ValidationError, match="la ligne 1 a 1\u00a0cellule"):
        PrintedForm(title="FACTURE", columns=(Column("A"), Column("B")), rows=(("1",),))


def test_a_column_without_width_is_refused():
    with pytest.raises(ValidationError):
        PrintedForm.model_validate({"title": "FACTURE", "columns": [["A", "left", 0]]})


@given(st.text())
def test_any_text_can_be_printed(text):
    form = PrintedForm(title=text, issuer=(text,), columns=(Column(text),), rows=((text,),))

    assert render_pdf(form).startswith(b"%PDF")
    assert printable(text).encode("cp1252") is not None


@given(st.text(alphabet="abc é\n", max_size=200), st.floats(min_value=5, max_value=60))
def test_wrapped_lines_fit_and_lose_no_letter(text, room):
    lines = wrapped(text, 9, room)

    assert all(width(line, 9) <= room or len(line) == 1 for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


def test_characters_the_font_lacks_are_replaced_by_their_nearest():
    assert printable("≤ 5 → ☑ Łódź − 3\u202f000") == "<= 5 -> [x] ?ódz - 3\u00a0000"
