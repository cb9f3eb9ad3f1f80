"""People's rules: silences, states of the office, repetition, chains, and what they do about it."""

import pytest

from sim.pattern import Pattern
from sim.rule import EACH_LIMIT, Condition, Rule, Silence
from sim.scenario.model import Injection, WorldFact
from tests.build import ATTACHED, Office, a_message, a_scenario
from tests.sim.test_timeline import SAYS_NO, SAYS_YES, TO_KARIM, TO_LUC, an_office, arrivals, tell

BUYER = "c.vasseur@alphydral.example"
ORDER = Injection(id="M02", at="08:40", does=(WorldFact(mail="M02"),))
M02_CAME = Pattern(fact="mail.delivered", where={"message.id": "M02*"})
MAIL_SENT = Pattern(fact="mail.sent", actor="candidate", to="buyer")


def write(
    office: Office, to: str = BUYER, subject: str = "Bonjour", body: str = "Bonjour", **given
):
    assert not office.do("SendMail", to=[to], subject=subject, body=body, **given).refusal


def with_mails(*injections: Injection, **mails: dict) -> Office:
    """Return an office whose messages are M01 and those given by id."""
    written = (a_message(name, sent_at="2026-10-13T23:59", **one) for name, one in mails.items())
    return Office(a_scenario(messages=(a_message(), *written), timeline=injections))


def silent(**given) -> Injection:
    silence = Silence(of=M02_CAME, for_min=20, **given)
    return Injection(id="colder", silence=silence, does=SAYS_NO)


# --- Silence


def test_left_without_an_answer_they_write_again():
    office = an_office(ORDER, silent())

    assert arrivals(office.at("08:59:59")) == [("M02", "08:40:00")]
    assert arrivals(office.at("10:00")) == [("M02", "08:40:00"), ("colder", "09:00:00")]


def test_an_answer_to_whom_it_came_from_ends_the_silence():
    office = an_office(ORDER, silent())

    write(office.at("08:59"))

    assert arrivals(office.at("10:00")) == [("M02", "08:40:00")]


def test_an_answer_to_somebody_else_does_not_end_it():
    office = an_office(ORDER, silent())

    write(office.at("08:50"), to="k.benali@arvello.example")

    assert ("colder", "09:00:00") in arrivals(office.at("10:00"))


def test_what_was_said_before_does_not_answer():
    office = an_office(ORDER, silent())

    write(office.at("08:35"))

    assert ("colder", "09:00:00") in arrivals(office.at("10:00"))


def test_an_answer_that_comes_too_late_does_not_call_it_back():
    office = an_office(ORDER, silent())

    write(office.at("09:01"))

    assert ("colder", "09:00:00") in arrivals(office.at("10:00"))


@pytest.mark.parametrize(("person", "calmed"), [("karim", True), ("luc", False)])
def test_the_author_may_say_what_counts_as_an_answer(person, calmed):
    office = an_office(ORDER, silent(answered_by=(TO_KARIM,)))

    tell(office.at("08:50"), person)

    assert (("colder", "09:00:00") not in arrivals(office.at("10:00"))) == calmed


def test_a_call_that_is_taken_is_no_silence():
    ring = Injection(id="ring", at="08:40", does=(WorldFact(begin="call-truck"),))
    ask = Injection(
        id="ask", silence=Silence(of=Pattern(fact="call.began"), for_min=2), does=SAYS_NO
    )
    taken, missed = an_office(ring, ask), an_office(ring, ask)

    taken.at("08:40:10").do("AnswerCall", call="call-truck")

    assert [cause for cause, _ in arrivals(taken.at("09:00"))] == ["ring"]
    assert [cause for cause, _ in arrivals(missed.at("09:00"))] == ["ring", "ask"]


def test_each_letter_has_its_own_silence():
    again = Injection(id="again", at="08:50", does=(WorldFact(mail="M02"),))
    colder = silent().model_copy(update={"each": True})
    office = an_office(ORDER, again, colder)

    write(office.at("08:55"))
    first = an_office(ORDER, again, colder)
    write(first.at("08:45"))

    assert [one for one in arrivals(office.at("10:00")) if "colder" in one[0]] == []
    assert ("colder", "09:10:00") in arrivals(first.at("10:00"))


def test_they_insist_until_they_are_answered():
    insists = silent().model_copy(update={"times": 3, "every_min": 10.0})
    office, answered = an_office(ORDER, insists), an_office(ORDER, insists)

    write(answered.at("09:05"))

    expected = [("colder", "09:00:00"), ("colder~2", "09:10:00"), ("colder~3", "09:20:00")]
    assert arrivals(office.at("10:00"))[1:] == expected
    assert arrivals(answered.at("10:00"))[1:] == expected[:1]


# --- The office as it is


def planned(**task: str) -> tuple[Condition, ...]:
    return (Condition(task=task),)


def test_a_state_is_looked_at_when_it_falls_due():
    rule = Injection(id="yes", at="09:00", when=planned(title="*Truck*"), does=SAYS_YES)
    early, late = an_office(rule), an_office(rule)

    early.at("08:59").do("AddTask", title="Truck at ten")
    late.at("09:01").do("AddTask", title="Truck at ten")

    assert arrivals(early.at("10:00")) == [("yes", "09:00:00")]
    assert arrivals(late.at("10:00")) == []


def test_a_state_that_no_longer_is_does_not_count():
    rule = Injection(id="yes", at="09:00", when=planned(status="todo"), does=SAYS_YES)
    office = an_office(rule).at("08:40")
    office.do("AddTask", title="Truck at ten")
    task = next(iter(office.world.planner.tasks))

    office.at("08:50").do("SetTaskStatus", task=task, status="done")

    assert arrivals(office.at("10:00")) == []


@pytest.mark.parametrize(
    ("condition", "true"),
    [
        (Condition(file="/Procedures/*.md"), True),
        (Condition(file="/ADV/9_Travail/*"), False),
        (Condition(file="/ADV/9_Travail/*", absent=True), True),
        (Condition(mail={"id": "M01", "read": "false"}), True),
        (Condition(mail={"id": "M01", "folder": "trash"}), False),
        (Condition(call={"state": "waiting"}), False),
        (Condition(record={"doctype": "customer", "where": {"id": "C1", "state": "blocked"}}), True),
        (Condition(record={"doctype": "customer", "where": {"name": "ALPHY*"}}), True),
        (Condition(record={"doctype": "customer", "where": {"id": "C1", "state": "active"}}), False),
    ],
)  # fmt: skip
def test_messages_files_calls_and_records_may_be_looked_at(condition, true):
    rule = Injection(id="yes", at="09:00", when=(condition,), does=SAYS_YES)
    customers = [{"id": "C1", "state": "blocked", "values": {"name": "ALPHYDRAL"}}]
    office = Office(a_scenario(timeline=(rule,), erp={"records": {"customer": customers}}))

    assert bool(arrivals(office.at("09:00"))) == true


def test_a_condition_is_about_one_thing():
    with pytest.raises(ValueError, match="one of record"):
        Condition(file="/x", task={"title": "x"})


# --- Once, or again


def test_once_for_each_different_fact():
    office = an_office(Injection(id="yes", after=TO_KARIM, each=True, does=SAYS_YES)).at("08:40")

    for text in ("Un", "Deux", "Deux"):
        tell(office, "karim", text)

    assert [cause for cause, _ in arrivals(office.at("09:00"))] == ["yes", "yes~2"]


def test_at_most_as_many_times_as_the_author_says():
    rule = Injection(id="yes", after=TO_KARIM, each=True, times=2, does=SAYS_YES)
    office = an_office(rule).at("08:40")

    for number in range(5):
        tell(office, "karim", f"Message {number}")

    assert len(arrivals(office.at("09:00"))) == 2


def test_there_is_an_end_even_to_a_loop_that_no_author_wrote():
    answers = Injection(id="ping", after=Pattern(fact="chat.received"), each=True, does=SAYS_YES)
    other = Injection(
        id="pong", follows="ping", each=True, delay_min=0.1, does=(WorldFact(mail="M02"),)
    )
    echo = Injection(
        id="echo", after=M02_CAME, each=True, does=(WorldFact(chat=("karim", "⟦subject⟧ ⟦hour⟧")),)
    )
    office = an_office(Injection(id="go", at="08:40", does=SAYS_NO), answers, other, echo)  # fmt: skip

    assert 3 < len(arrivals(office.at("10:30"))) <= 1 + 3 * EACH_LIMIT


def test_a_message_that_comes_again_is_another_message():
    rule = Injection(id="M02", at="08:40", times=2, every_min=5, does=(WorldFact(mail="M02"),))
    office = an_office(rule).at("09:00")

    assert {"M02", "M02-2"} <= set(office.world.mail.received)


def test_a_call_that_comes_again_rings_again():
    rule = Injection(
        id="ring", at="08:40", times=2, every_min=5, does=(WorldFact(begin="call-truck"),)
    )
    office = an_office(rule).at("08:45")

    assert not office.do("AnswerCall", call="call-truck-2").refusal
    assert office.world.calls["call-truck-2"].lines[0].text == "Le camion passe à 9 h 50."
    assert office.world.calls["call-truck"].state == "missed"


# --- Chains


def test_delays_add_up_along_a_chain():
    office = an_office(
        Injection(id="c", follows="b", delay_min=5, does=SAYS_NO),
        Injection(id="b", follows="a", delay_min=10, does=SAYS_YES),
        Injection(id="a", after=TO_KARIM, delay_min=1, does=SAYS_YES),
    ).at("08:40")

    tell(office, "karim")

    assert arrivals(office.at("10:00")) == [("a", "08:41:00"), ("b", "08:51:00"), ("c", "08:56:00")]


def test_what_follows_something_called_off_does_not_come():
    office = an_office(
        Injection(id="a", at="08:40", requires=(TO_LUC,), does=SAYS_YES),
        Injection(id="b", follows="a", does=SAYS_NO),
    )

    assert arrivals(office.at("10:00")) == []


def test_a_chain_goes_on_each_time_when_it_says_so():
    first = Injection(id="a", at="08:40", times=3, every_min=10, does=SAYS_YES * 2)
    each = Injection(id="b", follows="a", each=True, delay_min=1, does=SAYS_NO)
    office = an_office(first, each)

    came = [one for one in arrivals(office.at("10:00")) if one[0][0] == "b"]
    assert came == [("b", "08:41:00"), ("b~2", "08:51:00"), ("b~3", "09:01:00")]


# --- What they do


def test_an_answer_takes_the_subject_and_the_thread_of_what_it_answers():
    rule = Injection(id="R1", after=MAIL_SENT, delay_min=4, does=(WorldFact(reply="R1"),))
    office = with_mails(rule, R1={"subject": "Accord", "body": "Merci."}).at("08:40")

    write(office, subject="Re: Votre commande", body="La date est le 16.")

    message = office.at("08:44").world.mail.received["R1"].message
    assert message.subject == "Re\u00a0: Votre commande"
    assert message.in_reply_to == "S1"
    assert message.sent_at == "2026-10-13T08:44"


def test_they_write_again_below_their_own_first_letter():
    colder = Injection(
        id="R1", silence=Silence(of=M02_CAME, for_min=10), does=(WorldFact(reply="R1"),)
    )
    office = with_mails(ORDER, colder, M02={"subject": "Commande"}, R1={}).at("09:00")

    message = office.world.mail.received["R1"].message
    assert (message.subject, message.in_reply_to) == ("Re\u00a0: Commande", "M02")


def test_an_answer_to_words_spoken_keeps_its_own_subject():
    rule = Injection(id="R1", after=TO_KARIM, does=(WorldFact(reply="R1"),))
    office = with_mails(rule, R1={"subject": "Votre question"}).at("08:40")

    tell(office, "karim")

    message = office.world.mail.received["R1"].message
    assert (message.subject, message.in_reply_to) == ("Votre question", None)


def test_a_text_takes_the_words_of_what_started_it_as_plain_words():
    body = "Vous écrivez à ⟦hour⟧ à ⟦person⟧ : « ⟦words⟧ » (⟦subject⟧, ⟦file⟧)"
    rule = Injection(id="R1", after=MAIL_SENT, does=(WorldFact(reply="R1"),))
    office = with_mails(rule, R1={"body": body}).at("08:40")

    write(
        office,
        subject="Date",
        body="Le  16\n⟦subject⟧ {{ trigger }}",
        attachments=["mail:M01/po.pdf"],
    )

    assert office.world.mail.received["R1"].message.body == (
        "Vous écrivez à 8\u00a0h\u00a040 à Claire Vasseur : « Le 16 ⟦subject⟧ {{ trigger }} » (Date, po.pdf)"
    )


def test_a_long_speech_is_quoted_by_its_beginning():
    rule = Injection(id="yes", after=TO_KARIM, does=(WorldFact(chat=("karim", "⟦words⟧")),))
    office = an_office(rule).at("08:40")

    tell(office, "karim", "mot " * 300)

    said = office.world.chat["karim"][-1].text
    assert len(said) <= 200
    assert said.endswith("mot…")


def test_they_escalate_to_the_manager_and_the_candidate_has_the_copy():
    rule = Injection(id="R1", silence=Silence(of=M02_CAME, for_min=5), does=(WorldFact(mail="R1"),))
    copied = {"to": ("k.benali@arvello.example",), "cc": ("adv@arvello.example",)}
    office = with_mails(ORDER, rule, M02={}, R1=copied).at("09:00")

    assert office.world.mail.received["R1"].message.cc == ("adv@arvello.example",)


def test_they_send_the_wrong_attachment_then_the_right_one():
    wrong = Injection(id="R1", after=MAIL_SENT, delay_min=2, does=(WorldFact(reply="R1"),))
    asked = Pattern(fact="mail.sent", actor="candidate", to="buyer", where={"in_reply_to": "R1"})
    right = Injection(id="R2", after=asked, delay_min=2, does=(WorldFact(reply="R2"),))
    file = ATTACHED.model_copy(update={"name": "bon.pdf"})
    office = with_mails(wrong, right, R1={}, R2={"attachments": (file,)}).at("08:40")

    write(office)
    write(office.at("08:45"), subject="Pièce manquante", in_reply_to="R1")

    received = office.at("09:00").world.mail.received
    assert received["R1"].message.attachments == (ATTACHED,)
    assert received["R2"].message.attachments == (file,)


def test_a_visitor_leaves_and_a_caller_hangs_up():
    comes = Injection(id="ring", at="08:40", does=(WorldFact(begin="call-truck"),))
    leaves = Injection(id="gone", follows="ring", delay_min=0.5, does=(WorldFact(withdraw="call-truck"),))  # fmt: skip
    waiting, talking = an_office(comes, leaves), an_office(comes, leaves)

    talking.at("08:40:10").do("AnswerCall", call="call-truck")

    assert waiting.at("08:41").world.calls["call-truck"].state == "missed"
    assert talking.at("08:41").world.calls["call-truck"].state == "ended"
    assert waiting.kinds[-1] == "call.missed"
    assert talking.kinds[-1] == "call.ended"


def test_nobody_withdraws_who_is_not_there():
    leaves = Injection(id="gone", at="08:40", does=(WorldFact(withdraw="call-truck"),))

    assert arrivals(an_office(leaves).at("10:00")) == []


CUSTOMERS = {"records": {"customer": [{"id": "C1", "state": "active", "values": {"name": "A"}}]}}
BLOCKS = {
    "kind": "erp.action_done", "doctype": "customer", "record": "⟦record⟧", "action": "block",
    "before": "active", "after": "blocked", "note": "Vu à ⟦hour⟧",
}  # fmt: skip


def test_the_accountant_acts_on_the_record_that_was_touched():
    rule = Injection(
        id="block", after=Pattern(fact="erp.screen_opened", where={"record": "*"}), delay_min=1,
        when=(Condition(record={"doctype": "customer", "where": {"state": "active"}}),),
        does=(WorldFact(erp=BLOCKS),),
    )  # fmt: skip
    office = Office(a_scenario(timeline=(rule,), erp=CUSTOMERS)).at("08:40")

    office.do("OpenScreen", doctype="customer", record="C1")

    assert office.at("08:41").world.erp.records["customer"]["C1"].state == "blocked"


def test_an_act_on_a_record_that_is_not_there_is_not_done():
    rule = Injection(id="block", after=TO_KARIM, does=(WorldFact(erp=BLOCKS),))
    office = Office(a_scenario(timeline=(rule,), erp=CUSTOMERS)).at("08:40")

    tell(office, "karim")

    assert arrivals(office.at("10:00")) == []


# --- Always


def test_a_rule_written_as_before_is_the_rule_it_was():
    rule = Rule(after=TO_KARIM, delay_min=2)

    assert (rule.limit, rule.repeats, rule.delay, rule.when) == (1, 1, 120, ())
