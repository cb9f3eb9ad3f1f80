"""Checks on the state of the ERP: the records reached, and those that should not have moved."""

from decimal import Decimal, InvalidOperation
from fnmatch import fnmatchcase
from typing import ClassVar, Literal

from pydantic import Field, field_validator

from grading.checks.base import Check
from grading.record import Record
from grading.verdict import Evidence, Result, result
from sim.erp.amounts import totals
from sim.erp.registry import DOCTYPES
from sim.facts import erp
from sim.journal.entry import Entry
from sim.language.french import money, plural, quoted
from sim.language.normalise import normalise
from sim.matching import is_record
from sim.pattern import RecordPattern
from sim.world import ErpRecord

Texts = dict[str, str]


def same(found: str, wanted: str) -> bool:
    """Say whether two field texts mean the same: numbers by value, texts whatever case and spaces."""
    if any(mark in wanted for mark in "*?"):
        return fnmatchcase(normalise(found), normalise(wanted))
    try:
        return Decimal(found) == Decimal(wanted)
    except InvalidOperation:
        return _plain(found) == _plain(wanted)


def _plain(text: str) -> str:
    return normalise(text).replace(" ", "")


def _as_texts(value: object) -> object:
    return (
        {str(key): str(item) for key, item in value.items()} if isinstance(value, dict) else value
    )


class RecordIs(Check):
    """A record reached the state, the fields, the lines and the totals of the key."""

    meaning_fr: ClassVar[str] = (
        "Un enregistrement de l’ERP a l’état, les champs, les lignes et les totaux attendus ; les nombres"
        " sont comparés par valeur, les textes sans tenir compte des majuscules ni des espaces."
    )
    type: Literal["record_is"]
    record: RecordPattern
    state: str | None = None
    fields: Texts = {}
    lines: tuple[Texts, ...] = ()
    """Each must be found once, whatever the order."""
    exact_lines: bool = False
    """Whether no other line may be there."""
    totals: Texts = {}
    """`net`, `vat`, `gross`."""
    label: str

    _texts = field_validator("fields", "totals", mode="before")(_as_texts)

    @field_validator("lines", mode="before")
    @classmethod
    def _lines(cls, value: object) -> object:
        return [_as_texts(row) for row in value] if isinstance(value, list | tuple) else value

    def __call__(self, record: Record) -> Result:
        """See `Check`."""
        found = records(record, self.record)
        if not found:
            return result("not_met", f"Introuvable dans l’ERP : {self.label}.", record.nowhere())
        nearest = min(found, key=lambda one: len(self._faults(record, one)))
        faults = self._faults(record, nearest)
        evidence = Evidence(entries=last_entries(nearest), note=f"{nearest.doctype} {nearest.id}")
        if not faults:
            return result("met", f"Conforme : {self.label}.", evidence)
        return result("not_met", f"Écart : {self.label} ({' ; '.join(faults[:4])}).", evidence)

    def _faults(self, record: Record, found: ErpRecord) -> list[str]:
        faults = []
        if self.state is not None and found.state not in self.state.split(" | "):
            faults.append(f"état « {state_of(found.doctype, found.state)} »")
        faults += [
            f"{label_of(found.doctype, name)} {quoted(found.values.get(name, ''))} au lieu de {quoted(wanted)}"
            for name, wanted in self.fields.items()
            if not same(found.values.get(name, ""), wanted)
        ]
        faults += self._line_faults(found)
        if self.totals:
            faults += _total_faults(found, self.totals)
        return faults

    def _line_faults(self, found: ErpRecord) -> list[str]:
        left = list(found.lines)
        faults = []
        for wanted in self.lines:
            match = next((line for line in left if _line_is(line, wanted)), None)
            if match is None:
                said = (
                    f"{label_of(found.doctype, name)} {text or 'vide'}"
                    for name, text in wanted.items()
                )
                faults.append(f"ligne absente ({', '.join(said)})")
            else:
                left.remove(match)
        if self.exact_lines and left:
            faults.append(f"{plural(len(left), 'ligne', 'lignes')} en trop")
        return faults


def label_of(doctype: str, field: str) -> str:
    """Return a field's name as the ERP's screens show it."""
    known = DOCTYPES.get(doctype)
    fields = (*known.fields, *known.line_fields) if known else ()
    return next((_inside(one.label_fr) for one in fields if one.name == field), field)


def _inside(label: str) -> str:
    """Return a label as it is written inside a sentence: « TVA » keeps its capitals."""
    is_acronym = label[:2].isalpha() and label[:2].isupper()
    return label if is_acronym else label[:1].lower() + label[1:]


def state_of(doctype: str, state: str) -> str:
    """Return a state's name as the ERP's screens show it."""
    known = DOCTYPES.get(doctype)
    states = known.states if known else ()
    return next((_inside(one.label_fr) for one in states if one.name == state), state)


TOTAL_NAMES = {"net": "total HT", "vat": "TVA", "gross": "total TTC"}


def _line_is(line: Texts, wanted: Texts) -> bool:
    return all(same(line.get(name, ""), text) for name, text in wanted.items())


def _total_faults(found: ErpRecord, wanted: Texts) -> list[str]:
    amounts = totals(found)
    shown = {"net": amounts.net, "vat": amounts.vat, "gross": amounts.gross}
    return [
        f"{TOTAL_NAMES[name]} {money(shown[name])} au lieu de {money(Decimal(text))}"
        for name, text in wanted.items()
        if shown[name] != Decimal(text)
    ]


def records(record: Record, wanted: RecordPattern) -> list[ErpRecord]:
    """Return the records of the final world that are meant."""
    pool = record.world.erp.records.get(wanted.doctype, {})
    return [
        found
        for found in pool.values()
        if is_record(wanted, wanted.doctype, found.id, record.world)
    ]


def last_entries(found: ErpRecord) -> tuple[int, ...]:
    """Return the entries that made a record what it is; the first one when nobody touched it."""
    return tuple(event.seq for event in found.history[-5:]) or (1,)


class NoNewRecord(Check):
    """No record of a kind was created: a second account, an invoice out of nowhere."""

    meaning_fr: ClassVar[str] = (
        "Aucun enregistrement de cette sorte n’a été créé pendant l’épreuve."
    )
    type: Literal["no_new_record"]
    record: RecordPattern
    label: str

    def __call__(self, record: Record) -> Result:
        """See `Check`."""
        created = [found for found in records(record, self.record) if found.created_by != "opening"]
        if not created:
            return result("met", f"Aucune création : {self.label}.", record.nowhere())
        seqs = tuple(seq for found in created for seq in last_entries(found))
        return result("not_met", f"Création constatée : {self.label}.", Evidence(entries=seqs))


class Untouched(Check):
    """Nothing else moved: the state of the ERP compared as a whole."""

    meaning_fr: ClassVar[str] = (
        "Aucun autre enregistrement n’a été modifié : l’état de l’ERP est comparé dans son ensemble."
    )
    type: Literal["untouched"]
    except_records: tuple[RecordPattern, ...] = Field(alias="except", default=())
    doctypes: tuple[str, ...] = ()
    """Only these; all when empty."""
    label: str

    def __call__(self, record: Record) -> Result:
        """See `Check`."""
        by_candidate = {entry.seq for entry in record.entries if entry.actor == "candidate"}
        moved = [
            found
            for found in self._candidates(record)
            if any(event.seq in by_candidate and not event.automatic for event in found.history)
        ]
        if not moved:
            return result("met", f"Rien d’autre n’a été modifié : {self.label}.", record.nowhere())
        names = ", ".join(f"{found.doctype} {found.number or found.id}" for found in moved[:4])
        seqs = tuple(sorted({seq for found in moved for seq in last_entries(found)}))[:6]
        return result(
            "not_met", f"Modification inattendue ({names}) : {self.label}.", Evidence(entries=seqs)
        )

    def _candidates(self, record: Record) -> list[ErpRecord]:
        return [
            found
            for doctype, pool in record.world.erp.records.items()
            if not self.doctypes or doctype in self.doctypes
            for found in pool.values()
            if not any(
                is_record(allowed, doctype, found.id, record.world)
                for allowed in self.except_records
            )
        ]


class BatchControlled(Check):
    """The control total was run over the invoices before they were validated."""

    meaning_fr: ClassVar[str] = (
        "Le contrôle a été lancé avant la validation, sur les mêmes pièces, en un ou plusieurs lots ; partiel si une"
        " partie seulement des factures validées avait été contrôlée."
    )
    type: Literal["batch_controlled"]
    label: str = "total de contrôle avant validation du lot"

    def __call__(self, record: Record) -> Result:
        """See `Check`."""
        posted = [
            entry
            for entry in record.by_kind.get("erp.action_done", ())
            if _posts_invoice(entry.fact)
        ]
        if not posted:
            return result("not_met", "Aucune facture n’a été validée.", record.nowhere())
        pairs = [(entry, _control_of(record, entry)) for entry in posted]
        controls = {control.seq for _, control in pairs if control}
        missed = [entry.seq for entry, control in pairs if control is None]
        seqs = (*sorted(controls), *(missed or [posted[0].seq]))
        if not missed:
            return result("met", f"Fait : {self.label}.", Evidence(entries=seqs[:12]))
        reason = f"{plural(len(missed), 'facture validée', 'factures validées')} sans contrôle : {self.label}."
        return result("partly" if controls else "not_met", reason, Evidence(entries=seqs[:12]))


def _posts_invoice(fact: object) -> bool:
    return getattr(fact, "doctype", "") == "invoice" and getattr(fact, "action", "") == "post"


def _control_of(record: Record, posted: Entry) -> Entry | None:
    """Return the first control that held this invoice, when one was run before it was posted."""
    for entry in record.by_kind.get("erp.control_run", ()):
        fact = entry.fact
        if entry.seq < posted.seq and isinstance(fact, erp.ControlRun):
            subjects = fact.subject.split(", ") if fact.control == "invoice_batch" else []
            if getattr(posted.fact, "record", "") in subjects:
                return entry
    return None
