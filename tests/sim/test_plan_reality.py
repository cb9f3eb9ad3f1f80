"""The plan beside what was done: what links an act to a task, and what does not."""

from sim import activity, session
from sim.plan_reality import Compared, compare, end_to_end
from sim.scenario.model import Injection, WorldFact
from tests.build import Office, a_message, a_scenario
from tests.sim.erp import arvello

BUYER = "c.vasseur@alphydral.example"
BODY = "Bonjour,\n\nVoici l’accusé.\n\nCamille Morel"


def compared(office: Office) -> tuple[Compared, ...]:
    entries = office.entries
    return compare(office.scenario, entries, activity.spans(entries))


def only(office: Office) -> Compared:
    (found,) = compared(office)
    return found


def done(office: Office, one: Compared) -> list[str]:
    """Return the kinds of the entries linked to a task."""
    return [office.kinds[seq - 1] for seq in one.acts]


def writes(office: Office, **given) -> None:
    office.do("SendMail", **{"to": [BUYER], "subject": "Accusé", "body": BODY, **given})


def test_what_is_done_with_the_message_of_a_task_is_linked_to_it():
    office = Office()
    office.at("8:34").do("OpenMail", mail="M01")
    office.at("8:35").do("OpenAttachment", mail="M01", name="po.pdf")
    office.at("8:36").do("AddTask", title="Répondre", about="M01", estimate_min="10")
    office.at("8:37").do("SaveAttachment", mail="M01", name="po.pdf", folder="/ADV/9_Travail")
    office.at("8:38").do("MoveFile", path="/ADV/9_Travail/po.pdf", to="/ADV/3_Facturation/po.pdf")
    office.at("8:45")
    writes(office, in_reply_to="M01")

    one = only(office)

    assert done(office, one) == [
        "mail.opened", "mail.attachment_opened", "drive.added", "drive.moved", "mail.sent",
    ]  # fmt: skip
    assert (one.first, one.begun, one.last) == (one.acts[0], one.acts[2], one.acts[-1])
    assert (one.rank, one.subject) == (1, "Commande")


def test_the_time_of_a_task_is_that_of_the_spans_of_its_acts():
    office = Office()
    office.at("8:34").do("OpenMail", mail="M01")
    office.at("8:35").do("AddTask", title="Répondre", about="M01")
    office.at("8:40").do("SendChat", person="karim", text="Bonjour")
    office.at("8:42")
    writes(office, in_reply_to="M01")

    # Read for 30 s (the other half of the minute went to planning), written for 2 min.
    assert only(office).seconds == 30 + 120


def test_what_a_text_says_in_passing_links_nothing():
    office = Office()
    office.at("8:36").do("AddTask", title="Avoir F2026-0987")
    office.at("8:40")
    writes(office, body="La F2026-0987 est réglée.")
    office.at("8:45").do("SendChat", person="karim", text="Et la F2026-0987 ?")

    one = only(office)

    assert one.references == ("F2026-0987",)
    assert (one.acts, one.first, one.begun, one.rank, one.seconds) == ((), 0, 0, 0, 0)


def test_a_task_that_nothing_links_stays_without_acts():
    office = Office()
    office.at("8:34").do("OpenMail", mail="M01")
    office.at("8:36").do("AddTask", title="Classement du P1, de M02 et de 2026")

    one = only(office)

    assert one.references == ()
    assert one.acts == ()


def test_a_record_that_the_title_names_is_linked_with_what_is_made_of_it():
    office = arvello.office()
    office.at("8:36").do("AddTask", title="Avoir F2026-0987")
    office.at("8:40").do("DoAction", doctype="invoice", record="F2026-0987", action="create_credit_note")  # fmt: skip
    made = next(iter(office.world.erp.records["credit_note"]))
    office.at("8:45").do("ChangeRecord", doctype="credit_note", record=made, values={"reason": "Remise omise"})  # fmt: skip
    office.at("8:50").do("OpenScreen", doctype="customer", record="C00112")

    one = only(office)

    assert done(office, one) == ["erp.action_done", "erp.record_created", "erp.record_changed"]


def test_a_reference_entered_in_a_record_links_it():
    office = arvello.office()
    office.at("8:36").do("AddTask", title="Commande 4500081312")
    office.at("8:40")
    arvello.order(office)
    office.at("8:45")
    arvello.order(office, values={"customer": "C00112", "customer_po": "9999999", "price_list": "TARIF-2026"})  # fmt: skip

    assert len(office.world.erp.records["sales_order"]) == 2
    assert done(office, only(office)) == ["erp.record_created"]


def test_the_file_that_a_linked_message_hands_over_is_linked_with_its_making():
    office = Office()
    office.at("8:36").do("AddTask", title="Répondre", about="M01")
    office.at("8:50").upload("reponse.docx", b"la lettre")
    office.at("8:51").upload("autre.docx", b"une autre")
    office.at("8:52")
    writes(office, in_reply_to="M01", attachments=["/ADV/9_Travail/reponse.docx"])

    one = only(office)

    assert done(office, one) == ["drive.uploaded", "mail.sent"]
    assert one.seconds > 0


def test_the_answer_to_a_linked_message_is_linked_when_it_is_read():
    back = a_message("M09", in_reply_to="S1", sent_at="2026-10-13T09:10")
    scenario = a_scenario(
        messages=(a_message(), back), timeline=(Injection(id="M09", at="09:10", does=(WorldFact(mail="M09"),)),),
    )  # fmt: skip
    office = Office(scenario)
    office.at("8:36").do("AddTask", title="Répondre", about="M01")
    office.at("8:40")
    writes(office, in_reply_to="M01")
    sent = next(iter(office.world.mail.sent))
    assert sent == "S1"
    office.at("9:15").do("OpenMail", mail="M09")

    assert done(office, only(office)) == ["mail.sent", "mail.opened"]


def test_every_change_of_mind_is_told():
    office = Office()
    office.at("8:36").do("AddTask", title="Une", priority="P2", estimate_min="10")
    office.at("8:37").do("AddTask", title="Deux")
    office.at("9:00").do(
        "ChangeTask", task="T1", title="Une", priority="P1", estimate_min="20", due="10:15"
    )
    office.at("9:01").do("OrderTasks", tasks=("T2", "T1"))
    office.at("9:02").do("SetTaskStatus", task="T1", status="done")

    two, one = compared(office)

    assert [(two.task, two.place), (one.task, one.place)] == [("T2", 1), ("T1", 2)]
    assert [(change.what, change.before, change.after) for change in one.revisions] == [
        ("priority", "P2", "P1"), ("estimate_min", "10", "20"), ("due", "", "10:15"), ("place", "1", "2"),
        ("status", "todo", "done"),
    ]  # fmt: skip
    assert [change.what for change in two.revisions] == ["place"]
    assert (one.status, one.values.priority, one.added_at) == ("done", "P1", 6 * 60)


def test_the_order_done_is_that_of_the_first_acts_beyond_reading():
    office = Office(a_scenario(present=("M01", "M02"), timeline=()))
    office.at("8:31").do("OpenMail", mail="M01")
    office.at("8:32").do("AddTask", title="Une", about="M01")
    office.at("8:33").do("AddTask", title="Deux", about="M02")
    office.at("8:34").do("MoveMail", mail="M01", folder="done")
    office.at("8:40")
    writes(office, in_reply_to="M02")
    office.at("8:50")
    writes(office, in_reply_to="M01")

    assert [(one.task, one.rank) for one in compared(office)] == [("T1", 2), ("T2", 1)]


def test_tasks_with_an_estimate_are_laid_end_to_end_none_before_it_was_planned():
    office = Office()
    office.at("8:36").do("AddTask", title="Une", estimate_min="10")
    office.at("8:37").do("AddTask", title="Sans durée")
    office.at("8:38").do("AddTask", title="Deux", estimate_min="5")
    office.at("9:30").do("AddTask", title="Tardive", estimate_min="5")

    bars = end_to_end(compared(office))

    assert [(bar.task, bar.start, bar.end) for bar in bars] == [
        ("T1", 360, 960), ("T3", 960, 1260), ("T4", 3600, 3900),
    ]  # fmt: skip


def test_without_a_plan_there_is_nothing_to_compare():
    office = Office()
    office.at("8:40").do(session.Finish())

    assert compared(office) == ()
    assert end_to_end(()) == ()
