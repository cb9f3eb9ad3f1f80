"""What was done before what it seems to need."""

import pytest

from tests.grading.checks.desk import desk, mail
from tests.grading.questions.asking import asked, kinds, said, with_mail
from tests.sim.erp.arvello import opening

STAHLBERG = "Relance STAHLBERG FLUIDTECHNIK"


def planned(*tasks: tuple[str, str, str]):
    """Plan tasks (title, priority, minutes) at 8 h 35."""
    what = desk().at("08:35")
    for title, priority, minutes in tasks:
        what.do("AddTask", title=title, priority=priority, estimate_min=minutes)
    return what


def status(what, at: str, task: str, name: str) -> None:
    what.at(at).do("SetTaskStatus", task=task, status=name)


def test_a_low_priority_before_a_high_one_raises_the_order():
    what = planned(("Commande", "P1", "10"), ("Diapositives", "P3", "12"))
    status(what, "08:50", "T2", "doing")
    status(what, "09:10", "T1", "done")

    (one,) = asked(what, "priorities")

    assert one.criterion == "C1.2"
    assert "a 8 h 50, vous avez note" in said(one)
    assert '(tache " commande ", p1) a 9 h 10' in said(one)
    assert kinds(what, one) == ["planner.task_status_changed"] * 2 + ["planner.task_added"]


def test_an_answer_to_the_task_s_message_treats_it():
    what = desk().at("08:35")
    what.do("AddTask", title="Commande", priority="P1", about="M01")
    what.do("AddTask", title="Diapositives", priority="P4", estimate_min="20")
    status(what, "08:50", "T2", "done")
    mail(what.at("09:00"), to="c.vasseur@alphydral.example", in_reply_to="M01")

    assert "avant d'avoir envoye a claire vasseur" in said(asked(what, "priorities")[0])


@pytest.mark.parametrize(
    ("first", "second"),
    [(("Commande", "P1", "10"), ("Diapositives", "P3", "12")), (("Commande", "P2", "10"), ("Diapositives", "P3", "12")),
     (("Commande", "P1", "10"), ("Adresse", "P3", "3")), (("Commande", "", "10"), ("Diapositives", "P3", "12"))],
    ids=["in order", "one rank", "a quick win", "no priority"],
)  # fmt: skip
def test_an_ordinary_order_raises_nothing(first, second):
    what = planned(first, second)
    in_order = second[1] == "P3" and second[0] == "Diapositives" and first[1] == "P1"
    status(what, "08:50", "T1" if in_order else "T2", "done")
    status(what, "09:10", "T2" if in_order else "T1", "done")

    assert asked(what, "priorities") == []


def test_a_task_planned_once_the_other_was_under_way_waited_for_nobody():
    what = planned(("Diapositives", "P3", "12"))
    status(what, "08:40", "T1", "doing")
    what.at("08:50").do("AddTask", title="Camion", priority="P0", estimate_min="5")
    status(what, "08:55", "T2", "done")

    assert asked(what, "priorities") == []


def posting(what, key: str = "PF-1872", at: str = "09:40") -> None:
    what.at(at).do("ChangeRecord", doctype="invoice", record=key, values={"customer_po": "ST-1"})
    outcome = what.do("DoAction", doctype="invoice", record=key, action="post", confirmed=True)
    assert not outcome.refusal, outcome.refusal


def test_a_reminder_before_the_customer_s_first_invoice_raises_the_order():
    what = desk(erp=opening()).at("09:12")
    mail(what, subject=STAHLBERG)
    posting(what)

    (one,) = asked(what, "reminder_first")

    assert one.criterion == "C4.3"
    assert "a 9 h 12, vous avez envoye" in said(one)
    assert 'avant d\'avoir fait " valider la facture " (facture f2026-1043) a 9 h 40' in said(one)
    assert said(one).endswith("pourquoi dans cet ordre ?")
    assert kinds(what, one) == ["mail.sent", "erp.action_done"]


def test_a_reminder_by_post_counts_as_well():
    what = desk(erp=opening()).at("09:12")
    what.upload("RELANCE_stahlberg.docx")
    what.do("PrintDocument", path="/ADV/9_Travail/RELANCE_stahlberg.docx")
    assert not what.do(
        "PostLetter", papers=("P1",), address="STAHLBERG FLUIDTECHNIK, Hamburg"
    ).refusal
    posting(what)

    assert kinds(what, asked(what, "reminder_first")[0]) == ["letter.posted", "erp.action_done"]


def test_a_reminder_that_names_the_invoice_raises_it_even_if_the_customer_has_others():
    what = desk(erp=opening()).at("09:12")
    mail(what, subject="Relance HÉLIOPOMPE", body="Bonjour,\n\nLe BL26-1875 reste impayé.")
    posting(what, "PF-1875")

    assert len(asked(what, "reminder_first")) == 1


def test_a_reminder_after_the_invoice_or_of_older_ones_raises_nothing():
    after = desk(erp=opening())
    posting(after, at="09:00")
    mail(after.at("09:12"), subject=STAHLBERG)
    older = desk(erp=opening()).at("09:12")
    mail(older, subject="Relance HÉLIOPOMPE F2026-0987")
    posting(older, "PF-1875")
    other = desk(erp=opening()).at("09:12")
    mail(other, subject=STAHLBERG)
    posting(other, "PF-1871")

    assert [asked(one, "reminder_first") for one in (after, older, other)] == [[], [], []]


@pytest.mark.parametrize("file", ["BL26-1875_signe.pdf", "bl26_1875.pdf"])
def test_a_document_validated_before_its_paper_is_opened_raises_the_order(file):
    what = with_mail("M05", file, erp=opening())
    posting(what, "PF-1875", at="09:28")
    what.at("09:41").do("OpenAttachment", mail="M05", name=file)

    (one,) = asked(what, "validated_first")

    assert one.criterion == "C1.1"
    assert f'avant d\'avoir ouvert la piece jointe " {file.casefold()} "' in said(one)
    assert kinds(what, one) == ["erp.action_done", "mail.attachment_opened"]


def test_a_paper_opened_first_never_opened_or_about_something_else_raises_nothing():
    first = with_mail("M05", "BL26-1875_signe.pdf", erp=opening()).at("09:00")
    first.do("OpenAttachment", mail="M05", name="BL26-1875_signe.pdf")
    posting(first, "PF-1875")
    first.at("09:50").do("OpenAttachment", mail="M05", name="BL26-1875_signe.pdf")
    never = with_mail("M05", "BL26-1875_signe.pdf", erp=opening())
    posting(never, "PF-1875")
    other = with_mail("M05", "BL26-1876_signe.pdf", erp=opening())
    posting(other, "PF-1875")
    other.at("09:50").do("OpenAttachment", mail="M05", name="BL26-1876_signe.pdf")

    assert [asked(one, "validated_first") for one in (first, never, other)] == [[], [], []]


def test_an_answer_before_the_attachment_is_opened_raises_the_order():
    what = with_mail("M05", "facture.pdf").at("08:45")
    mail(what, in_reply_to="M05")
    never = asked(what, "answered_first")
    what.at("08:50").do("OpenAttachment", mail="M05", name="facture.pdf")
    after = asked(what, "answered_first")

    assert (never[0].criterion, kinds(what, never[0])) == ("C3.1", ["mail.sent"])
    assert "sur quoi avez-vous fonde votre reponse" in said(never[0])
    assert kinds(what, after[0]) == ["mail.sent", "mail.attachment_opened"]
    assert "pourquoi dans cet ordre" in said(after[0])


def test_an_answer_after_it_or_to_a_message_without_any_raises_nothing():
    after = with_mail("M05", "facture.pdf").at("08:45")
    after.do("OpenAttachment", mail="M05", name="facture.pdf")
    mail(after, in_reply_to="M05")
    without = with_mail("M05").at("08:45")
    mail(without, in_reply_to="M05")
    handed_on = with_mail("M05", "facture.pdf").at("08:45")
    mail(handed_on, forward_of="M05")

    assert [asked(one, "answered_first") for one in (after, without, handed_on)] == [[], [], []]
