"""The journal in prose, and the candidate's own screens at any entry, read only."""

import html

from sim import session
from tests.build import Office
from tests.webapp.examiner.conftest import DIGEST, SCENARIO, Commission
from webapp.planning import import_journal


def text(answer) -> str:
    return html.unescape(answer.text).replace("\u00a0", " ")


def screen(answer) -> str:
    """Return the part of the page that is the candidate's."""
    return text(answer).partition('class="replay-screen"')[2].partition('class="replay-side"')[0]


def test_the_journal_tells_what_happened_with_names_people_know(commission):
    page = text(commission.get("/journal"))

    for said in (
        "Début de l’épreuve",
        "« Commande »",
        "Claire Vasseur",
        "lettre.docx",
        "Épreuve suspendue : alarme incendie",
    ):
        assert said in page, said


def test_the_journal_is_filtered_by_application_author_and_words(commission):
    assert "lettre.docx" not in text(commission.get("/journal?outil=mail")).partition("<ol")[2]
    assert (
        "« Commande »" not in text(commission.get("/journal?acteur=examiner")).partition("<ol")[2]
    )
    found = text(commission.get("/journal?q=ALARME", headers={"HX-Request": "true"}))
    assert found.lstrip().startswith('<ol id="journal"')
    assert found.count("<li") == 1
    assert "Aucune entrée" in text(commission.get("/journal?q=licorne"))


def test_a_screen_is_shown_as_it_was_after_an_entry(commission):
    before, after = (
        screen(commission.get(f"/relecture?entree={seq}&ecran=drive")) for seq in (3, 4)
    )

    folder = "/relecture?entree={}&ecran=drive"
    assert "lettre.docx" not in before
    assert "ADV" in after
    assert commission.get(folder.format(4)).status_code == 200


def test_the_replay_follows_the_action_unless_a_screen_is_chosen(commission):
    assert "Votre commande" in screen(commission.get("/relecture?entree=3"))
    assert "lettre.docx" in screen(commission.get("/relecture?entree=4"))
    assert "lettre.docx" not in screen(commission.get("/relecture?entree=4&ecran=planner"))


def test_a_chosen_screen_stays_from_one_entry_to_the_next(commission):
    page = text(commission.get("/relecture?entree=3&ecran=planner"))

    assert "entree=4&ecran=planner" in page
    assert "entree=2&ecran=planner" in page


def test_what_was_written_is_beside_in_full(commission):
    page = text(commission.get("/relecture?entree=3"))

    assert "C’est noté : je reviens vers vous." in page.partition('class="replay-side"')[2]


def test_every_screen_replays_without_a_form(commission, app):
    for name in app.extensions["bannette.screens"]["screens"]:
        for seq in (0, 3, 99):
            answer = commission.get(f"/relecture?entree={seq}&ecran={name}")
            assert answer.status_code == 200, (name, seq)
            assert "<form" not in screen(answer), (name, seq)


def test_an_odd_entry_number_shows_some_entry_and_never_fails(commission):
    for entry in ("-1", "zéro", "99999999999999999999", "٣", "²", ""):
        assert commission.get(f"/relecture?entree={entry}").status_code == 200, entry


def test_a_step_answers_in_place(commission):
    answer = commission.get("/relecture?entree=2", headers={"HX-Request": "true"})

    assert text(answer).lstrip().startswith('<div id="replay"')


def test_an_unknown_screen_is_not_found(commission):
    assert commission.get("/relecture?entree=2&ecran=cuisine").status_code == 404


def test_replaying_writes_nothing(commission, store, over):
    before = store.sittings.journal(over.id).lines()

    commission.get("/relecture?entree=3")
    commission.get("/journal")

    assert store.sittings.journal(over.id).lines() == before


def test_a_file_is_read_in_place_with_the_place_marked(commission):
    page = text(commission.get("/apercu?chemin=/ADV/9_Travail/lettre.docx&place=paragraphe 2"))

    found = page.partition('<mark id="endroit">')[2].partition("</mark>")[0]
    assert "Endroit signalé, paragraphe 2" in found
    assert "Nous vous confirmons la date." in found
    assert 'href="#endroit"' in page


def test_a_place_that_is_not_shown_is_said(commission):
    page = text(commission.get("/apercu?chemin=/ADV/9_Travail/lettre.docx&place=tableau 9"))
    assert "(tableau 9) n’est pas dans la partie affichée" in page


def test_a_file_that_cannot_be_read_says_why(examiner, store, waiting):
    office = Office(SCENARIO, started=False)
    office.do(session.Start(scenario=DIGEST))
    office.upload("Photo.docx", b"rien d'un document")
    office.do(session.Finish())
    import_journal(store, waiting.id, tuple(office.entries), office.files.blobs)

    answer = Commission(examiner, waiting).get("/apercu?chemin=/ADV/9_Travail/Photo.docx")

    assert answer.status_code == 200
    assert "note-warning" in answer.text
    assert "Télécharger" in answer.text


def test_a_file_is_downloaded_as_it_was_handed_in(commission):
    answer = commission.get("/fichier?chemin=/ADV/9_Travail/lettre.docx")

    assert answer.data.startswith(b"PK")
    assert "lettre.docx" in answer.headers["Content-Disposition"]


def test_a_file_that_is_not_there_is_not_found(commission):
    nowhere = (
        "",
        "/nulle/part.docx",
        "../../etc/passwd",
        "mél M99/x.pdf",
        "/Procedures/MO-ADV-01.md",
    )
    for path in nowhere:
        assert commission.get(f"/apercu?chemin={path}").status_code == 404, path
        assert commission.get(f"/fichier?chemin={path}").status_code == 404, path


def test_the_journal_sums_up_what_each_way_of_reaching_people_took(commission):
    page = text(commission.get("/journal"))

    assert "mél 1 × (5 min) ; en tout 5 min." in " ".join(page.split())
