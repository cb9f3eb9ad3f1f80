"""`covers`: enough of the points due, in messages and documents together."""

from tests.grading.checks.desk import desk, hand_in, mail, reason, verdict

NOTE = {
    "what": [{"fact": "mail.sent", "to": "sophie", "mentions_any": ["passation"]}],
    "which": {"family": "text", "names": ["*passation*"], "least": 1},
    "topics": ["avoir", "camion | Transalpis", "40 + litige"],
    "at_least": 3, "partly_at": 2, "label": "passation",
}  # fmt: skip


def written(text: str):
    what = desk()
    mail(what, "s.marchetti@arvello.example", subject="Passation", body=text)
    return what


def test_it_passes_on_all_points_however_said_and_fails_on_too_few():
    assert (
        verdict(written("Avoir validé. Transalpis parti. Litige : 40 pièces."), "covers", **NOTE)
        == "met"
    )
    assert (
        verdict(written("Avoir validé. Camion parti. Litige : 41 pièces."), "covers", **NOTE)
        == "partly"
    )
    assert verdict(written("Avoir validé."), "covers", **NOTE) == "not_met"
    assert verdict(desk(), "covers", **NOTE) == "not_met"


def test_the_document_and_the_message_count_together():
    what = written("Camion parti, avoir validé.")
    hand_in(what, "PASSATION.docx", blocks=[{"text": "Litige ouvert : 40 pièces"}])

    assert verdict(what, "covers", **NOTE) == "met"


def test_a_document_that_cannot_be_read_is_looked_at_by_a_person():
    what = written("Avoir validé.")
    what.upload("PASSATION.docx", b"not a document")

    assert verdict(what, "covers", **NOTE) == "undecided"
    assert "passation.docx" in reason(what, "covers", **NOTE)
