"""People: calls missed or cut short, messages never opened, promises."""

import pytest

from tests.build import a_message
from tests.grading.checks.desk import BUYER, KARIM, desk, mail
from tests.grading.questions.asking import asked, ended, kinds, said


def rung(at: str = "08:55"):
    what = desk().at("08:52")
    what.engine.tick(what.wall)
    what.at(at).engine.tick(what.wall)
    return what


def test_a_call_nobody_answers_raises_what_came_next():
    what = rung()

    (one,) = asked(what, "missed")

    assert (one.criterion, kinds(what, one)) == ("C5.2", ["call.missed"])
    assert "a 8 h 52, claire vasseur vous a telephone sans obtenir de reponse" in said(one)


def test_a_call_nobody_answers_and_what_was_told_the_caller_after():
    what = rung()
    mail(what.at("09:05"), to=BUYER)

    (one,) = asked(what, "missed")

    assert kinds(what, one) == ["call.missed", "mail.sent"]
    assert "a 9 h 05, vous avez envoye" in said(one)


def test_a_call_that_is_answered_raises_nothing():
    what = desk().at("08:52:10")
    what.do("AnswerCall", call="call-truck")
    what.do("Reply", call="call-truck", choice="a")

    assert asked(ended(what), "missed") == []
    assert asked(what, "cut_short") == []


def test_a_call_the_candidate_ends_raises_what_was_agreed():
    what = desk().at("08:52:10")
    what.do("AnswerCall", call="call-truck")
    what.do("HangUp", call="call-truck")

    (one,) = asked(what, "cut_short")

    assert (one.criterion, kinds(what, one)) == ("C5.2", ["call.ended"])
    assert "termine l'appel de claire vasseur" in said(one)


def test_a_call_the_candidate_placed_may_be_ended_by_them():
    what = desk().at("08:40")
    what.do("PlaceCall", person="luc")
    what.do("HangUp", call="A1")

    assert asked(what, "cut_short") == []


def test_messages_never_opened_raise_how_those_read_were_chosen():
    what = ended(desk())

    (one,) = asked(what, "unread")

    assert one.criterion == "C1.2"
    assert '2 mels (" commande " de claire vasseur, " suite " de claire vasseur)' in said(one)
    assert kinds(what, one) == ["mail.delivered"]


def test_messages_read_answered_put_away_or_just_in_raise_nothing():
    read = desk().at("09:01")
    read.do("OpenMail", mail="M01")
    mail(read, to=BUYER, in_reply_to="M02")
    away = desk().at("09:01")
    away.do("MoveMail", mail="M01", folder="trash")
    away.do("OpenMail", mail="M02")
    just_in = desk(present=("M01",)).at("08:40")
    just_in.do("OpenMail", mail="M01")
    just_in.at("09:03").engine.tick(just_in.wall)

    assert [asked(one, "unread") for one in (ended(read), ended(away), just_in)] == [[], [], []]


def test_messages_of_people_of_the_directory_are_named_first():
    advert = a_message("PUB", sender="pub@salon.example", subject="Badge gratuit")
    what = ended(desk(messages=(advert, a_message()), present=("PUB", "M01"), timeline=()))

    assert '(" commande " de claire vasseur, " badge gratuit "' in said(asked(what, "unread")[0])


def promised():
    what = desk().at("08:52:10")
    what.do("AnswerCall", call="call-truck")
    what.do("Reply", call="call-truck", choice="b", due="09:20")
    return what


def test_a_promise_the_person_heard_nothing_more_of_raises_what_became_of_it():
    what = ended(promised())

    (one,) = asked(what, "promised")

    assert (one.criterion, kinds(what, one)) == ("C5.3", ["call.promise_made"])
    assert '" reponse ecrite " pour 9 h 20' in said(one)


def test_a_promise_followed_in_time_raises_nothing_and_too_late_does():
    kept, late, other = promised(), promised(), promised()
    mail(kept.at("09:20"), to=BUYER)
    mail(late.at("09:30"), to=BUYER)
    mail(other.at("09:10"), to=KARIM)

    assert [len(asked(ended(one), "promised")) for one in (kept, late, other)] == [0, 1, 1]


def test_a_promise_still_to_come_raises_nothing():
    assert asked(promised(), "promised") == []


def written(body: str, **given):
    what = desk().at("08:45")
    mail(what, to=BUYER, body=f"Bonjour,\n\n{body}\n\nCordialement,\nCamille", **given)
    return what


PROMISE = "Je vous enverrai l’accusé de réception avant 9 h 30."


def test_a_promise_written_with_an_hour_is_raised_like_one_spoken():
    what = ended(written(PROMISE))

    (one,) = asked(what, "promised_in_writing")

    assert kinds(what, one) == ["mail.sent"]
    assert "en donnant 9 h 30" in said(one)


@pytest.mark.parametrize(
    "body",
    [
        "Je vous enverrai l’accusé de réception.",
        "Le camion passe à 9 h 30.",
        "Pouvez-vous me rappeler avant 9 h 30 ?",
    ],
)
def test_words_that_promise_nothing_or_no_hour_raise_nothing(body):
    assert asked(ended(written(body)), "promised_in_writing") == []


def test_a_promise_written_and_followed_raises_nothing():
    what = written(PROMISE)
    mail(what.at("09:20"), to=BUYER)

    assert asked(ended(what), "promised_in_writing") == []
