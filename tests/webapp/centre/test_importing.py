"""A list of candidates is read whatever its program, and each line says why it is refused."""

from datetime import date, datetime

import pytest

from grading.documents.model import Workbook
from grading.documents.read import read
from tests.webapp.centre.conftest import HEADINGS, xlsx
from webapp.centre.importing import FileRefused, Known, checked, given_lines

TODAY = date(2026, 10, 13)


def known(
    data: bytes, name: str = "liste.xlsx", reason: str = "Sans entreprise"
) -> list[Known | None]:
    return [line.known for line in lines(data, name, reason)]


def lines(data: bytes, name: str = "liste.xlsx", reason: str = "Sans entreprise"):
    book = read(data, name)
    assert isinstance(book, Workbook), book
    return checked(given_lines(book), TODAY, reason)


def problems(*row, headings=HEADINGS) -> dict[str, str]:
    [line] = lines(xlsx(row, headings=headings))
    return line.problems


INES = Known("Inès Martin", date(2001, 3, 14), reason="Sans entreprise")


@pytest.mark.parametrize(
    "born",
    [
        "14/03/2001",
        "14-3-2001",
        "14.03.2001",
        "2001-03-14",
        datetime(2001, 3, 14),
        date(2001, 3, 14),
        36964,
    ],
)
def test_a_date_is_read_as_people_and_spreadsheets_write_it(born):
    assert known(xlsx(("Martin", "Inès", born))) == [INES]


@pytest.mark.parametrize(
    "headings",
    [
        ("Nom", "Prénom", "Date de naissance"),
        ("NOM", "PRENOM", "date de naissance"),
        (" nom : ", "Prénoms", "Né(e) le"),
        ("Nom de famille", "prénom *", "Naissance"),
    ],
)
def test_headings_are_known_whatever_their_case_and_accents(headings):
    assert known(xlsx(("Martin", "Inès", "14/03/2001"), headings=headings)) == [INES]


def test_columns_come_in_any_order_and_others_are_left_out():
    headings = (
        "Date de naissance",
        "Téléphone",
        "Prénom",
        "Tiers temps",
        "Courriel",
        "Nom",
        "Employeur",
        "Tuteur",
    )
    data = xlsx(
        ("14/03/2001", "0199", "Inès", "oui", "i@x.fr", "Martin", "Arvello", "P. Durand"),
        headings=headings,
    )

    [one] = known(data)
    assert (one.name, one.time_factor, one.email, one.company, one.tutor_name) == (
        "Inès Martin", 1.33, "i@x.fr", "Arvello", "P. Durand",
    )  # fmt: skip


@pytest.mark.parametrize("separator", [";", ",", "\t"], ids=["semicolon", "comma", "tab"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_a_csv_is_read_whatever_its_separator_and_encoding(separator, encoding):
    text = (
        separator.join(HEADINGS)
        + "\r\n"
        + separator.join(("Martin", "Inès", "14/03/2001"))
        + "\r\n"
    )

    assert known(text.encode(encoding), "liste.csv") == [INES]


def test_a_title_above_the_headings_and_empty_lines_do_no_harm():
    data = xlsx(("Martin", "Inès", "14/03/2001"), headings=("Liste des candidats", None, None))
    assert_refused(data)
    rows = [("Liste d’octobre",), (), HEADINGS, (), ("Martin", "Inès", "14/03/2001")]

    [line] = lines(xlsx(*rows[1:], headings=rows[0]))
    assert (line.known, line.number) == (INES, 5)


def assert_refused(data: bytes, name: str = "liste.xlsx") -> str:
    with pytest.raises(FileRefused) as refused:
        lines(data, name)
    return str(refused.value)


def test_a_name_in_one_column_is_one_name():
    data = xlsx(("Martin Inès", "14/03/2001"), headings=("Nom et prénom", "Né le"))

    assert known(data)[0].name == "Martin Inès"


@pytest.mark.parametrize(
    ("row", "field", "said"),
    [
        (("", "", "14/03/2001"), "name", "Nom manquant."),
        (("Martin", "", "14/03/2001"), "name", "Il manque le nom ou le prénom."),
        (("Martin", "Inès", ""), "born_on", "Date de naissance manquante"),
        (("Martin", "Inès", "mars 2001"), "born_on", "Date illisible"),
        (("Martin", "Inès", "31/02/2001"), "born_on", "Date illisible"),
        (("Martin", "Inès", "14/03/01"), "born_on", "Date illisible"),
        (("Martin", "Inès", "14/03/2025"), "born_on", "invraisemblable"),
        (("Martin", "Inès", "14/03/1801"), "born_on", "invraisemblable"),
    ],
)
def test_a_refused_line_says_why(row, field, said):
    assert said in problems(*row)[field]


@pytest.mark.parametrize(
    ("heading", "value", "field", "said"),
    [
        ("Coefficient de temps", "4", "time_factor", "hors de 1 à 3"),
        ("Coefficient de temps", "0,5", "time_factor", "hors de 1 à 3"),
        ("Coefficient de temps", "beaucoup", "time_factor", "illisible"),
        ("E-mail", "ines@", "email", "Adresse invalide"),
        ("E-mail", "a@b.fr, c@d.fr", "email", "Adresse invalide"),
        ("E-mail du tuteur", "sans arobase", "tutor_email", "Adresse invalide"),
    ],
)
def test_an_odd_value_is_said_in_words(heading, value, field, said):
    row = ("Martin", "Inès", "14/03/2001", value)

    assert said in problems(*row, headings=(*HEADINGS, heading))[field]


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("1,33", 1.33),
        ("1.5", 1.5),
        (1.25, 1.25),
        ("tiers temps", 1.33),
        ("non", 1.0),
        (None, 1.0),
        (3, 3.0),
    ],
)
def test_a_time_factor_is_read_as_people_write_it(written, read_as):
    [one] = known(
        xlsx(("Martin", "Inès", "14/03/2001", written), headings=(*HEADINGS, "Temps majoré"))
    )

    assert one.time_factor == read_as


def test_all_that_is_wrong_with_a_line_is_said_at_once():
    found = problems("", "", "demain", "x", headings=(*HEADINGS, "E-mail"))

    assert set(found) == {"name", "born_on", "email"}


def test_two_lines_for_the_same_person_are_told_whatever_the_spelling():
    rows = (
        ("Martin", "Inès", "14/03/2001"),
        ("INES", "martin", "2001-03-14"),
        ("Martin", "Inès", "15/03/2001"),
    )

    first, second, third = lines(xlsx(*rows))
    assert (first.known, third.known is not None) == (INES, True)
    assert second.problems == {"name": "Même personne que la ligne 2."}


def test_a_line_without_a_reason_wants_one():
    assert "reason" in lines(xlsx(("Martin", "Inès", "14/03/2001")), reason="")[0].problems
    [line] = lines(
        xlsx(("Martin", "Inès", "14/03/2001", "VAE"), headings=(*HEADINGS, "Motif")), reason=""
    )
    assert line.known.reason == "VAE"


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (xlsx(headings=("A", "B")), "liste.xlsx", "Aucune ligne de titres"),
        (xlsx(), "liste.xlsx", "aucun candidat"),
        (xlsx(headings=()), "liste.xlsx", "Aucune ligne de titres"),
        (b"\r\n;;;\r\n", "liste.csv", "Aucune ligne de titres"),
        (xlsx(*[("Nom", f"P{n}", "14/03/2001") for n in range(201)]), "liste.xlsx", "201 lignes"),
    ],
    ids=["no headings", "nobody", "empty", "empty csv", "too many"],
)
def test_a_file_that_is_no_list_says_what_to_do(data, name, said):
    assert said in assert_refused(data, name)


def test_a_value_in_the_last_corner_of_a_sheet_is_left_out():
    data = xlsx(("Martin", "Inès", "14/03/2001", *[None] * 100, "loin"))

    assert known(data) == [INES]


def test_huge_and_odd_texts_are_cut_and_cleaned():
    [line] = lines(
        ("Nom;Prénom;Né le;Entreprise\r\nMar\x07tin;Inès;14/03/2001;" + "x" * 5_000).encode(),
        "liste.csv",
    )

    assert line.known.name == "Inès Martin"
    assert len(line.known.company) == 200
