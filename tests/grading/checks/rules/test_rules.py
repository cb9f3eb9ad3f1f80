"""Each rule passes on a good document in every hand, and fails on the one that breaks it, showing where."""

from typing import Any

import pytest

from grading.checks.rules.registry import GENRES, RULES
from grading.documents.model import Document, Unreadable
from grading.documents.read import read
from tests import libreoffice
from tests.grading.checks.rules import papers, tables
from tests.grading.documents.build import unzipped, zipped

MINUTES = papers.text(
    "Compte rendu de la réunion ADV", "Cluses, le 13 octobre 2026, de 9 h à 10 h", "Présents : K. Benali, S. Marchetti",
    "Absente excusée : J. Roux", "Ordre du jour : retards de livraison", "Décision : relancer le transporteur",
    "Actions", "Prochaine réunion : le 20 octobre 2026", "Diffusion : service ADV", "Rédacteur : C. Petit",
    table=(("Quoi", "Qui", "Échéance"), ("Relancer", "K. Benali", "15/10/2026")),
)  # fmt: skip
MEMO = papers.text(
    "Note de service n° 2026-12", "Émetteur : la direction", "Destinataires : ensemble du personnel", "Cluses, le 13 octobre 2026",
    "Objet : fermeture annuelle", "L’entreprise sera fermée à compter du 24 décembre 2026.", "Pour application",
)  # fmt: skip
MAIL = papers.text(
    "Objet : relance F2026-0702",
    "Bonjour Monsieur,",
    "Voici la facture.",
    "Cordialement,",
    "Camille",
)

LETTERS: list[tuple[str, Any, dict[str, Any]]] = [
    ("a4", True, {"width": 21.59}),
    ("margins", {"left": 2.5, "top": 2.5}, {"margin": 1.5}),
    ("page_fields", ["PAGE", "NUMPAGES"], {"numbered": False}),
    ("header", ["Arvello"], {"header": ""}),
    ("footer", ["50 000 €"], {"footer": ""}),
    ("mentions", ["3264", "2026-10-13"], {"body": "Rien"}),
    ("logo", True, {"picture": False}),
    ("font", "Calibri|Carlito", {"font": "Comic Sans MS"}),
    ("size", 11, {"size": 14}),
    ("colors", ["1F4E79"], {"color": "FF0000"}),
    ("alignment", "justify", {"justified": False}),
    ("addressee_right", "TRANSMÉCARO", {"address_by": "left"}),
    ("sender", ["Arvello", "Cluses"], {"header": "", "footer": "", "date": "Le 13 octobre 2026"}),
    ("addressee", ["Transmécaro", "rue des Forges", "74300"], {"address": ("TRANSMÉCARO",)}),
    ("place_and_date", "Cluses", {"date": "Annecy, le 13 octobre 2026"}),
    ("place_and_date", True, {"date": ""}),
    ("date_in_letters", True, {"date": "Cluses, le 13/10/2026"}),
    ("subject", True, {"subject": ""}),
    ("subject", "relance", {"subject": "Objet : facture F2026-0702"}),
    ("subject_without_stop", True, {"subject": "Objet : relance."}),
    ("references", ["KB/2026-118"], {"references": ""}),
    ("enclosures", True, {"enclosures": ""}),
    ("enclosures", "facture", {"enclosures": "P.J. : un plan"}),
    ("salutation", True, {"salutation": ""}),
    ("salutation", "Monsieur", {"salutation": "Madame,"}),
    ("closing", True, {"closing": ""}),
    ("closing", True, {"closing": "Veuillez agréer, Madame, nos salutations."}),
    ("signature", "Benali", {"signature": ""}),
    ("letter_order", True, {"date_last": True}),
    ("no_mr", True, {"address": ("Mr Roux",)}),
    ("blank_lines", 2, {"blanks": 4}),
    ("styled", 0.9, {"by_hand": True}),
    ("pages", 1, {"pages": 2}),
    ("fields_fresh", True, {"fields": (("REF lieu", "Erreur ! Source du renvoi introuvable."),)}),
    ("fields_fresh", True, {"fields": (("PAGEREF lieu", "Error! Bookmark not defined."),)}),
    ("fields_fresh", True, {"fields": (("MERGEFIELD Nom", "«Nom»"),)}),
    ("date_fixed", True, {"fields": (('DATE \\@ "d MMMM yyyy"', "13 octobre 2026"),)}),
]
REPORTS: list[tuple[str, Any, dict[str, Any]]] = [
    ("heading", {"size": 16, "color": "1F4E79"}, {"color": "FF0000"}),
    ("heading_styles", 3, {"styled": False}),
    ("heading_order", True, {"levels": (1, 3)}),
    ("real_lists", True, {"real_list": False}),
    ("table_header", True, {"header_row": ""}),
    ("has_table", 1, {"table": False}),
    ("blank_lines", 2, {"blanks": 4}),
    ("page_breaks", True, {"blanks": 30}),
    ("typed_alignment", True, {"typed": True}),
    ("styled", 0.9, {"by_hand": True}),
    ("toc", True, {"toc": False}),
]
BOOKS: list[tuple[str, Any, dict[str, Any]]] = [
    ("totals_computed", True, {"formula": 6018}),
    ("totals_computed", True, {"rate": 1003}),
    ("whole_ranges", True, {"formula": "=SUM(C2:C6)"}),
    ("whole_ranges", True, {"formula": "=SUM(C3:C7)"}),
    ("no_errors", True, {"error": True}),
    ("number_formats", {"Montant": "money"}, {"money": "General"}),
    ("frozen_header", True, {"freeze": None}),
    ("header_row", True, {"bold": False}),
    ("print_area", True, {"area": None}),
    ("print_titles", True, {"titles": None}),
    ("one_page_wide", True, {"fits": False}),
    ("landscape", True, {"landscape": False}),
    ("chart", {"kinds": ["bar", "line"]}, {"chart": "pie"}),
    ("chart", {"title": True}, {"chart_title": None}),
    ("chart", {"axis_titles": True}, {"axes": False}),
    ("chart", {"legend": True}, {"legend": False}),
    ("chart", {}, {"chart": ""}),
    ("sheet_names", True, {"name": "Feuil1"}),
    ("nothing_hidden", True, {"hidden": True}),
    ("nothing_hidden", True, {"hidden_column": True}),
    ("filtered", True, {"filtered": False}),
]
DECKS: list[tuple[str, Any, dict[str, Any]]] = [
    ("slides", 3, {"titles": ("Seule",)}),
    ("titles", True, {"titles": ("Point ADV", "", "Causes")}),
    ("titles_differ", True, {"titles": ("Point", "Point ", "Causes")}),
    ("body_size", 18, {"size": 12}),
    ("title_size", 28, {"title_size": 20}),
    ("slide_numbers", True, {"numbered": False}),
    ("density", 7, {"lines": tuple(f"Ligne {rank}" for rank in range(9))}),
    ("words_per_line", 12, {"lines": ("un " * 20,)}),
    ("layouts", True, {"placed": False}),
    ("notes", 2, {"notes": False}),
    ("alternative_texts", True, {"alternative": ""}),
    ("mention", "diffusion interne", {"mention": "Point"}),
    ("contrast", True, {"ink": "BFBFBF"}),
    ("contrast", True, {"ink": "000000", "ground": "1F3864"}),
    ("contrast", True, {"ink": "FFFFFF", "boxed": "FFF2CC"}),
    ("charts_titled", True, {"chart_title": "", "titles": ("Point ADV", "Causes", "")}),
]
SHEETS: list[tuple[str, Any, dict[str, Any]]] = [
    ("table_unit", "€", {"title": "Encours en heures", "number_format": "0.00"}),
    ("table_unit", True, {"title": "Encours clients au 30/09/2026"}),
    ("table_source", "progiciel", {"note": "Source : tableau de Julie"}),
    ("table_source", True, {"note": ""}),
    ("table_date", "2026-09-30", {"title": "Encours clients au 31/08/2026, en euros"}),
    ("table_date", True, {"title": "Encours clients, en euros", "note": "Source : progiciel"}),
]
ANNEXES: list[tuple[str, Any, dict[str, Any]]] = [
    ("table_unit", "euros", {"title": "Encours au 30/09/2026"}),
    ("table_unit", True, {"title": "Encours au 30/09/2026"}),
    ("table_source", True, {"note": "Tableau de Julie"}),
    ("table_date", "30/09/2026", {"title": "Encours au 31/08/2026, en euros"}),
    ("table_date", True, {"title": "Encours, en euros"}),
]
WRITTEN: list[tuple[str, Any, bytes, bytes]] = [
    ("minutes", ["title", "date", "attendees", "absentees", "agenda", "decisions", "actions", "next_meeting", "distribution", "secretary"],
     MINUTES, papers.text("Réunion", "On a parlé de tout.")),
    ("actions_table", True, MINUTES, papers.text("Compte rendu", "Actions : relancer vite.")),
    ("memo", ["title", "number", "issuer", "addressees", "date", "subject", "effective_date", "application"],
     MEMO, papers.text("Bonjour", "Fermeture en fin d’année")),
    ("mail_form", True, MAIL, papers.text("Voici la facture.")),
]  # fmt: skip

HANDS = {
    "letter": {
        "word": {},
        "word, by hand": {"by_hand": True},
        "word, address in a table": {"address_by": "table"},
        "word, address by tabs": {"address_by": "tabs"},
        "word, address on the right": {"address_by": "right"},
        "word, fields": {"title": "Relance", "fields": (("TITLE", "Relance"), ("CREATEDATE", "13 octobre 2026"), ("MERGEFIELD Nom", "M. Roux"))},
        "word, locked date": {"fields": (("DATE!", "13 octobre 2026"), ("FILENAME", "ancien.docx"))},
        "other words": {
            "subject": "OBJET : Relance de la facture F2026-0702", "references": "Nos références : KB/2026-118",
            "enclosures": "Pièces jointes : 1 facture", "closing": "Nous vous prions d’agréer, Monsieur, nos salutations.",
        },
    },
    "report": {"word": {}, "word, table in bold": {"header_row": "bold"}, "word, two lines apart": {"blanks": 2}},
    "book": {"excel": {}, "excel, table lower down": {"first_row": 1, "rate": "=AVERAGE(C2:C7)"}, "excel, other total": {"formula": "=SUBTOTAL(9,C2:C7)"}},
    "sheet": {
        "excel": {},
        "excel, unit in the header": {"title": "Encours au 30/09/2026", "heads": ("Client", "Factures", "Montant (€)")},
        "excel, unit in the format": {"title": "Encours au 30/09/2026", "number_format": '#,##0.00 "€"'},
        "excel, currency of the region": {"title": "Encours au 30/09/2026", "number_format": "#,##0.00\\ [$€-40C]"},
        "excel, all in the note": {"title": "Encours", "note": "En euros, au 30 septembre 2026. Données du progiciel"},
        "excel, note beside": {"note": "", "beside": "D’après le progiciel"},
        "excel, note in the printed footer": {"note": "", "footer": "Extrait du progiciel"},
        "excel, note in two cells": {"note": "Source|progiciel", "noted_in": ("A", "B")},
    },
    "annex": {
        "word": {},
        "word, unit in the header": {"title": "Encours au 30/09/2026", "heads": ("Client", "Factures", "Montant en €")},
        "word, unit in the cells": {"title": "Encours au 30/09/2026", "unit": " €"},
        "by hand, note in a last row": {"style": None, "note": "", "last": "Source : progiciel, en euros, au 30/09/2026"},
        "by hand, all below": {"style": None, "title": "", "note": "Montants en euros au 30/09/2026, d’après le progiciel"},
    },
    "deck": {"powerpoint": {}, "powerpoint, large": {"size": 24}, "powerpoint, short": {"lines": ("Un seul point",)},
             "powerpoint, chart titled by its slide": {"chart_title": ""},
             "powerpoint, white on dark": {"ink": "FFFFFF", "ground": "1F3864"},
             "powerpoint, white in dark boxes": {"ink": "FFFFFF", "boxed": "1F4E79"},
             "powerpoint, chart of one series": {"series": ("Taux de service",)}},
}  # fmt: skip
MAKERS = {
    "letter": papers.letter,
    "report": papers.report,
    "book": papers.workbook,
    "deck": papers.deck,
    "sheet": tables.sheet,
    "annex": tables.annex,
}
ENDINGS = {"letter": "docx", "report": "docx", "annex": "docx", "book": "xlsx", "sheet": "xlsx", "deck": "pptx"}  # fmt: skip
SAVED_AS = {"docx": ("odt", "docx", "rtf"), "xlsx": ("ods", "xlsx"), "pptx": ("odp", "pptx")}
PROGRAMS = {kind: SAVED_AS[ending] for kind, ending in ENDINGS.items()}
LOST = {
    ("letter", "rtf"): {"pages"},
    ("report", "rtf"): {"table_header", "toc"},
    ("book", "ods"): {"frozen_header"},
    ("book", "xlsx"): {"frozen_header"},
}
"""What LibreOffice itself leaves out when it converts without a window: nothing a reader could see."""
CASES = {"letter": LETTERS, "report": REPORTS, "annex": ANNEXES, "book": BOOKS, "sheet": SHEETS, "deck": DECKS}  # fmt: skip
ASKED = {kind: [(rule, setting) for rule, setting, _ in cases] for kind, cases in CASES.items()}


def opened(data: bytes, name: str) -> Document:
    document = read(data, name)
    assert not isinstance(document, Unreadable), document
    return document


def breaches(rule: str, setting: Any, document: Document) -> list[Any] | None:
    return RULES[rule].breaches(document, RULES[rule].read(setting))


@pytest.mark.parametrize(
    ("kind", "hand"), [(kind, hand) for kind, hands in HANDS.items() for hand in hands]
)
def test_a_good_document_keeps_every_rule(kind, hand):
    document = opened(MAKERS[kind](**HANDS[kind][hand]), f"a.{ENDINGS[kind]}")
    forgiven = {"styled"} if "by hand" in hand else set()

    assert {
        rule: found
        for rule, setting in ASKED[kind]
        if rule not in forgiven and (found := breaches(rule, setting, document)) != []
    } == {}


@pytest.fixture(scope="session")
def saved_by_libreoffice(tmp_path_factory) -> dict[tuple[str, str], Document]:
    found = {}
    for ending in sorted({ending for endings in PROGRAMS.values() for ending in endings}):
        files = {
            f"{kind}.{ENDINGS[kind]}": MAKERS[kind]() for kind in MAKERS if ending in PROGRAMS[kind]
        }
        saved = libreoffice.converted(tmp_path_factory.mktemp(ending), ending, files)
        found |= {(kind, ending): opened(data, f"a.{ending}") for kind, data in saved.items()}
    return found


@libreoffice.needed
@pytest.mark.parametrize(
    ("kind", "ending"), [(kind, ending) for kind, endings in PROGRAMS.items() for ending in endings]
)
def test_the_same_document_saved_by_libreoffice_keeps_every_rule(
    saved_by_libreoffice, kind, ending
):
    document = saved_by_libreoffice[kind, ending]
    lost = LOST.get((kind, ending), set())

    assert {
        rule: found
        for rule, setting in ASKED[kind]
        if rule not in lost and (found := breaches(rule, setting, document)) != []
    } == {}


@pytest.mark.parametrize(
    ("kind", "rule", "setting", "spoilt"),
    [(kind, *case) for kind, cases in CASES.items() for case in cases],
)
def test_a_document_that_breaks_a_rule_is_found_and_the_place_is_shown(kind, rule, setting, spoilt):
    document = opened(MAKERS[kind](**spoilt), f"a.{ENDINGS[kind]}")
    found = breaches(rule, setting, document)

    assert found
    known = {place for place, _ in document.places()} | {""}
    assert all(_is_known(breach.place, known) for breach in found), found


OPEN = {"annex": "odt", "sheet": "ods", "deck": "odp"}
"""Kinds whose faults are tried in LibreOffice's own formats too."""


@pytest.fixture(scope="session")
def spoilt_in_libreoffice(tmp_path_factory) -> dict[tuple[str, int], Document]:
    found = {}
    for kind, ending in OPEN.items():
        files = {
            f"{rank}.{ENDINGS[kind]}": MAKERS[kind](**spoilt)
            for rank, (_, _, spoilt) in enumerate(CASES[kind])
        }
        saved = libreoffice.converted(tmp_path_factory.mktemp(kind), ending, files)
        found |= {(kind, int(rank)): opened(data, f"a.{ending}") for rank, data in saved.items()}
    return found


@libreoffice.needed
@pytest.mark.parametrize("kind", OPEN)
def test_what_breaks_a_rule_still_does_once_libreoffice_has_saved_it(spoilt_in_libreoffice, kind):
    assert [
        case
        for rank, case in enumerate(CASES[kind])
        if not breaches(case[0], case[1], spoilt_in_libreoffice[kind, rank])
    ] == []


def _is_known(place: str, known: set[str]) -> bool:
    return (
        place in known
        or any(one.startswith((f"{place},", f"{place}!")) for one in known)
        or "graphique" in place
    )


@pytest.mark.parametrize(("rule", "setting", "good", "bad"), WRITTEN)
def test_minutes_notes_and_messages_have_their_parts(rule, setting, good, bad):
    assert breaches(rule, setting, opened(good, "a.docx")) == []
    assert breaches(rule, setting, opened(bad, "a.docx"))


def test_every_rule_is_tried_good_and_bad():
    tried = {case[0] for cases in (*CASES.values(), WRITTEN) for case in cases}
    assert set(RULES) - tried == set()


def test_pages_are_judged_only_when_a_program_counted_them():
    parts = unzipped(papers.letter())
    uncounted = zipped({name: data for name, data in parts.items() if name != "docProps/app.xml"})

    assert breaches("pages", 1, opened(papers.letter(), "a.docx")) == []
    assert breaches("pages", 1, opened(uncounted, "a.docx")) is None


@libreoffice.needed
def test_pages_counted_by_libreoffice_are_compared(saved_by_libreoffice):
    assert breaches("pages", 1, saved_by_libreoffice["letter", "odt"]) == []
    assert breaches("pages", 1, saved_by_libreoffice["report", "odt"])


@pytest.mark.parametrize("genre", GENRES)
def test_the_rules_of_a_kind_of_document_are_well_set(genre):
    for rule, setting in GENRES[genre][1].items():
        RULES[rule].read(setting)


def test_every_rule_says_what_it_tolerates():
    assert [
        name
        for name, rule in RULES.items()
        if not (rule.tolerates_fr and rule.setting_fr and rule.name_fr)
    ] == []
