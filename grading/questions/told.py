"""Entries of the journal as they are said to the candidate who made them: « vous avez … », « à 9 h 12 ».

Every verb takes « avoir », so that one clause serves both « vous avez envoyé » and « avant d’avoir envoyé ».
"""

from collections.abc import Callable

from grading.record import Record
from sim.erp.registry import DOCTYPES
from sim.facts import calls, chat, directory, drive, erp, incidents, letters, mail, planner
from sim.facts.base import Fact
from sim.facts.mail import Message
from sim.journal.entry import Entry
from sim.language.french import clock_time, quoted
from sim.language.normalise import fold
from sim.planner import STATUSES
from sim.replay import ACTIONS, CONTROLS, FORMS, Playhead

LONGEST = 90
"""Characters quoted of what was said or written."""


class Telling:
    """What a sitting's things are called by somebody who was there, and what was done with them."""

    def __init__(self, record: Record) -> None:
        self._world = record.world
        self._playhead = Playhead(record.scenario, record.entries)

    def hour(self, entry: Entry) -> str:
        """Return « 9 h 12 »."""
        return self.time(entry.at)

    def time(self, at: int) -> str:
        """Return an office second as a time of the day."""
        return clock_time(self._world.moment(at))

    def person(self, key: str) -> str:
        """Return the name behind an id or an address."""
        person = self._world.person(key)
        return person.name if person else key

    def mail(self, name: str) -> str:
        """Return a message by its subject, and who it is from when it was received."""
        received = self._world.mail.received.get(name)
        if received is not None:
            return f"le mél {self.subject(received.message, 'sans objet')}"
        sent = self._world.mail.sent.get(name)
        return f"le mél {quoted(sent.fact.subject, 'sans objet')}" if sent else "ce mél"

    def subject(self, message: Message, none: str = "un mél sans objet") -> str:
        """Return « « Commande » de Claire Vasseur »."""
        return f"{quoted(message.subject, none)} {of(self.person(message.sender))}"

    def task(self, name: str) -> str:
        """Return a task of the plan by its title."""
        task = self._world.planner.tasks.get(name)
        return f"« {task.values.title} »" if task else "une tâche"

    def record(self, doctype: str, key: str | None) -> str:
        """Return « facture F2026-1044 », « client C00141 »; the number it has in the end, if any."""
        known = DOCTYPES.get(doctype)
        title = known.title_fr if known else doctype
        record = self._world.erp.records.get(doctype, {}).get(key or "")
        label = (record.number or record.id) if record else (key or "")
        return f"{title[:1].lower()}{title[1:]} {label}".strip()

    def conversation(self, call: str) -> str:
        """Return « l’appel de Marc Vuillet », « la visite de … », « l’appel à … »."""
        known = self._world.calls.get(call)
        if known is None:
            return "cette conversation"
        name = self.person(known.person)
        if known.channel == "outgoing_call":
            return f"l’appel à {name}"
        return f"{'la visite' if known.channel == 'visit' else 'l’appel'} {of(name)}"

    def deed(self, entry: Entry) -> str:
        """Return what the candidate did as the clause that follows « vous avez »."""
        clause = _DEEDS.get(type(entry.fact))
        return clause(self, entry.fact) if clause else f"fait ceci : « {self._prose(entry)} »"

    def event(self, entry: Entry) -> str:
        """Return an entry as a sentence without its hour, whoever acted."""
        if entry.actor == "candidate" and type(entry.fact) in _DEEDS:
            return f"vous avez {self.deed(entry)}"
        clause = _EVENTS.get(type(entry.fact))
        return clause(self, entry.fact) if clause else f"le journal note : « {self._prose(entry)} »"

    def _prose(self, entry: Entry) -> str:
        return short(self._playhead.steps[entry.seq - 1].text)


def short(text: str) -> str:
    """Return the beginning of a text in one line, cut between words."""
    line = " ".join(text.split())
    if len(line) <= LONGEST:
        return line
    return f"{line[:LONGEST].rpartition(' ')[0] or line[:LONGEST]}…"


def of(name: str) -> str:
    """Return « de Karim Benali », « d’Amandine Roche »."""
    return f"d’{name}" if fold(name[:1]) in tuple("aeiou") else f"de {name}"


def name_of(path: str) -> str:
    """Return the last part of a path, as the candidate sees it in a list."""
    return path.rpartition("/")[2]


def folder_of(path: str) -> str:
    """Return the folder of a path, as it is quoted."""
    return f"« {path.rpartition('/')[0] or '/'} »"


def _sent(say: Telling, fact: mail.Sent) -> str:
    to = ", ".join(say.person(one) for one in fact.to)
    files = ", ".join(f"« {one.name} »" for one in fact.attachments)
    return f"envoyé à {to} le mél {quoted(fact.subject, 'sans objet')}" + (
        f" avec {files}" if files else ""
    )


def _action(say: Telling, fact: erp.ActionDone) -> str:
    label = ACTIONS.get((fact.doctype, fact.action), fact.action)
    return f"fait « {label} » ({say.record(fact.doctype, fact.record)})"


def _batch(say: Telling, fact: erp.BatchPosted) -> str:
    records = f"{len(fact.records)} documents" if len(fact.records) > 1 else "un document"
    return f"validé le lot {fact.batch} ({records})"


def _output(say: Telling, fact: erp.OutputGenerated | erp.OutputPreviewed) -> str:
    verb = "édité" if isinstance(fact, erp.OutputGenerated) else "affiché l’aperçu de"
    form = FORMS.get((fact.doctype, fact.form), fact.form)
    return f"{verb} « {form} » ({say.record(fact.doctype, fact.record)})"


def _added(say: Telling, fact: drive.Added) -> str:
    name, folder = name_of(fact.path), folder_of(fact.path)
    how = {
        "erp": f"obtenu de l’ERP « {name} »",
        "template": f"commencé « {name} » d’après un modèle",
        "attachment": f"enregistré la pièce jointe « {name} »",
    }
    return f"{how.get(fact.origin, f'ajouté « {name} »')}, dans {folder}"


def _changed(say: Telling, fact: erp.RecordChanged) -> str:
    doctype = DOCTYPES.get(fact.doctype)
    specs = [doctype.field(name) if doctype else None for name in fact.after]
    labels = [one.label_fr for one in specs if one][:3]
    if doctype and fact.lines_after is not None:
        labels.append(doctype.lines_title_fr)
    fields = f" ({', '.join(labels)})" if labels else ""
    return f"modifié « {say.record(fact.doctype, fact.record)} »{fields}"


def _moved(say: Telling, fact: drive.Moved | drive.Copied) -> str:
    verb = "déplacé" if isinstance(fact, drive.Moved) else "copié"
    if folder_of(fact.path) == folder_of(fact.to):
        verb = "renommé" if isinstance(fact, drive.Moved) else verb
        return f"{verb} « {name_of(fact.path)} » en « {name_of(fact.to)} »"
    return f"{verb} « {name_of(fact.to)} » dans {folder_of(fact.to)}"


def _answered(say: Telling, fact: calls.Answered) -> str:
    return f"pris {say.conversation(fact.call)}".replace("pris la visite", "reçu la visite")


def _posted(say: Telling, fact: letters.Posted) -> str:
    files = ", ".join(f"« {one.name} »" for one in fact.attachments)
    return f"mis au courrier départ {files}, pour {short(fact.addressee)}"


def _began(say: Telling, fact: calls.Began) -> str:
    here = "attendait à l’accueil" if fact.channel == "visit" else "vous téléphonait"
    return f"{say.person(fact.person)} {here}"


_DEEDS: dict[type[Fact], Callable[..., str]] = {
    mail.Opened: lambda say, fact: f"ouvert {say.mail(fact.mail)}",
    mail.AttachmentOpened: lambda say, fact: (
        f"ouvert la pièce jointe « {fact.name} » ({say.mail(fact.mail).removeprefix('le ')})"
    ),
    mail.LinkFollowed: lambda say, fact: f"cliqué sur un lien dans {say.mail(fact.mail)}",
    mail.Sent: _sent,
    mail.Moved: lambda say, fact: f"déplacé {say.mail(fact.mail)}",
    chat.Sent: lambda say, fact: f"écrit à {say.person(fact.person)} : « {short(fact.text)} »",
    planner.TaskAdded: lambda _, fact: f"planifié « {fact.values.title} »",
    planner.TaskChanged: lambda _, fact: f"replanifié « {fact.after.title} »",
    planner.TaskStatusChanged: lambda say, fact: (
        f"noté {say.task(fact.task)} « {STATUSES[fact.status]} »"
    ),
    directory.Opened: lambda say, fact: f"consulté la fiche de {say.person(fact.person)}",
    drive.Opened: lambda _, fact: f"ouvert le fichier « {name_of(fact.path)} »",
    drive.Uploaded: lambda _, fact: f"déposé « {name_of(fact.path)} » dans {folder_of(fact.path)}",
    drive.Restored: lambda _, fact: (
        f"rétabli la version {fact.restored} de « {name_of(fact.path)} »"
    ),
    drive.Added: _added,
    drive.Moved: _moved,
    drive.Copied: _moved,
    drive.Deleted: lambda _, fact: f"supprimé « {name_of(fact.path)} »",
    calls.Answered: _answered,
    calls.Placed: lambda say, fact: f"téléphoné à {say.person(fact.person)}",
    calls.Said: lambda say, fact: f"dit à {say.person(fact.person)} : « {short(fact.text)} »",
    calls.Ended: lambda say, fact: f"terminé {say.conversation(fact.call)}",
    calls.NoteSaved: lambda say, fact: (
        f"rempli la fiche de message ({say.conversation(fact.call)})"
    ),
    calls.PromiseMade: lambda _, fact: f"annoncé « {fact.what} » pour {hour_said(fact.due)}",
    letters.Printed: lambda _, fact: f"imprimé « {name_of(fact.path)} »",
    letters.Posted: _posted,
    calls.Transferred: lambda say, fact: (
        f"passé {say.conversation(fact.call)} à {say.person(fact.to)}"
    ),
    calls.SlipSent: lambda say, fact: f"remis une fiche de message à {say.person(fact.person)}",
    erp.SearchRun: lambda _, fact: f"cherché « {short(fact.query)} » dans l’ERP",
    erp.AttachmentLinked: lambda say, fact: (
        f"joint « {fact.file} » à « {say.record(fact.doctype, fact.record)} »"
    ),
    incidents.Reported: lambda say, fact: (
        f"signalé à {say.person(fact.person)} : « {short(fact.text)} »"
    ),
    erp.ScreenOpened: lambda say, fact: (
        f"ouvert l’écran « {say.record(fact.doctype, fact.record)} »"
    ),
    erp.RecordCreated: lambda say, fact: (
        f"créé dans l’ERP « {say.record(fact.doctype, fact.record)} »"
    ),
    erp.RecordChanged: _changed,
    erp.ActionDone: _action,
    erp.WarningOverridden: lambda say, fact: (
        f"continué malgré un avertissement ({say.record(fact.doctype, fact.record)})"
    ),
    erp.ControlRun: lambda _, fact: f"lancé le contrôle {CONTROLS.get(fact.control, fact.control)}",
    erp.BatchPosted: _batch,
    erp.OutputGenerated: _output,
    erp.OutputPreviewed: _output,
}
"""By kind of fact; what is not here is told as the examiner's timeline tells it."""
_EVENTS: dict[type[Fact], Callable[..., str]] = {
    mail.Delivered: lambda say, fact: f"vous avez reçu {say.mail(fact.message.id)}",
    chat.Received: lambda say, fact: (
        f"{say.person(fact.person)} vous a écrit : « {short(fact.text)} »"
    ),
    calls.Began: _began,
    calls.Missed: lambda say, fact: f"{say.conversation(fact.call)} n’a pas eu de réponse",
    calls.PersonSaid: lambda _, fact: f"vous avez entendu : « {short(fact.text)} »",
    erp.ActionDone: lambda say, fact: f"un collègue a {_action(say, fact)}",
}


def hour_said(due: str) -> str:
    """Return « 9 h 45 » for « 09:45 »."""
    hour, _, minute = due.partition(":")
    return f"{int(hour)} h {minute}"
