"""Every rule by its name, and the sets of rules that go with a kind of document."""

from typing import Any

from grading.checks.rules import (
    captions,
    fields,
    genres,
    house,
    letter,
    page,
    sheets,
    slides,
    structure,
)
from grading.checks.rules.rule import Rule

RULES: dict[str, Rule] = {
    **page.RULES, **house.RULES, **structure.RULES, **fields.RULES, **letter.RULES, **genres.RULES, **sheets.RULES,
    **captions.RULES, **slides.RULES,
}  # fmt: skip

GENRES: dict[str, tuple[str, dict[str, Any]]] = {
    "letter": (
        "lettre commerciale",
        {"place_and_date": True, "subject": True, "salutation": True, "closing": True, "letter_order": True,
         "subject_without_stop": True, "no_mr": True, "fields_fresh": True, "date_fixed": True},
    ),
    "minutes": (
        "compte rendu",
        {"minutes": ["title", "date", "attendees", "agenda", "decisions", "actions"], "actions_table": True, "heading_styles": 1},
    ),
    "memo": (
        "note de service",
        {"memo": ["title", "issuer", "addressees", "date", "subject"], "heading_styles": 1},
    ),
    "mail": ("mél", {"mail_form": True, "no_mr": True}),
    "report": (
        "rapport",
        {"heading_styles": 2, "heading_order": True, "real_lists": True, "table_header": True, "page_fields": ["PAGE"],
         "blank_lines": 2, "typed_alignment": True, "fields_fresh": True},
    ),
    "table": (
        "tableau",
        {"totals_computed": True, "whole_ranges": True, "no_errors": True, "header_row": True, "sheet_names": True,
         "nothing_hidden": True},
    ),
    "slides": (
        "présentation",
        {"titles": True, "titles_differ": True, "layouts": True, "body_size": 18, "density": 9, "words_per_line": 15,
         "slide_numbers": True, "alternative_texts": True, "contrast": True},
    ),
}  # fmt: skip
"""What each kind of document is called, and the rules it is held to unless a rubric says otherwise."""
