"""Incidents: what stops working and comes back, who is away, and what is reported."""

import pytest

from sim.pattern import Pattern
from sim.scenario.model import Injection, Trouble, WorldFact
from tests.build import Office, a_scenario, a_script
from tests.sim.erp.arvello import opening

TEXT = "L’imprimante affiche un bourrage papier."
TO_KARIM = Pattern(fact="chat.sent", to="karim")


def an_office(*timeline: Injection, **changes) -> Office:
    return Office(a_scenario(timeline=timeline, **changes))


def trouble(kind: str, minutes: float | None = 5, at: str = "08:40", **given) -> Injection:
    incident = Trouble(id=kind, kind=kind, minutes=minutes, **given)
    return Injection(id=f"begin-{kind}", at=at, does=(WorldFact(incident=incident),))


def absence(minutes: float | None = 30, **given) -> Injection:
    return trouble("absence", minutes, person="karim", **given)


def entries(office: Office, kind: str) -> list:
    _ = office.world
    return [entry for entry in office.entries if entry.kind == kind]


def told(office: Office) -> list[tuple[str, int]]:
    return [(entry.kind, entry.at) for entry in office.entries if entry.kind.startswith("incident")]


def test_an_incident_begins_at_its_time_and_ends_by_itself():
    office = an_office(trouble("printer", text=TEXT)).at("08:44:59")
    assert office.world.out_of_order("printer").text == TEXT

    assert office.at("08:45").world.out_of_order("printer") is None
    assert told(office) == [("incident.began", 600), ("incident.ended", 900)]


def test_the_end_is_stamped_when_it_was_due_however_late_somebody_looks():
    office = an_office(trouble("printer")).at("10:00")

    assert office.world.out_of_order("printer") is None
    assert told(office) == [("incident.began", 600), ("incident.ended", 900)]
    assert office.replayed() == office.world


def test_without_a_length_it_lasts_to_the_end():
    office = an_office(trouble("printer", None)).at("10:30")

    assert office.world.clock.ended
    assert office.world.out_of_order("printer")


def test_it_comes_back_before_what_is_due_the_same_second():
    again = Injection(id="chat", at="08:45", does=(WorldFact(chat=("karim", "Ça marche.")),))
    office = an_office(trouble("printer"), again).at("08:50")

    _ = office.world
    assert [entry.kind for entry in office.entries[-2:]] == ["incident.ended", "chat.received"]


def test_time_does_not_pass_for_an_incident_while_the_sitting_is_suspended():
    office = an_office(trouble("printer")).at("08:42")
    office.do("Pause", actor="examiner", reason="Alarme")
    office.at("08:52").do("Resume", actor="examiner")

    assert office.at("08:54").world.out_of_order("printer")
    assert office.at("08:55").world.out_of_order("printer") is None


def test_without_words_of_its_own_it_is_said_plainly():
    office = an_office(trouble("erp"), absence()).at("08:41")

    texts = [one.text for one in office.world.incidents.known.values()]
    assert texts == ["L’ERP est indisponible.", "Karim Benali n’est pas au bureau."]


class TestTheErp:
    @pytest.fixture
    def office(self) -> Office:
        return an_office(trouble("erp", text="L’ERP ne répond plus."), erp=opening()).at("08:41")

    @pytest.mark.parametrize(
        ("command", "given"),
        [
            ("OpenScreen", {"doctype": "customer"}),
            ("SearchRecords", {"doctype": "customer", "query": "alphydral"}),
            ("CreateRecord", {"doctype": "customer", "values": {}}),
            ("PrintOutput", {"doctype": "invoice", "record": "x", "form": "invoice"}),
        ],
    )
    def test_every_command_is_refused_and_the_refusal_journalled(self, office, command, given):
        refusal = office.do(command, **given).refusal

        assert refusal.startswith("L’ERP ne répond plus. Rien n’a été enregistré")
        assert office.entries[-1].kind == "session.command_refused"
        assert office.entries[-1].fact.command == command

    def test_it_works_again_afterwards(self, office):
        assert not office.at("08:45").do("OpenScreen", doctype="customer").refusal

    def test_nothing_else_is_stopped(self, office):
        assert not office.do("SendChat", person="luc", text="L’ERP est en panne.").refusal
        assert not office.upload("note.docx").refusal


class TestTheNetworkDrive:
    @pytest.fixture
    def office(self) -> Office:
        return an_office(trouble("network_drive"), erp=opening()).at("08:41")

    def test_files_cannot_be_filed_opened_nor_printed_from_the_erp(self, office):
        given = {"doctype": "customer", "format": "csv"}
        refusals = [
            office.upload("note.docx").refusal,
            office.do("OpenFile", path="/Procedures/MO-ADV-01.md").refusal,
            office.do("ExportList", **given).refusal,
        ]

        assert all(one.startswith("Le lecteur réseau est indisponible.") for one in refusals)
        assert not office.do("OpenScreen", doctype="customer").refusal

    def test_a_file_of_the_drive_cannot_be_sent_but_the_draft_is_kept(self, office):
        letter = {
            "to": ("k.benali@arvello.example",),
            "attachments": ("/Procedures/MO-ADV-01.md",),
        }

        assert "lecteur réseau" in office.do("SendMail", **letter).refusal
        assert not office.do("SaveDraft", **letter).refusal
        assert not office.do("SendMail", to=letter["to"], subject="s", body="b").refusal


class TestWhoIsAway:
    def test_a_call_reaches_the_voicemail_until_they_are_back(self):
        script = a_script("out-karim", channel="outgoing_call", person="karim")
        office = an_office(absence(), scripts=(script,)).at("08:41")

        placed = office.do("PlaceCall", person="karim").facts[0]
        office.do("HangUp", call=placed.call)
        assert placed.voicemail

        assert not office.at("09:10").do("PlaceCall", person="karim").facts[0].voicemail

    def test_their_mailbox_answers_once_by_itself(self):
        office = an_office(absence(reply="De retour à 9 h 10.")).at("08:41")
        for _ in range(2):
            office.do("SendMail", to=("k.benali@arvello.example",), subject="Relance", body="b")

        (answer,) = entries(office.at("08:50"), "mail.delivered")
        assert (answer.at, answer.actor) == (660, "world")
        assert answer.fact.message.subject == "Réponse automatique\u00a0: Relance"
        assert answer.fact.message.body == "De retour à 9 h 10."
        assert office.replayed() == office.world

    def test_somebody_in_copy_answers_too_and_nobody_else_does(self):
        office = an_office(absence()).at("08:41")
        office.do("SendMail", to=("c.vasseur@alphydral.example",), subject="s", body="b")
        assert entries(office, "mail.delivered") == []

        copy = {"to": ("c.vasseur@alphydral.example",), "cc": ("k.benali@arvello.example",)}
        office.do("SendMail", **copy, subject="s", body="b")
        assert len(entries(office, "mail.delivered")) == 1

    def test_it_does_not_answer_before_nor_after(self):
        office = an_office(absence()).at("08:39")
        office.do("SendMail", to=("k.benali@arvello.example",), subject="s", body="b")
        office.at("09:11").do("SendMail", to=("k.benali@arvello.example",), subject="s", body="b")

        assert entries(office.at("09:20"), "mail.delivered") == []

    def test_they_react_once_they_are_back(self):
        reaction = Injection(
            id="yes", after=TO_KARIM, delay_min=1, does=(WorldFact(chat=("karim", "Oui")),)
        )
        office = an_office(absence(), reaction).at("08:45")
        office.do("SendChat", person="karim", text="Bonjour")

        assert entries(office.at("09:09"), "chat.received") == []
        assert [one.at for one in entries(office.at("09:30"), "chat.received")] == [40 * 60]

    def test_who_does_not_come_back_does_not_react(self):
        reaction = Injection(id="yes", after=TO_KARIM, does=(WorldFact(chat=("karim", "Oui")),))
        office = an_office(absence(None), reaction).at("08:45")
        office.do("SendChat", person="karim", text="Bonjour")

        assert entries(office.at("10:00"), "chat.received") == []

    def test_others_react_as_usual(self):
        reaction = Injection(id="yes", after=TO_KARIM, does=(WorldFact(chat=("luc", "Oui")),))
        office = an_office(absence(), reaction).at("08:45")
        office.do("SendChat", person="karim", text="Bonjour")

        assert len(entries(office, "chat.received")) == 1


class TestContradictoryOrders:
    def test_the_desk_does_not_announce_them(self):
        from sim.incidents import announced

        office = an_office(trouble("contradictory_order")).at("08:41")

        assert announced(office.world) == []
        assert told(office) == [("incident.began", 600)]


class TestReporting:
    @pytest.fixture
    def office(self) -> Office:
        return an_office(trouble("printer"), trouble("contradictory_order")).at("08:41")

    def test_it_is_journalled_with_whom_and_what(self, office):
        office.do("ReportIncident", person="karim", text=" Bourrage papier ", incident="printer")

        fact = office.entries[-1].fact
        assert (fact.person, fact.text, fact.incident) == ("karim", "Bourrage papier", "printer")
        assert office.world.incidents.reports[0].text == "Bourrage papier"
        assert office.replayed() == office.world

    def test_something_that_the_desk_does_not_announce_can_be_reported_too(self, office):
        assert not office.do("ReportIncident", person="luc", text="La porte est bloquée.").refusal

    @pytest.mark.parametrize(
        ("given", "reason"),
        [
            ({"person": "ghost"}, "Choisissez dans l’annuaire"),
            ({"person": ""}, "Choisissez dans l’annuaire"),
            ({"text": "  "}, "est vide"),
            ({"text": "x" * 2001}, "dépasse 2000 caractères"),
            ({"incident": "nothing"}, "n’est pas affiché"),
            ({"incident": "contradictory_order"}, "n’est pas affiché"),
        ],
    )
    def test_it_is_refused_with_what_is_missing(self, office, given, reason):
        wanted = {"person": "karim", "text": "Bourrage", **given}

        assert reason in office.do("ReportIncident", **wanted).refusal

    def test_somebody_can_react_to_it(self):
        heard = Pattern(fact="told", to="karim", mentions="imprimante")
        reaction = Injection(id="yes", after=heard, does=(WorldFact(chat=("karim", "J’arrive")),))
        office = an_office(reaction)
        office.do("ReportIncident", person="karim", text="L’imprimante est en panne.")

        assert len(entries(office, "chat.received")) == 1
