"""Questions about order: what was done before what it seems to need."""

import re
from collections.abc import Iterator

from grading.questions.base import Asked, Reading
from grading.questions.plan import Treated, treated
from sim.erp.registry import DOCTYPES
from sim.facts import drive, erp, letters, mail
from sim.journal.entry import Entry
from sim.language.mentions import mentions
from sim.language.normalise import fold
from sim.language.tokens import tokens
from sim.world import ErpRecord

QUICK_MIN = 3
"""A task this short may well come first: clearing small things away is a method."""
LEGAL_FORMS = re.compile(
    r"\b(?:SA|SAS|SASU|SARL|EURL|SNC|SCOP|GmbH|AG|SpA|Srl|Ltd)\b\.?", re.IGNORECASE
)
REMINDER = "relance | mise en demeure"
_REFERENCE = re.compile(r"(?=.*[A-Za-z]|\d{7})(?=(?:.*\d){3})[\w/.-]{5,30}")
"""Letters and at least three figures, or seven figures: a number of a document, not an amount."""
_DATE = re.compile(r"\d{4}-\d\d-\d\d")


def priorities(reading: Reading) -> Iterator[Asked]:
    """Ask why a task of low priority was treated before one two ranks above it, planned by then."""
    done = [one for one in treated(reading) if one.rank is not None]
    for low in done:
        if low.values.estimate_min and low.values.estimate_min <= QUICK_MIN:
            continue
        above = [high for high in done if _waited(high, low)]
        if above:
            yield _inverted(reading, min(above, key=lambda one: (one.rank, one.entry.seq)), low)


def _waited(high: Treated, low: Treated) -> bool:
    assert high.rank is not None
    assert low.rank is not None
    return high.rank + 2 <= low.rank and high.planned.seq < low.entry.seq < high.entry.seq


def _inverted(reading: Reading, high: Treated, low: Treated) -> Asked:
    say = reading.say
    return Asked(
        f"À {say.hour(low.entry)}, vous avez {say.deed(low.entry)} (tâche « {low.values.title} », {low.values.priority}), avant "
        f"d’avoir {say.deed(high.entry)} (tâche « {high.values.title} », {high.values.priority}) à {say.hour(high.entry)} : "
        "comment avez-vous choisi cet ordre ?",
        (low.entry.seq, high.entry.seq, high.planned.seq),
        "Ordre suivi autre que celui des priorités du plan.",
    )


def reminder_first(reading: Reading) -> Iterator[Asked]:
    """Ask why a customer was reminded before an invoice of theirs was posted."""
    posted = [
        (entry, record)
        for entry, fact in reading.mine(erp.ActionDone)
        if (fact.doctype, fact.action) == ("invoice", "post")
        and (record := _record(reading, fact.doctype, fact.record))
    ]
    for reminder, text in _reminders(reading):
        later = [
            entry
            for entry, invoice in posted
            if entry.seq > reminder.seq and _is_reminded(reading, invoice, reminder, text)
        ]
        if later:
            yield _before(reading, reminder, later[0], "Relance partie avant la facture.")


def _reminders(reading: Reading) -> Iterator[tuple[Entry, str]]:
    """Return the reminders that left, with the words they were sent with."""
    for entry in reading.own:
        fact = entry.fact
        if isinstance(fact, mail.Sent):
            names = " ".join(one.name for one in fact.attachments)
            if mentions_one(f"{fact.subject} {names}", REMINDER):
                yield entry, f"{fact.subject}\n{fact.body}\n{names}"
        elif isinstance(fact, letters.Posted):
            names = " ".join(one.name for one in fact.attachments)
            if mentions_one(names, REMINDER):
                yield entry, f"{fact.addressee}\n{names}\n{reading.record.letter_text(entry)}"


def mentions_one(text: str, values: str) -> bool:
    """Say whether a text, or a file's name, mentions one of the values."""
    plain = re.sub(r"[_.-]+", " ", text)
    return any(mentions(plain, one.strip()) for one in values.split("|"))


def _is_reminded(reading: Reading, invoice: ErpRecord, reminder: Entry, text: str) -> bool:
    """Say whether the reminder speaks of this invoice, or of a customer who had none to pay by then."""
    if any(_is_said(text, one) for one in references(invoice)):
        return True
    customer = invoice.values.get("customer", "")
    return _named(reading, customer, text) and not _had_posted(reading, customer, reminder.seq)


def _named(reading: Reading, customer: str, text: str) -> bool:
    known = _record(reading, "customer", customer)
    short = LEGAL_FORMS.sub("", known.values.get("name", "")).strip() if known else ""
    return _is_said(text, short)


def _is_said(text: str, value: str) -> bool:
    """Say whether a text mentions a value; one that holds neither word nor figure is never said."""
    return bool(tokens(fold(value))) and mentions(text, value)


def _had_posted(reading: Reading, customer: str, seq: int) -> bool:
    invoices = reading.record.world.erp.records.get("invoice", {}).values()
    return any(
        min((event.seq for event in one.history if event.action == "post"), default=0) < seq
        for one in invoices
        if one.number and one.values.get("customer") == customer
    )


def validated_first(reading: Reading) -> Iterator[Asked]:
    """Ask what a document was validated on, when the papers about it were first opened after."""
    for entry, fact in reading.mine(erp.ActionDone):
        doctype = DOCTYPES.get(fact.doctype)
        action = doctype.action(fact.action) if doctype else None
        record = _record(reading, fact.doctype, fact.record)
        if action is None or record is None or not action.numbers:
            continue
        opened = [one for name in _papers(reading, record) for one in _openings(reading, name)]
        if opened and min(opened, key=lambda one: one.seq).seq > entry.seq:
            after = min(opened, key=lambda one: one.seq)
            yield _before(reading, entry, after, "Document validé avant que sa pièce soit ouverte.")


def answered_first(reading: Reading) -> Iterator[Asked]:
    """Ask about an answer sent before what came with the message was opened."""
    for entry, fact in reading.mine(mail.Sent):
        item = reading.record.world.mail.received.get(fact.in_reply_to or "")
        names = {one.name for one in item.message.attachments} if item else set()
        opened = [
            one
            for one, seen in reading.mine(mail.AttachmentOpened)
            if seen.mail == fact.in_reply_to and seen.name in names
        ]
        if not names or any(one.seq < entry.seq for one in opened):
            continue
        if opened:
            yield _before(
                reading, entry, opened[0], "Réponse partie avant l’ouverture de la pièce jointe."
            )
            continue
        files = ", ".join(f"« {name} »" for name in sorted(names))
        yield Asked(
            f"À {reading.say.hour(entry)}, vous avez {reading.say.deed(entry)}. Le mél auquel vous répondiez "
            f"portait {files} : sur quoi avez-vous fondé votre réponse ?",
            (entry.seq,),
            "Réponse envoyée sans que la pièce jointe ait été ouverte.",
        )


def _before(reading: Reading, first: Entry, then: Entry, why: str) -> Asked:
    say = reading.say
    return Asked(
        f"À {say.hour(first)}, vous avez {say.deed(first)}, avant d’avoir {say.deed(then)} à {say.hour(then)} : "
        "pourquoi dans cet ordre ?",
        (first.seq, then.seq),
        why,
    )


def _record(reading: Reading, doctype: str, key: str) -> ErpRecord | None:
    return reading.record.world.erp.records.get(doctype, {}).get(key)


def references(record: ErpRecord) -> set[str]:
    """Return what a paper may call a record by: its number, its id, the documents it follows."""
    values = (record.id, record.number or "", *record.values.values())
    return {one for one in values if _REFERENCE.fullmatch(one) and not _DATE.fullmatch(one)}


def _papers(reading: Reading, record: ErpRecord) -> set[str]:
    """Return the files the candidate was given about a record: it is in their name, or their message's subject."""
    wanted = references(record)
    scenario = reading.record.scenario
    named = {
        ref.name: f"{message.subject} {ref.name}"
        for message in scenario.messages
        for ref in message.attachments
    }
    named |= {item.path: item.path for item in scenario.drive.files if item.role == "reference"}
    plain = {_letters(one) for one in wanted}
    return {name for name, said in named.items() if any(one in _letters(said) for one in plain)}


def _letters(text: str) -> str:
    """Return a text without what separates the parts of a reference."""
    return re.sub(r"[^0-9a-z]", "", text.casefold())


def _openings(reading: Reading, name: str) -> list[Entry]:
    seen = [entry for entry, fact in reading.mine(mail.AttachmentOpened) if fact.name == name]
    return seen + [entry for entry, fact in reading.mine(drive.Opened) if fact.path == name]
