"""`otherwise`: the right thing in full, a lesser one in part."""

from tests.grading.checks.desk import desk, told, verdict

PRECISE = {
    "type": "happened",
    "what": [{"fact": "chat.sent", "mentions": ["AV-3140"]}],
    "label": "article",
}
VAGUE = {"type": "happened", "what": [{"fact": "chat.sent"}], "label": "demande"}
GIVEN = {"best": PRECISE, "lesser": VAGUE, "score": 0.4}


def asked(text: str):
    what = desk()
    what.do("SendChat", person="luc", text=text)
    return what


def test_the_right_thing_is_met_the_lesser_one_partly_and_nothing_fails():
    assert verdict(asked("Une date pour AV-3140 ?"), "otherwise", **GIVEN) == "met"
    lesser = told(asked("Une date ?"), "otherwise", **GIVEN)
    assert (lesser.verdict, lesser.score) == ("partly", 0.4)
    assert verdict(desk(), "otherwise", **GIVEN) == "not_met"


def test_a_lesser_way_nobody_can_read_goes_to_a_person():
    what = desk()
    what.upload("RELANCE.docx", b"not a document")
    closed = {
        "type": "contains",
        "which": {"family": "text", "names": ["*relance*"]},
        "has": ["x1"],
        "label": "lettre",
    }

    assert verdict(what, "otherwise", **{**GIVEN, "lesser": closed}) == "undecided"
