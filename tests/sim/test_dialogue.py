"""People one talks to: moods, what they know, what they do not understand, how they wait."""

import pytest

from sim.dialogue import GREETED
from sim.dispatch import fold
from sim.scenario.model import Injection, WorldFact
from sim.scenario.script import (
    REPHRASE,
    Choice,
    Hearing,
    Impatience,
    Knowledge,
    Node,
    Script,
)
from tests.build import Office, a_scenario, a_script

MOODS = ("aimable", "agacé", "furieux")


def office(**script) -> Office:
    """Return an office where the call of this script has just been answered."""
    what = Office(a_scenario(scripts=(a_script(**script),))).at("08:52:10")
    assert not what.do("AnswerCall", call="call-truck").refusal
    return what


def say(what: Office, text: str) -> list[str]:
    """Say something; return what came of it."""
    return [entry.kind for entry in what.do("Say", call="call-truck", text=text).entries]


def heard(what: Office) -> str:
    """Return the last words of the conversation."""
    return what.world.calls["call-truck"].lines[-1].text


def moody(**changes) -> dict:
    """Return a script of somebody with three moods."""
    nodes = {
        "start": Node(
            says=("Bonjour.",),
            choices=(
                Choice(id="rude", text="Et alors ?", to="start", mood=1),
                Choice(id="kind", text="Je vous écoute.", to="start", mood=-1),
            ),
            hears=(Hearing(mentions=("facture",), to="invoice", mood=-1),),
            otherwise="again",
        ),
        "again": Node(
            says=("Je répète.",),
            says_in={"furieux": ("Vous êtes sourd ?",)},
            hears=(Hearing(mentions=("facture",), to="invoice"),),
            otherwise="again",
        ),
        "invoice": Node(says=("La facture, oui.",), otherwise="again"),
        "slam": Node(says=("Au revoir !",), ends=True),
    }
    return {"moods": MOODS, "walks_out": "slam", "nodes": nodes, **changes}


class TestMoods:
    def test_it_starts_at_the_best_unless_the_script_says_otherwise(self):
        assert office(**moody()).world.calls["call-truck"].mood == "aimable"
        assert office(**moody(mood="agacé")).world.calls["call-truck"].mood == "agacé"
        assert office().world.calls["call-truck"].mood == ""

    def test_a_reply_moves_it_and_the_fact_says_from_what_to_what(self):
        what = office(**moody())
        what.do("Reply", call="call-truck", choice="rude")

        fact = next(one.fact for one in what.entries if one.kind == "call.mood_changed")
        assert (fact.before, fact.after, fact.by) == ("aimable", "agacé", "reply")
        assert "aimable puis agacé" in fact.sentence()

    def test_it_is_never_better_than_the_best(self):
        what = office(**moody())
        what.do("Reply", call="call-truck", choice="kind")

        assert "call.mood_changed" not in [one.kind for one in what.entries]

    @pytest.mark.parametrize(
        ("text", "mood", "by"),
        [
            ("C’est votre faute, pas la nôtre.", "furieux", "blame"),
            ("Dis donc, tu pourrais attendre.", "furieux", "familiar"),
            ("Je vous présente nos excuses.", "aimable", "apology"),
            ("Je suis désolée de ce retard.", "aimable", "apology"),
            ("Je regarde le dossier.", "agacé", ""),
        ],
    )
    def test_the_tone_of_free_words_moves_it_by_one_step(self, text, mood, by):
        what = office(**moody(mood="agacé"))
        say(what, text)

        assert what.world.calls["call-truck"].mood == mood
        changed = [one.fact for one in what.entries if one.kind == "call.mood_changed"]
        assert [fact.by for fact in changed] == ([by] if by else [])

    def test_two_faults_of_tone_in_one_sentence_cost_one_step(self):
        what = office(**moody())
        say(what, "C’est ta faute, tu le sais.")

        assert what.world.calls["call-truck"].mood == "agacé"

    def test_the_author_may_weigh_the_tone_otherwise(self):
        what = office(**moody(mood="agacé", moved_by={"apology": 0, "blame": 0}))
        say(what, "Désolé, c’est votre faute.")

        assert what.world.calls["call-truck"].mood == "agacé"

    def test_what_is_said_depends_on_it(self):
        what = office(**moody())
        say(what, "Euh")
        assert heard(what) == "Je répète."

        what = office(**moody(mood="furieux"))
        say(what, "Euh")
        assert heard(what) == "Vous êtes sourd ?"

    def test_what_a_node_hears_moves_it_before_the_answer(self):
        what = office(**moody(mood="agacé"))
        kinds = say(what, "Parlons de la facture.")

        assert kinds == ["call.said", "call.mood_changed", "call.person_said"]

    def test_beyond_the_worst_they_leave(self):
        what = office(**moody(mood="furieux"))
        kinds = say(what, "C’est votre faute.")

        assert kinds == ["call.said", "call.mood_changed", "call.person_said", "call.ended"]
        assert heard(what) == "Au revoir !"
        assert "déjà furieux" in what.entries[-3].fact.sentence()

    def test_without_a_way_out_they_stay_at_the_worst(self):
        what = office(**moody(mood="furieux", walks_out=""))
        say(what, "C’est votre faute.")

        assert what.world.calls["call-truck"].state == "talking"
        assert what.world.calls["call-truck"].mood == "furieux"

    def test_each_line_keeps_the_mood_in_which_it_was_said(self):
        what = office(**moody())
        what.do("Reply", call="call-truck", choice="rude")

        said = [line.mood for line in what.world.calls["call-truck"].lines]
        assert said == ["aimable", "", "agacé"]


PLATE = Knowledge(id="plate", asked=("plaque", "immatriculation"), says=("AB-123-CD.",))
CODE = Knowledge(
    id="code", asked=("code",), says=("4512.",), mood="aimable", unwilling=("Pas à vous.",),
    once=True, after=("plate",),
)  # fmt: skip


class TestKnowledge:
    def test_what_is_asked_for_is_told_and_the_conversation_stays_where_it_is(self):
        what = office(knows=(PLATE,))
        kinds = say(what, "Quelle est la plaque du camion ?")

        assert kinds == ["call.said", "call.learned", "call.person_said"]
        assert heard(what) == "AB-123-CD."
        assert what.world.calls["call-truck"].node == "start"
        assert what.world.calls["call-truck"].learned == ["plate"]

    def test_nothing_is_volunteered(self):
        what = office(knows=(PLATE,))
        say(what, "Euh")

        assert "AB-123-CD." not in [line.text for line in what.world.calls["call-truck"].lines]

    def test_what_a_node_hears_comes_first(self):
        what = office(knows=(PLATE,))
        say(what, "À 9 h 50, avec quelle plaque ?")

        assert what.world.calls["call-truck"].state == "ended"

    def test_something_must_be_known_before(self):
        what = office(knows=(PLATE, CODE), moods=MOODS)
        say(what, "Et le code ?")
        assert what.world.calls["call-truck"].learned == []

        say(what, "La plaque ?")
        say(what, "Et le code ?")
        assert what.world.calls["call-truck"].learned == ["plate", "code"]

    def test_a_node_reached_opens_it_too(self):
        what = office(knows=(PLATE.model_copy(update={"after": ("again",)}),))
        say(what, "La plaque ?")
        assert what.world.calls["call-truck"].learned == []

        say(what, "La plaque ?")
        assert what.world.calls["call-truck"].learned == ["plate"]

    def test_what_is_told_once_is_not_told_again(self):
        what = office(knows=(PLATE, CODE.model_copy(update={"after": ()})), moods=MOODS)
        say(what, "Le code ?")
        assert "call.learned" not in say(what, "Le code, encore ?")

    def test_in_a_bad_mood_they_will_not_say_it(self):
        what = office(
            knows=(PLATE, CODE.model_copy(update={"after": ()})), moods=MOODS, mood="agacé"
        )
        kinds = say(what, "Le code ?")

        assert kinds == ["call.said", "call.person_said"]
        assert heard(what) == "Pas à vous."

    def test_the_apology_that_comes_with_the_question_counts(self):
        what = office(
            knows=(PLATE, CODE.model_copy(update={"after": ()})), moods=MOODS, mood="agacé"
        )
        say(what, "Excusez-moi, quel est le code ?")

        assert heard(what) == "4512."

    def test_a_proposed_reply_asks_and_goes_away_once_answered(self):
        nodes = {
            "start": Node(
                says=("Oui ?",), choices=(Choice(id="q", text="La plaque ?", asks="plate"),)
            )
        }
        what = office(knows=(PLATE.model_copy(update={"asked": ()}),), nodes=nodes)
        what.do("Reply", call="call-truck", choice="q")

        assert heard(what) == "AB-123-CD."
        assert what.world.calls["call-truck"].node == "start"
        assert "n’est plus proposée" in what.do("Reply", call="call-truck", choice="q").refusal

    def test_a_reply_may_ask_and_lead_on(self):
        nodes = {
            "start": Node(choices=(Choice(id="q", text="La plaque ?", asks="plate", to="end"),)),
            "end": Node(says=("Au revoir.",), ends=True),
        }
        what = office(knows=(PLATE,), nodes=nodes)
        what.do("Reply", call="call-truck", choice="q")

        lines = [line.text for line in what.world.calls["call-truck"].lines]
        assert lines == ["La plaque ?", "AB-123-CD.", "Au revoir."]

    def test_a_reply_that_leads_nowhere_cannot_be_written(self):
        with pytest.raises(ValueError, match="one of to and asks"):
            Choice(id="q", text="La plaque ?")


class TestRephrasing:
    def test_what_is_not_understood_is_asked_again_twice_and_then_it_goes_on(self):
        what = office(rephrase=True)
        for times in range(2):
            assert say(what, "Euh") == ["call.said", "call.not_understood", "call.person_said"]
            assert heard(what) == REPHRASE[times]
            assert what.world.calls["call-truck"].lost == times + 1

        assert say(what, "Euh") == ["call.said", "call.person_said"]
        assert what.world.calls["call-truck"].node == "again"
        assert what.world.calls["call-truck"].lost == 0

    def test_what_is_understood_in_between_starts_the_count_again(self):
        what = office(rephrase=True, knows=(PLATE,))
        say(what, "Euh")
        say(what, "La plaque ?")
        say(what, "Euh")

        assert what.world.calls["call-truck"].lost == 1

    def test_a_greeting_alone_is_greeted_back_and_waited_after(self):
        what = office(**moody(mood="agacé", rephrase=True))
        say(what, "Euh")

        assert say(what, "BONJOUR MADAME VASSEUR !") == ["call.said", "call.person_said"]
        there = what.world.calls["call-truck"]
        assert heard(what) == GREETED
        assert (there.node, there.mood, there.lost) == ("start", "agacé", 0)

    def test_a_greeting_is_no_turn_of_a_conversation_without_patience(self):
        what = office()
        say(what, "Bonjour.")

        assert what.world.calls["call-truck"].node == "start"

    def test_with_nowhere_to_go_the_replies_stay(self):
        nodes = {
            "start": Node(says=("Oui ?",), choices=(Choice(id="a", text="Rien.", to="start"),))
        }
        what = office(nodes=nodes, rephrase=("Comment ?",))
        for _ in range(4):
            say(what, "Euh")

        assert heard(what) == "Comment ?"
        assert what.world.calls["call-truck"].lost == 4
        assert not what.do("Reply", call="call-truck", choice="a").refusal

    def test_a_node_may_have_its_own_lines_or_none(self):
        script = a_script()
        own = script.nodes["start"].model_copy(update={"rephrase": ("Plaît-il ?",)})
        what = office(nodes={**script.nodes, "start": own})
        say(what, "Euh")
        assert heard(what) == "Plaît-il ?"

        none = script.nodes["start"].model_copy(update={"rephrase": ()})
        what = office(nodes={**script.nodes, "start": none}, rephrase=True)
        say(what, "Euh")
        assert what.world.calls["call-truck"].node == "again"

    def test_what_may_be_meant_is_asked_again_and_told_to_the_examiner(self):
        start = Node(
            says=("Oui ?",), hears=(Hearing(intents=("request",), to="end"),), otherwise="end"
        )
        what = office(nodes={"start": start, "end": Node(ends=True)}, rephrase=True)
        say(what, "Patientez un instant.")

        fact = next(one.fact for one in what.entries if one.kind == "call.not_understood")
        assert fact.unsure == ("request",)
        say(what, "Pouvez-vous patienter, s’il vous plaît ?")
        assert what.world.calls["call-truck"].state == "ended"

    def test_what_is_done_with_the_words_can_be_heard(self):
        nodes = {
            "start": Node(
                says=("Oui ?",),
                hears=(Hearing(intents=("apology",), to="calm"),),
                otherwise="start",
            ),
            "calm": Node(says=("Bon.",), ends=True),
        }
        what = office(nodes=nodes)
        say(what, "Non.")
        assert what.world.calls["call-truck"].state == "talking"
        say(what, "Je vous présente toutes mes excuses.")
        assert what.world.calls["call-truck"].state == "ended"


class TestPromises:
    def promising(self) -> Office:
        hears = (
            Hearing(promise="Réponse écrite", to="noted"),
            Hearing(mentions=("bientôt",), to="vague"),
        )
        nodes = {
            "start": Node(says=("Quand ?",), hears=hears, otherwise="start"),
            "noted": Node(says=("Je note.",), ends=True),
            "vague": Node(says=("Bien sûr.",), ends=True),
        }
        return office(nodes=nodes)

    @pytest.mark.parametrize(
        ("text", "due"),
        [
            ("Vous l’aurez à 10 h 30.", "10:30"),
            ("À dix heures et demie, bientôt donc.", "10:30"),
            ("Il est 9h, ce sera prêt pour 10h15 au plus tard.", "10:15"),
        ],
    )
    def test_a_time_in_free_words_is_a_promise(self, text, due):
        what = self.promising()
        say(what, text)

        assert what.world.calls["call-truck"].promises == [("Réponse écrite", due)]
        assert heard(what) == "Je note."

    def test_a_time_gone_by_is_told_not_promised(self):
        what = self.promising()
        say(what, "Je vous ai écrit à 8 h 40, la suite arrive bientôt.")

        assert what.world.calls["call-truck"].promises == []
        assert heard(what) == "Bien sûr."

    def test_without_a_time_nothing_is_promised(self):
        what = self.promising()
        say(what, "Bientôt, c’est promis.")

        assert what.world.calls["call-truck"].promises == []
        assert heard(what) == "Bien sûr."


def a_visit(**changes) -> Office:
    """Return an office where a visitor comes at 9 h."""
    script = a_script("visit", channel="visit", person="ghost", **{"rings_for": None, **changes})
    coming = Injection(id="door", at="09:00", does=(WorldFact(begin="visit"),))
    return Office(a_scenario(scripts=(script,), timeline=(coming,)))


class TestWaiting:
    def test_a_visitor_stands_there_until_attended_to(self):
        assert a_visit().at("10:29").do("AnswerCall", call="visit").refusal == ""

    def test_a_call_without_a_time_rings_for_a_minute(self):
        script = a_script(rings_for=None)
        what = Office(a_scenario(scripts=(script,))).at("08:53:01")
        what.do("SearchDirectory", query="luc")

        missed = [entry for entry in what.entries if entry.kind == "call.missed"]
        assert [entry.at for entry in missed] == [22 * 60 + 60]

    def test_impatience_shows_at_its_time_however_late_somebody_looks(self):
        steps = (
            Impatience(after_min=2, says="Il y a quelqu’un ?"),
            Impatience(after_min=5.5, says="J’attends !", mood=1),
        )
        what = a_visit(impatient=steps, moods=MOODS).at("09:30")
        what.do("SearchDirectory", query="luc")

        shown = [
            (one.at, one.actor, one.kind)
            for one in what.entries
            if one.at >= 1800 and one.actor == "world"
        ]
        assert shown == [
            (1800, "world", "call.began"),
            (1920, "world", "call.impatience_shown"),
            (2130, "world", "call.mood_changed"),
            (2130, "world", "call.impatience_shown"),
        ]
        assert [line.text for line in what.world.calls["visit"].lines] == [
            "Il y a quelqu’un ?",
            "J’attends !",
        ]
        assert what.world.calls["visit"].mood == "agacé"

    def test_whoever_is_attended_to_waits_no_more(self):
        what = a_visit(impatient=(Impatience(after_min=5, says="J’attends !"),)).at("09:02")
        what.do("AnswerCall", call="visit")
        what.at("09:20").do("Say", call="visit", text="Bonjour")

        assert "call.impatience_shown" not in [one.kind for one in what.entries]

    def test_whoever_went_away_shows_no_impatience(self):
        steps = (Impatience(after_min=1, says="Hum."), Impatience(after_min=9, says="J’attends !"))
        what = a_visit(impatient=steps, rings_for=300).at("09:30")
        what.do("SearchDirectory", query="luc")

        assert [one.kind for one in what.entries if one.kind.startswith("call.")] == [
            "call.began", "call.impatience_shown", "call.missed",
        ]  # fmt: skip


def test_a_replay_gives_the_same_moods_and_knowledge_without_deciding_again():
    what = office(**moody(knows=(PLATE,), rephrase=True))
    for text in ("Euh", "La plaque ?", "C’est votre faute.", "Euh", "Désolé.", "La facture"):
        say(what, text)

    assert fold(what.scenario, what.entries).calls == what.world.calls


def test_a_script_of_the_first_release_means_the_same():
    old = Script.model_validate(
        {
            "id": "a",
            "channel": "visit",
            "person": "luc",
            "rings_for": 60,
            "nodes": {"start": {"says": ["Oui"], "otherwise": "start"}},
        }
    )

    assert old.patience == 60
    assert old.first_mood == ""
    assert old.rephrase == ()


def test_a_refusal_is_not_taken_for_what_it_refuses():
    what = office(
        nodes={
            "start": Node(
                says=("Alors ?",),
                hears=(
                    Hearing(mentions_any=("5 %",), to="figure"),
                    Hearing(mentions_any=("vérifier", "répondrai"), to="checks"),
                    Hearing(mentions_any=("ne peux pas",), to="cannot"),
                ),
            ),
            "figure": Node(says=("5 % !",)),
            "checks": Node(says=("Très bien.",)),
            "cannot": Node(says=("Dommage.",)),
        },
        rephrase=("Pardon ?",),
    )

    say(what, "Pas question de vérifier.")
    assert heard(what) == "Pardon ?"
    say(what, "Je ne vous répondrai pas.")
    assert heard(what) == "Pardon ?"
    # Words that deny are heard as such, and so is a figure: whoever refuses it has told it.
    say(what, "Je ne peux pas faire cela.")
    assert heard(what) == "Dommage."


def test_a_figure_that_is_refused_has_been_told():
    what = office(
        nodes={
            "start": Node(says=("Alors ?",), hears=(Hearing(mentions_any=("5 %",), to="figure"),)),
            "figure": Node(says=("5 % !",)),
        },
        rephrase=("Pardon ?",),
    )

    say(what, "Je ne vous accorderai pas 5 %.")
    assert heard(what) == "5 % !"


def test_a_promise_for_in_a_while_is_held_to_the_clock():
    what = office(
        nodes={
            "start": Node(says=("Quand ?",), hears=(Hearing(promise="Rappeler", to="fine"),)),
            "fine": Node(says=("Bien.",)),
        }
    )

    say(what, "Je vous rappelle dans une demi-heure.")

    assert what.world.calls["call-truck"].promises == [("Rappeler", "09:22")]
