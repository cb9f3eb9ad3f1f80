"""A sitting looked at again: any moment of it, and all of it in prose."""

from sim import session
from sim.replay import Playhead, describe, facts_shown_as_text
from tests.build import Office, a_scenario

BODY = "Bonjour,\n\nC’est noté.\n\nCamille"


def a_morning() -> Office:
    """Return an office where a mail was read and answered, a call taken, a letter handed in."""
    office = Office()
    office.at("8:34").do("OpenMail", mail="M01")
    office.at("8:41").do(
        "SendMail", to=["c.vasseur@alphydral.example"], subject="Votre commande", body=BODY
    )
    office.at("8:45").upload("lettre.docx")
    office.at("8:52:10").do("AnswerCall", call=next(iter(office.world.calls)))
    office.at("8:53").do("AddTask", title="Répondre", priority="P1")
    office.at("8:55").do(session.Finish())
    return office


def playhead(office: Office) -> Playhead:
    return Playhead(office.scenario, office.entries)


def texts(office: Office) -> list[str]:
    return [step.text for step in playhead(office).steps]


def test_the_world_at_the_last_entry_is_the_world_that_was_lived():
    office = a_morning()

    assert playhead(office).world_at(playhead(office).last) == office.engine.world


def test_the_world_at_an_entry_knows_nothing_of_what_follows():
    head = playhead(a_morning())

    assert not head.world_at(0).mail.received["M01"].read
    assert head.world_at(2).mail.received["M01"].read
    assert head.world_at(2).mail.sent == {}
    assert len(head.world_at(3).mail.sent) == 1


def test_an_empty_journal_shows_the_office_as_it_was_found():
    head = Playhead(a_scenario(), ())

    assert head.last == 0
    assert head.entry(1) is None
    assert head.steps == ()
    assert not head.world_at(0).clock.started


def test_every_entry_has_a_sentence_with_its_number_hour_and_tool():
    office = a_morning()

    steps = playhead(office).steps

    assert [step.seq for step in steps] == [entry.seq for entry in office.entries]
    assert steps[1].hour == "8\u00a0h\u00a034"
    assert [steps[at].tool for at in (0, 1, 3)] == ["session", "mail", "drive"]
    assert all(step.text for step in steps)


def test_messages_and_people_are_told_by_their_names_not_their_codes():
    told = texts(a_morning())

    assert "«\u00a0Commande\u00a0»" in told[1]
    assert "Claire Vasseur" in told[2]
    assert "lettre.docx" in told[3]
    assert not any("M01" in text or "c.vasseur@" in text or "buyer" in text for text in told)


def test_a_conversation_is_told_by_whom_it_is_with():
    told = " / ".join(texts(a_morning()))

    assert "(Claire Vasseur)" in told
    assert "Le camion passe à 9 h 50." in told


def test_a_call_that_nobody_took_is_told_by_whom_it_came_from():
    office = Office()
    office.at("9:30")
    office.engine.tick(office.wall)

    assert "Appel ou visite sans réponse\u00a0: Claire Vasseur" in texts(office)


def test_the_end_says_who_ended():
    office = Office()
    office.at("10:31")
    office.engine.tick(office.wall)

    assert texts(office)[-1] == "Fin de l’épreuve (temps écoulé)"


def test_what_was_written_can_be_shown_whole():
    entries = a_morning().entries

    shown = facts_shown_as_text(entries[2])

    assert shown.startswith("À : c.vasseur@alphydral.example\nObjet : Votre commande\n")
    assert shown.endswith(BODY)
    assert facts_shown_as_text(entries[0]) == ""


def test_a_world_is_described_for_the_command_line():
    office = a_morning()

    shown = describe(office.engine.world)

    assert "épreuve terminée" in shown
    assert "1\u00a0mél reçu, dont 0\u00a0non lu ; 1\u00a0envoyé\n" in shown
    for said in ("Votre commande", "Répondre", "lettre.docx", "Le camion passe à 9 h 50."):
        assert said in shown, said


def test_a_world_not_begun_says_so():
    assert "pas commencée" in describe(Playhead(a_scenario(), ()).world_at(0))


def test_a_mail_without_a_subject_is_never_an_empty_quotation():
    office = Office()
    office.at("8:41").do("SaveDraft", draft="", subject="", body=BODY)
    office.at("8:42").do("SendMail", to=["c.vasseur@alphydral.example"], subject="", body=BODY)

    said = texts(office)

    assert any(text.startswith("Enregistre un brouillon") for text in said)
    assert any(text.startswith("Envoie à") for text in said)
    assert all("(sans objet)" in text for text in said if "brouillon" in text or "mél" in text)
    assert not [text for text in said if "«\u00a0\u00a0»" in text or "« »" in text]
