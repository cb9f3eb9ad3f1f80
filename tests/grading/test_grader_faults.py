"""How graders of work done in software are known to go wrong: one test per fault."""

import ast
from pathlib import Path
from random import Random  # noqa: TID251  seeded reads in a test

import pytest

from grading.checks.kinds import KINDS
from grading.profile import DEFAULT
from grading.rehearsal import Step, steps_of
from sim.language.mentions import mentions
from tests.grading import pack
from tests.grading.checks.desk import BUYER, LETTER, a_letter, desk, mail, told, verdict
from tests.grading.documents.build import p, part, word, zipped

ROOT = Path(__file__).parents[2]
AMOUNT = {"which": LETTER, "has": ["1234.50"], "label": "montant"}
READS = (
    ("OpenMail", {"mail": "M01"}), ("OpenMail", {"mail": "M03"}), ("OpenMail", {"mail": "M12"}),
    ("OpenAttachment", {"mail": "M02", "name": "bon_de_commande.pdf"}),
    ("OpenFile", {"path": "/References/Tarif 2025.pdf"}), ("OpenFile", {"path": "/References/Accord-cadre 2026.pdf"}),
    ("OpenScreen", {"doctype": "customer", "record": "C00127"}), ("OpenScreen", {"doctype": "invoice"}),
    ("SearchRecords", {"doctype": "customer", "query": "béthenod"}), ("SearchDirectory", {"query": "karim"}),
    ("OpenPerson", {"person": "luc"}), ("OpenBriefing", {}), ("OpenChat", {"person": "luc"}),
    ("PreviewOutput", {"doctype": "delivery_note", "record": "BL26-1881", "form": "bl"}),
)  # fmt: skip


def uploaded(data: bytes, name: str = "RELANCE_TRANSMECARO.docx"):
    what = desk()
    what.upload(name, data)
    return what


@pytest.mark.parametrize("draw", range(3))
def test_twenty_more_reads_and_prudent_acts_change_no_verdict(draw):
    dice = Random(draw)  # noqa: S311  not a secret
    extra = []
    for rank in range(20):
        do, given = dice.choice(READS)
        at = f"{dice.choice((8, 9))}:{dice.randrange(42, 60)}:{dice.randrange(60):02d}"
        extra.append(
            Step.model_validate({"id": f"read-{rank}", "at": f"0{at}", "do": do, "with": given})
        )

    sheet = pack.graded(pack.acted([*steps_of("reference", pack.found()), *extra]))

    assert pack.verdicts(sheet) == pack.verdicts(pack.sheet())


@pytest.mark.parametrize(
    ("text", "value"),
    [("1 234,50 €", "1234.50"), ("1234.5", "1234.50"), ("1.234,50 EUR", "1234.50"), ("12/03/2026", "2026-03-12"),
     ("12 mars 2026", "2026-03-12"), ("le 12.03.26", "2026-03-12"), ("9h50", "09:50"), ("9 h 50", "09:50"),
     ("TRANSMECARO", "TRANSMÉCARO"), ("transmécaro", "TRANSMÉCARO"), ("CF 88214", "CF-88214")],
)  # fmt: skip
def test_the_same_value_is_the_same_in_every_spelling(text, value):
    assert mentions(f"Bonjour, {text} merci", value)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("110 pièces", "10"),
        ("10,5", "10"),
        ("100", "10"),
        ("F2026-1043", "1043"),
        ("1 234,50", "234.50"),
        ("12/03/2027", "2026-03-12"),
        ("BL26-18751", "BL26-1875"),
    ],
)
def test_the_right_digits_in_a_wrong_value_fail(text, value):
    assert not mentions(f"Bonjour, {text} merci", value)


def test_one_leaked_item_among_many_is_enough_to_fail():
    what = desk()
    a_letter(what, "1 234,50 €, marge")

    assert verdict(what, "contains", **AMOUNT, lacks=["rabais", "marge", "coût"]) == "not_met"


@pytest.mark.parametrize(
    ("kind", "fields"),
    [("contains", {"lacks": ["marge"]}), ("nothing_left", {}), ("spelled", {}), ("native_chart", {}), ("presented", {"rules": {"a4": True}}),
     ("from_template", {"template": "x"}), ("computed", {"value": "1"})],
)  # fmt: skip
def test_no_file_is_never_a_pass(kind, fields):
    family = {"native_chart": "slides", "computed": "table"}.get(kind, "text")

    assert (
        verdict(desk(), kind, which={"family": family, "names": ["*"]}, label="document", **fields)
        == "not_met"
    )


@pytest.mark.parametrize(
    ("data", "name"),
    [(b"", "RELANCE.docx"), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "RELANCE.docx"), (b"PK\x03\x04", "RELANCE.docx"),
     (b"%PDF-1.4", "RELANCE.docx"), (zipped({"a.txt": "x"}), "RELANCE.docx"), (word(p("x"))[:-200], "RELANCE.docx"), (b"x", "RELANCE.odt")],
    ids=["empty", "encrypted", "truncated", "a pdf by another name", "another archive", "cut short", "a format not read"],
)  # fmt: skip
def test_a_file_nobody_can_read_is_undecided_with_its_reason_and_never_failed(data, name):
    found = told(uploaded(data, name), "contains", **AMOUNT)

    assert found.verdict == "undecided"
    assert name in found.reason
    assert len(found.reason) > len(name) + 20


def test_the_same_look_by_style_by_theme_or_by_hand_gets_the_same_verdict():
    said = "TRANSMÉCARO relance"
    font = '<w:rFonts w:ascii="Calibri"/>'
    by_style = part(
        "w:styles",
        f'<w:style w:type="paragraph" w:default="1" w:styleId="N"><w:name w:val="Normal"/><w:rPr>{font}</w:rPr></w:style>',
    )
    by_default = part(
        "w:styles",
        f"<w:docDefaults><w:rPrDefault><w:rPr>{font}</w:rPr></w:rPrDefault></w:docDefaults>",
    )
    themed = part(
        "w:styles",
        '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:asciiTheme="minorHAnsi"/></w:rPr></w:rPrDefault></w:docDefaults>',
    )
    theme = part(
        "a:theme",
        '<a:themeElements><a:fontScheme name="x"><a:minorFont><a:latin typeface="Calibri"/></a:minorFont></a:fontScheme></a:themeElements>',
    )
    letters = [
        word(p(said, run=font)), word(p(said), styles=by_style), word(p(said), styles=by_default), word(p(said), styles=themed, theme=theme),
    ]  # fmt: skip
    given = {"which": LETTER, "rules": {"font": "Calibri|Carlito"}, "label": "lettre"}

    assert [verdict(uploaded(letter), "presented", **given) for letter in letters] == ["met"] * 4
    assert (
        verdict(uploaded(word(p(said, run='<w:rFonts w:ascii="Arial"/>'))), "presented", **given)
        == "not_met"
    )


@pytest.mark.parametrize(
    "letter",
    [word(p("TRANSMÉCARO relance"), header=part("w:hdr", p("1 234,50 €"))),
     word(p("TRANSMÉCARO relance") + f"<w:tbl><w:tr><w:tc>{p('1 234,50 €')}</w:tc></w:tr></w:tbl>"),
     word(p("TRANSMÉCARO relance") + f"<w:p><w:r><w:pict><v:textbox><w:txbxContent>{p('1 234,50 €')}</w:txbxContent></v:textbox></w:pict></w:r></w:p>"),
     word(p("TRANSMÉCARO relance"), footnotes=part("w:footnotes", f'<w:footnote w:id="1">{p("1 234,50 €")}</w:footnote>')),
     word(p("TRANSMÉCARO relance") + f"<w:sdt><w:sdtContent>{p('1 234,50 €')}</w:sdtContent></w:sdt>")],
    ids=["header", "table", "text box", "footnote", "content control"],
)  # fmt: skip
def test_text_outside_the_paragraphs_is_seen(letter):
    assert verdict(uploaded(letter), "contains", **AMOUNT) == "met"


def test_a_window_left_open_or_closed_changes_nothing():
    what = desk()
    mail(what, BUYER)
    asked = {"what": [{"fact": "mail.sent", "to": "buyer"}], "label": "réponse"}
    before = verdict(what, "happened", **asked)
    what.do("OpenMail", mail="M01")
    what.do("OpenPerson", person="luc")

    assert verdict(what, "happened", **asked) == before == "met"


def test_a_required_signal_that_is_missing_lowers_c1_6():
    missing = {
        "ask-nadia",
        "chat-luc",
        "tell-luc-missing",
        "open-dispute",
        "tell-karim-bethenod",
        "forward-m18",
        "report-m16",
    }
    # What waits for an answer nobody asked for cannot be played either.
    missing |= {"read-m17", "read-m19", "issue-1880", "deliver-1880"}
    steps = [step for step in steps_of("reference", pack.found()) if step.id not in missing]

    sheet = pack.graded(pack.acted(steps))

    assert sheet.criteria["C1.6"].level == "not_met"
    assert sheet.criteria["C1.6"].score < pack.sheet().criteria["C1.6"].score


def test_thresholds_are_stated_and_carried_by_the_sheet():
    assert (
        DEFAULT.met_from,
        DEFAULT.partly_from,
        DEFAULT.coverage_from,
        DEFAULT.machine_share_from,
    ) == (0.75, 0.5, 0.6, 0.4)
    assert pack.sheet().profile == DEFAULT.id


def test_no_indicator_passes_both_the_reference_and_an_idle_candidate():
    idle = pack.verdicts(pack.sheet("idle"))

    assert not [
        name for name, found in pack.verdicts(pack.sheet()).items() if found == idle[name] == "met"
    ]


def test_what_a_candidate_hands_in_is_never_executed():
    called = {
        node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        for file in (ROOT / "grading").rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
    }

    assert not called & {"eval", "exec", "compile_command", "__import__", "system", "Popen"}


def test_every_check_can_be_told_to_a_trainer():
    assert all(kind.meaning_fr and kind.__doc__ for kind in KINDS)
