"""The acts, for one or for several: each is journalled with its reason, and told apart."""

import pytest

from sim import invigilation
from sim.facts import session
from tests.webapp.room.conftest import NAMES, WHY

FORMS = {
    "suspendre": {"category": "evacuation", "reason": WHY},
    "prolonger": {"minutes": "10", "reason": WHY},
    "incident": {"category": "technical", "reason": WHY, "minutes": "3"},
    "neutraliser": {"task": "T2", "reason": WHY},
    "clore": {"reason": WHY},
}
FACTS = {
    "suspendre": session.Paused(reason=WHY, category="evacuation"),
    "prolonger": session.Extended(minutes=10, reason=WHY),
    "incident": session.IncidentNoted(category="technical", text=WHY, minutes_lost=3),
    "neutraliser": session.TaskNeutralised(task="T2", reason=WHY),
    "clore": session.Ended(by="examiner", reason=WHY),
}


def told(answer) -> str:
    return answer.text.replace("\u00a0", " ")


@pytest.mark.parametrize("who", [("ada",), ("ada", "bob")], ids=["one", "all"])
@pytest.mark.parametrize("act", FORMS)
def test_an_act_is_journalled_for_each_with_its_reason(salle, act, who):
    answer = salle.orders(act, *who, **FORMS[act])

    assert answer.status_code == 200
    for name in who:
        assert salle.facts(name) == [FACTS[act]]
        assert f"<strong>{NAMES[name]}</strong> :" in told(answer)
    assert answer.text.count("is-done") == len(who)
    for name in set(NAMES) - set(who):
        assert salle.facts(name) == []


def test_a_paused_sitting_resumes_with_a_reason(salle):
    salle.orders("suspendre", "ada", **FORMS["suspendre"])

    salle.orders("reprendre", "ada", reason="Fin de l’alarme")

    assert salle.facts("ada")[-1] == session.Resumed(reason="Fin de l’alarme")
    assert salle.world("ada").clock.running


def test_a_paused_sitting_can_be_ended(salle):
    salle.orders("suspendre", "ada", **FORMS["suspendre"])

    salle.orders("clore", "ada", reason="Évacuation")

    assert salle.facts("ada")[-1] == session.Ended(by="examiner", reason="Évacuation")


def test_a_workstation_is_replaced_for_one(salle):
    form = {"before": "P1", "after": "P9", "reason": WHY}

    answer = salle.orders("poste", "ada", passage=salle.token("ada"), **form)

    assert answer.status_code == 200
    assert salle.facts("ada") == [session.WorkstationReplaced(before="P1", after="P9", reason=WHY)]
    assert "poste P9" in salle.row("ada")
    assert "un candidat à la fois" in told(salle.orders("poste", "ada", "bob", **form))


def test_a_neutralisation_is_withdrawn_while_the_sitting_runs(salle):
    salle.orders("neutraliser", "ada", "bob", task="T2", reason=WHY)

    answer = salle.orders("retablir", "ada", task="T2", reason="Fichier retrouvé")

    assert answer.status_code == 200
    assert salle.facts("ada") == [
        session.TaskNeutralised(task="T2", reason=WHY),
        session.TaskRestored(task="T2", reason="Fichier retrouvé"),
    ]
    assert salle.world("ada").room.neutralised == {}
    assert list(salle.world("bob").room.neutralised) == ["T2"]
    page = told(salle.get(f"/{salle.token('ada')}"))
    assert f"Tâche T2 neutralisée : {WHY}" in page
    assert "<strong>retirée</strong> : Fichier retrouvé" in page


@pytest.mark.parametrize(
    "form", [{"task": "T1", "reason": WHY}, {"task": "T2", "reason": " "}, {"reason": WHY}]
)
def test_nothing_else_is_withdrawn(salle, form):
    salle.orders("neutraliser", "ada", task="T2", reason=WHY)

    answer = salle.orders("retablir", "ada", **form)

    assert answer.status_code == 422
    assert list(salle.world("ada").room.neutralised) == ["T2"]


def test_who_was_done_and_who_refused_and_why(salle):
    salle.orders("suspendre", "bob", **FORMS["suspendre"])

    answer = salle.orders("suspendre", "ada", "bob", "eve", **FORMS["suspendre"])

    page = told(answer)
    assert answer.status_code == 200
    assert "Ada Lopez</strong> : Épreuve suspendue" in page
    assert "Bob Martin</strong> : L’épreuve n’est pas en cours" in page
    assert "Ève Noël</strong> : Ce candidat n’a pas encore commencé" in page
    assert 'value="Alarme' not in page


def test_when_nobody_was_done_what_was_typed_is_kept(salle):
    answer = salle.orders("suspendre", "eve", **FORMS["suspendre"])

    assert answer.status_code == 422
    assert f'value="{WHY}"' in answer.text


@pytest.mark.parametrize("act", FORMS)
def test_an_act_without_its_words_is_refused_and_changes_nothing(salle, act):
    answer = salle.orders(act, "ada", **{**FORMS[act], "reason": "  "})

    assert answer.status_code == 422
    assert "motif" in answer.text or "Décrivez" in answer.text
    assert salle.world("ada").clock.running
    assert not any(type(fact) is type(FACTS[act]) for fact in salle.facts("ada"))


@pytest.mark.parametrize("act", FORMS)
def test_an_act_for_nobody_is_refused(salle, act):
    for chosen in ({}, {"choisi": "inconnu"}, {"choisi": ""}):
        answer = salle.post(f"/{act}", **FORMS[act], **chosen)

        assert answer.status_code == 422
        assert "Cochez au moins un candidat" in answer.text


@pytest.mark.parametrize("act", FORMS)
def test_a_form_sent_twice_counts_once(salle, act):
    for _ in range(2):
        answer = salle.orders(act, "ada", nonce="same", **FORMS[act])

    assert answer.status_code == 200
    assert "Déjà fait" in answer.text
    assert salle.facts("ada") == [FACTS[act]]


@pytest.mark.parametrize("minutes", ["", "dix", "0", "999", "١٢", "-5", "1" * 5000, "5.5"])
def test_minutes_that_are_none_are_refused(salle, minutes):
    answer = salle.orders("prolonger", "ada", minutes=minutes, reason=WHY)

    assert answer.status_code == 422
    assert "minutes" in answer.text
    assert not any(isinstance(fact, session.Extended) for fact in salle.facts("ada"))


@pytest.mark.parametrize(
    ("act", "form"),
    [
        ("suspendre", {"category": "holiday"}),
        ("suspendre", {"category": ""}),
        ("incident", {"category": "evacuation'--"}),
        ("incident", {"minutes": "481"}),
        ("neutraliser", {"task": "T99"}),
        ("clore", {"reason": "x" * 1001 + "é" * 100_000}),
        ("incident", {"reason": "\x00"}),
    ],
)
def test_hostile_forms_are_refused(salle, act, form):
    answer = salle.orders(act, "ada", **{**FORMS[act], **form})

    assert answer.status_code == 422 or (act == "clore" and answer.status_code == 200)
    assert all(len(getattr(fact, "reason", "")) <= 1000 for fact in salle.facts("ada"))


def test_an_act_that_is_none_and_a_nonce_without_end(salle):
    assert salle.post("/exploser", choisi=salle.token("ada")).status_code in (404, 405)
    assert (
        salle.orders("suspendre", "ada", nonce="n" * 9000, **FORMS["suspendre"]).status_code == 200
    )


def test_without_htmx_the_page_comes_whole_with_what_came_of_it(salle):
    answer = salle.orders("suspendre", "ada", htmx=False, **FORMS["suspendre"])

    assert answer.status_code == 200
    assert "<html" in answer.text
    assert "Épreuve suspendue" in answer.text


class TestFaults:
    def reports(self, salle, text="Écran noir"):
        salle.ask("ada", invigilation.ReportFault(text=text, screen="Messagerie"))

    def answers(self, salle, fault="P1", **form):
        path = f"/{salle.token('ada')}/signalement/{fault}"
        return salle.post(path, **{"text": "J’arrive.", **form})

    def test_a_report_shows_in_the_room_with_a_form(self, salle):
        self.reports(salle)

        page = salle.get(htmx=True).text
        assert "Écran noir" in page
        assert "Problème signalé (P1)" in salle.row("ada")
        assert "signalement/P1" in page

    def test_it_is_answered_and_the_form_goes(self, salle):
        self.reports(salle)

        answer = self.answers(salle)

        assert 'id="room"' in answer.text
        assert "Réponse transmise" in answer.text
        assert "signalement/P1" not in answer.text
        assert salle.facts("ada") == [session.FaultAnswered(fault="P1", text="J’arrive.")]
        assert 'id="seat"' not in answer.text

    def test_from_a_seat_the_seat_comes_back(self, salle):
        self.reports(salle)

        assert 'id="seat"' in self.answers(salle, passage=salle.token("ada")).text

    @pytest.mark.parametrize(("fault", "text"), [("P1", " "), ("P9", "x"), ("P1", "x" * 2000)])
    def test_a_bad_answer_is_refused(self, salle, fault, text):
        self.reports(salle)

        assert self.answers(salle, fault, text=text).status_code == 422

    def test_sent_twice_it_is_answered_once(self, salle):
        self.reports(salle)
        for _ in range(2):
            self.answers(salle, nonce="same")

        assert len(salle.facts("ada")) == 1


class TestLostTime:
    @pytest.fixture
    def cut(self, salle):
        """A page that was silent for a minute and a half."""
        salle.beats("ada")
        salle.wall.pass_(seconds=90)
        salle.beats("ada")
        return salle

    def settle(self, salle, decision, **form):
        return salle.post(f"/{salle.token('ada')}/temps-perdu", decision=decision, **form)

    def test_what_a_cut_cost_is_proposed(self, cut):
        assert "Créditer 2 min" in cut.row("ada")
        assert "1 coupure" in cut.row("ada")
        assert "Créditer" not in cut.row("bob")

    def test_it_is_given_back_once(self, cut):
        for _ in range(2):
            answer = self.settle(cut, "crediter")
            assert answer.status_code == 200

        (fact,) = cut.facts("ada")
        assert (fact.minutes, "coupure" in fact.reason) == (2, True)
        assert "Créditer" not in cut.row("ada")

    def test_it_is_let_be(self, cut):
        assert "n’est pas rendu" in self.settle(cut, "ignorer").text

        assert cut.facts("ada") == []
        assert "Créditer" not in cut.row("ada")

    def test_a_cut_during_a_pause_costs_nothing(self, salle):
        salle.beats("ada")
        salle.orders("suspendre", "ada", **FORMS["suspendre"])
        salle.wall.pass_(seconds=90)
        salle.beats("ada")

        assert "Créditer" not in salle.row("ada")

    def test_longer_time_counts_office_minutes(self, salle):
        salle.beats("ada")
        salle.wall.pass_(seconds=14)
        salle.beats("ada")

        assert "Créditer" not in salle.row("ada")

    def test_nothing_is_given_back_where_nothing_was_lost(self, salle):
        assert "déjà réglé" in self.settle(salle, "crediter").text
        assert salle.facts("ada") == []
