"""Reading the mailbox: the list, a message, its attachments, its links, sorting."""

import pytest

LINK = "http://banque.example/verifier"


def test_the_list_shows_what_is_unread(desk):
    page = desk.get("/messagerie").text

    assert "Claire Vasseur" in page
    assert "is-unread" in page
    assert "8\u00a0h\u00a012" in page


def test_reading_a_message_is_journalled_and_marks_it_read(desk):
    page = desk.get("/messagerie/M01").text

    assert "Bonjour, voici notre commande." in page
    assert desk.kinds[-1] == "mail.opened"
    assert desk.world.mail.received["M01"].read


def test_refreshing_the_list_is_not_journalled(desk):
    desk.get("/messagerie/liste", htmx=True)

    assert desk.kinds == ["session.started"]


def test_reading_takes_the_badge_away_in_the_same_answer(desk):
    page = desk.get("/messagerie/M01", htmx=True).text

    assert 'id="mailbox"' in page
    assert 'id="desk-rail" ' in page or 'hx-swap-oob="true" id="desk-rail"' in page
    assert 'aria-label="1 non lus"' in page


@pytest.mark.parametrize("mail", ["M99", "M02", "..", "S1"])
def test_it_knows_only_what_is_in_the_mailbox(desk, mail):
    assert desk.get(f"/messagerie/{mail}").status_code in {404, 308}


def test_a_message_to_come_is_not_there_before_its_time(desk):
    assert desk.get("/messagerie/M02").status_code == 404
    desk.wall.pass_(minutes=30)
    assert desk.get("/messagerie/M02").status_code == 200


def test_a_search_finds_words_whatever_their_accents(desk):
    page = desk.get("/messagerie", recherche="COMPTE bloque").text

    assert "Compte bloqué" in page
    assert "voici notre commande" not in page
    assert "Aucun message trouvé" in desk.get("/messagerie", recherche="introuvable").text


def test_an_attachment_is_shown_and_its_opening_journalled(desk):
    page = desk.get("/messagerie/M01/piece", nom="quantités.csv").text

    assert "AV-1205" in page
    assert desk.kinds[-1] == "mail.attachment_opened"


def test_an_attachment_is_downloaded_under_its_own_name(desk):
    answer = desk.get("/messagerie/M01/piece", nom="quantités.csv", telecharger=1)

    assert answer.data.startswith("Référence".encode())
    assert "quantit%C3%A9s.csv" in answer.headers["Content-Disposition"]
    assert desk.kinds[-1] == "mail.attachment_opened"


def test_a_pdf_is_framed_and_its_frame_is_not_a_second_opening(desk):
    assert "<iframe" in desk.get("/messagerie/M01/piece", nom="po.pdf").text
    answer = desk.get("/messagerie/M01/piece/contenu", nom="po.pdf")

    assert answer.mimetype == "application/pdf"
    assert desk.kinds.count("mail.attachment_opened") == 1


@pytest.mark.parametrize(
    "path", ["/messagerie/M01/piece", "/messagerie/M01/piece/contenu", "/messagerie/X/piece"]
)
def test_an_attachment_that_is_not_there_is_said_so(desk, path):
    page = desk.get(path, nom="../secret")

    assert page.status_code == 404
    assert "pièce jointe" in page.text


def test_an_attachment_is_saved_to_the_drive(desk):
    form = {"nom": "po.pdf", "dossier_cible": "/ADV/9_Travail", "nonce": "n"}

    answer = desk.post("/messagerie/M01/piece/enregistrer", **form)

    assert answer.location == "/epreuve/mienne/messagerie/M01?dossier=inbox"
    assert "/ADV/9_Travail/po.pdf" in desk.world.drive.files


def test_an_attachment_is_not_saved_twice(desk):
    form = {"nom": "po.pdf", "dossier_cible": "/ADV/9_Travail"}
    desk.post("/messagerie/M01/piece/enregistrer", nonce="1", **form)

    page = desk.post("/messagerie/M01/piece/enregistrer", nonce="2", **form)

    assert page.status_code == 422
    assert "existe déjà" in page.text


def test_a_link_is_followed_to_a_page_that_says_nothing_of_it(desk):
    assert LINK in desk.get("/messagerie/M03").text

    page = desk.get("/messagerie/M03/lien", adresse=LINK)

    assert "Page inconnue" in page.text
    assert desk.kinds[-1] == "mail.link_followed"


def test_a_link_that_is_not_in_the_message_is_not_followed(desk):
    assert desk.get("/messagerie/M01/lien", adresse="http://ailleurs.example").status_code == 404


def test_a_message_is_moved(desk):
    desk.post("/messagerie/M01/deplacer", vers="done", nonce="n")

    assert desk.world.mail.received["M01"].folder == "done"
    assert "Claire Vasseur" in desk.get("/messagerie", dossier="done").text


def test_a_message_is_not_moved_to_a_folder_that_does_not_exist(desk):
    page = desk.post("/messagerie/M01/deplacer", vers="ailleurs", nonce="n")

    assert page.status_code == 422
    assert "n’existe pas" in page.text


def test_a_message_is_flagged_and_unflagged(desk):
    desk.post("/messagerie/M01/suivre", suivi="1", nonce="1")
    assert "Claire Vasseur" in desk.get("/messagerie", dossier="flagged").text

    desk.post("/messagerie/M01/suivre", suivi="0", nonce="2")
    assert not desk.world.mail.received["M01"].flagged


def test_a_message_becomes_a_task_once_for_two_clicks(desk):
    for _ in range(2):
        answer = desk.post("/messagerie/M01/planifier", htmx=True, nonce="n")
        assert "Tâche ajoutée" in answer.text

    tasks = list(desk.world.planner.tasks.values())
    assert [(task.values.title, task.values.about) for task in tasks] == [("Commande", "M01")]


def test_nothing_is_done_to_a_message_that_is_not_there(desk):
    assert desk.post("/messagerie/M99/planifier").status_code == 404
    assert desk.post("/messagerie/M99/suivre", suivi="1").status_code == 422
