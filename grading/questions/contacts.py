"""Questions about people: calls missed or cut short, messages never opened, promises."""

from collections.abc import Iterator

from grading.questions.base import Asked, Reading
from grading.questions.told import hour_said, short
from sim.facts import calls, chat, mail
from sim.journal.entry import Entry
from sim.language.french import plural
from sim.language.understanding import by_the_rules
from sim.matching import addressees, spoken_text
from sim.world import MailItem

JUST_IN = 10 * 60
"""Office seconds before the end: what came later could hardly be read."""
NAMED = 3
"""How many things one question names."""


def missed(reading: Reading) -> Iterator[Asked]:
    """Ask about a call or a visit nobody answered."""
    for entry, fact in reading.each(calls.Missed):
        known = reading.record.world.calls[fact.call]
        name = reading.say.person(known.person)
        after = next(_reached(reading, known.person, entry), None)
        came = (
            f"{name} a attendu à l’accueil sans que personne vienne"
            if known.channel == "visit"
            else f"{name} vous a téléphoné sans obtenir de réponse"
        )
        then = (
            f"À {reading.say.hour(after)}, vous avez {reading.say.deed(after)}. Comment l’avez-vous su ?"
            if after
            else "Qu’est-ce qui vous occupait alors, et quelle suite y avez-vous donnée ?"
        )
        yield Asked(
            f"À {reading.say.time(known.began_at)}, {came}. {then}",
            (entry.seq, *((after.seq,) if after else ())),
            "Appel ou visite sans réponse.",
        )


def cut_short(reading: Reading) -> Iterator[Asked]:
    """Ask about a conversation the candidate ended while the caller or the visitor still talked."""
    for entry, fact in reading.mine(calls.Ended):
        known = reading.record.world.calls.get(fact.call)
        if fact.by != "candidate" or known is None or known.channel == "outgoing_call":
            continue
        yield Asked(
            f"À {reading.say.hour(entry)}, vous avez {reading.say.deed(entry)} : qu’aviez-vous compris de sa demande, "
            "et qu’aviez-vous convenu ensemble ?",
            (entry.seq,),
            "Conversation terminée par le candidat avant que l’autre prenne congé.",
        )


def unread(reading: Reading) -> Iterator[Asked]:
    """Ask how the messages to read were chosen, when some were never opened."""
    late = reading.end - JUST_IN
    left = [
        item
        for item in reading.record.world.mail.received.values()
        if not (item.read or item.answered or item.forwarded)
        and item.folder == "inbox"
        and item.at <= late
    ]
    if not left:
        return
    left.sort(key=lambda item: (not _is_listed(reading, item), bool(item.message.in_reply_to)))
    names = ", ".join(reading.say.subject(item.message) for item in left[:NAMED])
    others = " entre autres" if len(left) > NAMED else ""
    yield Asked(
        f"À la fin, vous n’aviez pas ouvert {plural(len(left), 'mél', 'méls')} ({names}{others}) : comment avez-vous choisi ceux à lire ?",
        tuple(_delivered(reading, left[:NAMED])) or (reading.record.last,),
        "Méls arrivés plus de dix minutes avant la fin et jamais ouverts.",
    )


def _is_listed(reading: Reading, item: MailItem) -> bool:
    """Say whether the sender is somebody of the directory, and no advertiser."""
    person = reading.record.world.person(item.message.sender)
    return person is not None and person.listed


def _delivered(reading: Reading, items: list[MailItem]) -> Iterator[int]:
    names = {item.message.id for item in items}
    return (entry.seq for entry, fact in reading.each(mail.Delivered) if fact.message.id in names)


def promised(reading: Reading) -> Iterator[Asked]:
    """Ask about a promise after which the person heard nothing more by the hour given."""
    for entry, fact in reading.mine(calls.PromiseMade):
        person = reading.record.world.calls[fact.call].person
        due = reading.record.world.office_second(fact.due) + 59
        if due <= reading.end and not _heard_again(reading, (person,), entry, due):
            yield Asked(
                f"À {reading.say.hour(entry)}, vous avez annoncé à {reading.say.person(person)} "
                f"« {short(fact.what)} » pour {hour_said(fact.due)} : qu’est devenu cet engagement ?",
                (entry.seq,),
                f"Aucun message à cette personne entre l’engagement et {hour_said(fact.due)}.",
            )


def promised_in_writing(reading: Reading) -> Iterator[Asked]:
    """Ask the same of a promise written with an hour."""
    for entry in reading.own:
        if not isinstance(entry.fact, mail.Sent | chat.Sent):
            continue
        words, due = _pledge(reading, entry)
        people = addressees(entry.fact)
        if not words or due > reading.end or _heard_again(reading, people, entry, due):
            continue
        hour = reading.say.time(due - 59)
        yield Asked(
            f"À {reading.say.hour(entry)}, vous avez écrit à {reading.say.person(people[0])} « {short(words)} », en "
            f"donnant {hour} : qu’est devenu cet engagement ?",
            (entry.seq,),
            f"Promesse écrite avec une heure ; aucun message à cette personne d’ici à {hour}.",
        )


def _pledge(reading: Reading, entry: Entry) -> tuple[str, int]:
    """Return the words by which a message promises something, and by which office second; or no words.

    The rules' own certainty is enough: a question is held against nobody.
    """
    world = reading.record.world
    text = entry.fact.body if isinstance(entry.fact, mail.Sent) else spoken_text(entry.fact)
    heard = by_the_rules(text, world.moment(entry.at).date())
    words = [one.said for one in heard.intents if one.value == "promise" and one.sure]
    hours = [
        world.office_second(one.value) for one in heard.facts if one.kind == "time" and one.sure
    ]
    later = [second + 59 for second in hours if second > entry.at]
    return (words[0], min(later)) if words and later else ("", 0)


def _heard_again(reading: Reading, people: tuple[str, ...], entry: Entry, due: int) -> bool:
    """Say whether one of them heard from the candidate again by then, that conversation apart."""
    call = getattr(entry.fact, "call", None)
    return any(
        one.at <= due and (call is None or getattr(one.fact, "call", None) != call)
        for person in people
        for one in _reached(reading, person, entry)
    )


def _reached(reading: Reading, person: str, after: Entry) -> Iterator[Entry]:
    """Return what the candidate told a person after an entry, by whatever means."""
    world = reading.record.world
    wanted = world.person_id(person)
    for entry in reading.own:
        if entry.seq > after.seq and wanted in map(world.person_id, addressees(entry.fact)):
            yield entry
