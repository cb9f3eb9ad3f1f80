"""Writing messages: sending, answering, forwarding, drafts kept while one types."""

import pytest

LETTER = {
    "to": "c.vasseur@alphydral.example",
    "subject": "Votre commande",
    "body": "Bonjour,\r\nbien reçu.",
}


def test_it_sends(desk):
    answer = desk.post("/messagerie/envoyer", nonce="n", **LETTER)

    sent = desk.world.mail.sent["S1"].fact
    assert answer.location == "/epreuve/mienne/messagerie"
    assert (sent.to, sent.subject, sent.body) == (
        ("c.vasseur@alphydral.example",), "Votre commande", "Bonjour,\nbien reçu.",
    )  # fmt: skip
    assert "Votre commande" in desk.get("/messagerie", dossier="sent").text


def test_a_double_click_sends_once(desk):
    for _ in range(2):
        desk.post("/messagerie/envoyer", nonce="n", **LETTER)

    assert desk.kinds.count("mail.sent") == 1


def test_two_forms_send_two_messages(desk):
    for nonce in "ab":
        desk.post("/messagerie/envoyer", nonce=nonce, **LETTER)

    assert desk.kinds.count("mail.sent") == 2


@pytest.mark.parametrize(
    ("to", "reason"),
    [("", "Indiquez au moins un destinataire"), ("claire", "n’est pas une adresse")],
)
def test_it_refuses_a_message_for_nobody_and_loses_nothing(desk, to, reason):
    page = desk.post("/messagerie/envoyer", nonce="n", **{**LETTER, "to": to})

    assert page.status_code == 422
    assert reason in page.text
    assert "bien reçu." in page.text
    assert 'value="Votre commande"' in page.text
    assert "mail.sent" not in desk.kinds


def test_a_refused_form_can_be_sent_again(desk):
    page = desk.post("/messagerie/envoyer", nonce="n", **{**LETTER, "to": ""})

    assert 'name="nonce" value="n"' not in page.text


def test_a_new_message_is_signed_and_may_have_its_recipient(desk):
    page = desk.get("/messagerie/nouveau", a="k.benali@arvello.example").text

    assert 'value="k.benali@arvello.example"' in page
    assert "Camille Morel</textarea>" in page
    assert '<option value="c.vasseur@alphydral.example">Claire Vasseur</option>' in page
    assert "ghost" not in page


def test_a_reply_quotes_the_message(desk):
    page = desk.get("/messagerie/M01/repondre").text
    assert 'value="RE\u00a0: Commande"' in page
    assert "De : c.vasseur@alphydral.example" in page
    assert 'k.benali@arvello.example" list' not in page

    desk.post("/messagerie/envoyer", nonce="n", in_reply_to="M01", **LETTER)

    assert "voici notre commande" in desk.world.mail.sent["S1"].fact.quoted
    assert desk.world.mail.received["M01"].answered


def test_a_reply_to_all_leaves_the_candidate_out(desk):
    page = desk.get("/messagerie/M01/repondre", tous=1).text

    assert 'name="cc" value="k.benali@arvello.example"' in page
    assert 'value="adv@arvello.example' not in page


def test_a_forward_carries_the_files(desk):
    page = desk.get("/messagerie/M01/transferer").text
    assert 'value="TR\u00a0: Commande"' in page
    assert 'value="mail:M01/po.pdf" checked' in page

    form = {**LETTER, "attachments": "mail:M01/po.pdf", "forward_of": "M01"}
    desk.post("/messagerie/envoyer", nonce="n", **form)

    assert [file.name for file in desk.world.mail.sent["S1"].fact.attachments] == ["po.pdf"]


def test_files_of_the_drive_are_attached(desk):
    path = "/ADV/3_Facturation/prix.csv"
    assert path in desk.get("/messagerie/nouveau").text

    desk.post("/messagerie/envoyer", nonce="n", attachments=path, **LETTER)

    assert [file.name for file in desk.world.mail.sent["S1"].fact.attachments] == ["prix.csv"]


def test_a_file_that_is_gone_is_not_attached(desk):
    page = desk.post("/messagerie/envoyer", nonce="n", attachments="/ailleurs.csv", **LETTER)

    assert page.status_code == 422
    assert "introuvable" in page.text


def test_the_candidate_answers_a_message_of_their_own(desk):
    desk.post("/messagerie/envoyer", nonce="n", **LETTER)

    page = desk.get("/messagerie/S1/repondre").text

    assert 'name="to" value="c.vasseur@alphydral.example"' in page


@pytest.mark.parametrize("path", ["repondre", "transferer"])
def test_it_answers_only_what_is_in_the_mailbox(desk, path):
    assert desk.get(f"/messagerie/M99/{path}").status_code == 404


def test_a_draft_is_kept_while_one_types(desk):
    page = desk.post("/messagerie/brouillons", htmx=True, nonce="n", draft="", **LETTER).text

    assert 'name="draft" value="B1"' in page
    assert "Brouillon enregistré à 8\u00a0h\u00a030" in page
    assert desk.world.mail.drafts["B1"].body == "Bonjour,\nbien reçu."


def test_saving_goes_on_in_the_same_draft(desk):
    desk.post("/messagerie/brouillons", htmx=True, nonce="n", draft="", **LETTER)
    longer = {**LETTER, "body": "Bonjour, bien reçu. Merci."}

    desk.post("/messagerie/brouillons", htmx=True, nonce="n", draft="B1", **longer)

    assert list(desk.world.mail.drafts) == ["B1"]
    assert desk.world.mail.drafts["B1"].body.endswith("Merci.")


def test_two_first_savings_of_one_form_make_one_draft(desk):
    desk.post("/messagerie/brouillons", htmx=True, nonce="n", draft="", **LETTER)

    page = desk.post(
        "/messagerie/brouillons", htmx=True, nonce="n", draft="", **{**LETTER, "body": "Plus"}
    )

    assert 'value="B1"' in page.text
    assert list(desk.world.mail.drafts) == ["B1"]
    assert desk.world.mail.drafts["B1"].body == "Plus"


def test_nothing_is_written_when_nothing_changed(desk):
    for _ in range(3):
        desk.post("/messagerie/brouillons", htmx=True, nonce="n", draft="B1" if _ else "", **LETTER)

    assert desk.kinds.count("mail.draft_saved") == 1


def test_a_draft_survives_and_is_taken_up_with_its_files(desk, app):
    path = "/ADV/3_Facturation/prix.csv"
    desk.post("/messagerie/brouillons", nonce="n", draft="", attachments=path, **LETTER)

    page = desk.get("/messagerie/brouillons/B1").text

    assert "bien reçu." in page
    assert f'value="{path}" checked' in page


def test_a_draft_that_was_sent_is_gone(desk):
    desk.post("/messagerie/brouillons", nonce="n", draft="", **LETTER)
    desk.post("/messagerie/envoyer", nonce="m", draft="B1", **LETTER)

    assert desk.world.mail.drafts == {}
    page = desk.get("/messagerie/brouillons/B1")
    assert page.status_code == 404
    assert "Ce brouillon n’existe plus" in page.text


def test_a_draft_is_thrown_away(desk):
    desk.post("/messagerie/brouillons", nonce="n", draft="", **LETTER)

    desk.post("/messagerie/brouillons/B1/supprimer", nonce="d")

    assert desk.world.mail.drafts == {}
    assert desk.post("/messagerie/brouillons/B1/supprimer", nonce="e").status_code == 422


def test_a_draft_too_long_is_refused_with_the_reason(desk):
    page = desk.post("/messagerie/brouillons", htmx=True, nonce="n", draft="", body="x" * 20_001)

    assert page.status_code == 422
    assert "20000 caractères" in page.text


def test_the_message_form_of_a_call_is_passed_on(desk):
    desk.wall.pass_(minutes=22)
    desk.get("/telephone")
    desk.post("/telephone/call-truck/fiche", caller="Claire Vasseur", subject="Camion à 9 h 50")

    page = desk.get("/messagerie/nouveau", fiche="call-truck").text

    assert "Message téléphonique – Claire Vasseur" in page
    assert "Objet\u00a0: Camion à 9 h 50" in page
