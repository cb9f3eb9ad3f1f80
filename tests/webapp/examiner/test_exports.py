"""The grid to take away says what the screen says, and whether it is signed."""

import io

import docx
import openpyxl

from tests.webapp.examiner.conftest import CRITERIA, Commission
from webapp.library import framework


def workbook(commission: Commission):
    answer = commission.get("/grille.xlsx")
    assert answer.status_code == 200
    return openpyxl.load_workbook(io.BytesIO(answer.data))


def rows(sheet) -> dict[str, tuple]:
    return {row[0]: row for row in sheet.iter_rows(values_only=True) if row[0]}


def paper(commission: Commission):
    return docx.Document(io.BytesIO(commission.get("/grille.docx").data))


def cells(document) -> dict[str, list[str]]:
    return {
        row.cells[0].text: [cell.text for cell in row.cells]
        for table in document.tables
        for row in table.rows
    }


def test_the_spreadsheet_has_every_criterion_with_its_wording_and_proposal(commission):
    found = rows(workbook(commission)["Grille"])

    assert [name for name in found if name in CRITERIA] == CRITERIA
    for criterion in framework().criteria:
        assert found[criterion.id][1] == criterion.wording
    assert found["C1.2"][2:7] == ("Non atteint", "0\u00a0%", "—", "—", "—")


def test_the_spreadsheet_tells_rulings_reasons_findings_and_questions(commission):
    commission.rules("C1.2", "partly", "Date donnée de vive voix.")
    commission.asks("C1.2", "Quand ?", "À 9 h.")

    row = rows(workbook(commission)["Grille"])["C1.2"]

    assert row[6:8] == ("Partiellement atteint", "Date donnée de vive voix.")
    assert "C1.2-a Non atteint" in row[8]
    assert "À 9 h." in row[9]


def test_content_and_presentation_have_each_their_score_by_criterion_and_by_document(commission):
    book = workbook(commission)
    apart = ("100\u00a0%", "0\u00a0%")

    assert rows(book["Grille"])["C2.1"][4:6] == apart
    assert rows(book["Grille"])["C1.1"][4:6] == ("—", "—")
    [(path, scores)] = [
        (path, row[1:]) for path, row in rows(book["Documents"]).items() if path != "Document"
    ]
    assert path.endswith("lettre.docx")
    assert scores == apart
    found = cells(paper(commission))
    assert tuple(found["C2.1"][3:5]) == apart
    assert tuple(found[path][1:]) == apart


def test_the_spreadsheet_prints_on_wide_pages_under_a_repeated_header(commission):
    sheet = workbook(commission)["Grille"]
    top = next(row[0].row for row in sheet.iter_rows() if row[0].value == "Critère")

    assert sheet.page_setup.orientation == "landscape"
    assert sheet.freeze_panes == f"C{top + 1}"
    assert sheet.print_title_rows == f"${top}:${top}"
    assert sheet.cell(top + 2, 2).alignment.wrap_text


def test_what_is_not_signed_is_marked_as_a_draft(commission):
    assert "PROJET" in commission.get("/grille.xlsx").headers["Content-Disposition"]
    assert rows(workbook(commission)["Grille"])["État"][1] == "PROJET – non signé"
    document = paper(commission)
    assert "PROJET" in document.paragraphs[0].text
    assert "PROJET" in document.sections[0].header.paragraphs[0].text


def test_what_is_signed_says_by_whom_and_what_was_pronounced(commission):
    commission.decides_all()
    commission.signs()

    sheets = workbook(commission)
    assert rows(sheets["Grille"])["État"][1].startswith("Signé par Nom examiner le 13/10/2026")
    closing = rows(sheets["Compétences"])
    assert closing["Admissibilité"][1] == "non prononcée"
    assert len(closing["Empreinte SHA-256"][1]) == 64
    document = paper(commission)
    assert (
        "PROJET" not in document.paragraphs[0].text + document.sections[0].header.paragraphs[0].text
    )


def test_the_competencies_come_with_their_three_bases(commission):
    commission.gathers("C2")
    commission.decides("C2", reasons="Conforme.")

    row = rows(workbook(commission)["Compétences"])[
        "C2 – Saisir et mettre en forme des documents en utilisant un logiciel de bureautique"
    ]

    assert "C2.1 Atteint" in row[1]
    assert row[2] == "Favorable – M. Durand, tuteur\nRégulier."
    assert row[3] == "13/10/2026 – H. Marchand, P. Petit\nÀ l’aise."
    assert row[4:6] == ("Acquise", "Conforme.")


def test_a_correction_is_on_the_exports(commission):
    commission.decides_all()
    commission.signs()
    commission.post("/rectificatif", reason="Lire C4.2 partiel.", password="un mot de passe")

    found = rows(workbook(commission)["Compétences"])

    assert any("Lire C4.2 partiel." in str(row[1]) for row in found.values())


def test_the_document_has_every_criterion_and_repeats_its_table_headers(commission):
    commission.rules("C3.4", "met", "Rien n’a été divulgué.")

    document = paper(commission)

    found = cells(document)
    for criterion in framework().criteria:
        assert found[criterion.id][1] == criterion.wording
    assert found["C3.4"][5:7] == ["Atteint", "Rien n’a été divulgué."]
    assert document.sections[0].footer._element.xpath(".//w:fldSimple/@w:instr") == [
        "PAGE",
        "NUMPAGES",
    ]
    assert len(document.element.xpath("//w:tblHeader")) == 7


def test_whatever_was_typed_is_exported_as_text(commission):
    for typed in ("=1+1", "+33 6 12", "-", "@a", "<b>&amp;</b>", "lu\x0b\x00\ufffe", "é" * 5000):
        commission.rules("C1.2", "met", typed)

        sheet = workbook(commission)["Grille"]
        cell = next(row for row in sheet.iter_rows() if row[0].value == "C1.2")[7]
        assert cell.data_type == "s", typed
        assert commission.get("/grille.docx").status_code == 200, typed
