"""A pack and a seed to a scenario: the same bytes on any machine.

Sealing renders every text of the pack with what the seed drew, reads the result with the scenario's
models, makes the documents, and checks that everything named exists. All problems come together.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

from pydantic import BaseModel

from sim.facts.base import FileRef
from sim.facts.mail import Message
from sim.journal.files import sha256
from sim.reacting import PLACEHOLDERS
from sim.rule import Rule
from sim.scenario import crossref, making
from sim.scenario.draws import derive, draw
from sim.scenario.model import (
    DriveOpening,
    ErpOpening,
    FileOpening,
    Injection,
    RecordOpening,
    Scenario,
    WorldFact,
)
from sim.scenario.pack import (
    DriveLayout,
    ErpSettings,
    KeyFile,
    MailFront,
    NoticesFile,
    Pack,
    PackFile,
    PeopleFile,
    RecordsFile,
    Source,
    VariantsFile,
)
from sim.scenario.problems import PackRefused, Problem
from sim.scenario.reading import place, read, rendered, texts
from sim.scenario.refusals import template_message
from sim.scenario.script import Script
from sim.scenario.templates import AuthoringError, render

Model = TypeVar("Model", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Sealed:
    """A scenario and the bytes of its files."""

    scenario: Scenario
    files: dict[str, bytes]
    """By SHA-256."""
    context: dict[str, Any]
    """What the seed drew and derived: rehearsals are rendered with it."""
    digest: str
    """SHA-256 of the scenario's canonical text."""


def dump(scenario: Scenario) -> str:
    """Return the one text of a scenario."""
    return (
        json.dumps(scenario.model_dump(mode="json"), ensure_ascii=False, sort_keys=True, indent=1)
        + "\n"
    )


def parse(text: str) -> Scenario:
    """Read a sealed scenario back."""
    return Scenario.model_validate_json(text)


def seal(pack: Pack, seed: int) -> Sealed:
    """Render and freeze a pack. Raises `PackRefused` with all its problems."""
    return _Sealer(pack, seed).seal()


@dataclass
class _Sealer:
    pack: Pack
    seed: int
    problems: list[Problem] = field(default_factory=list)
    context: dict[str, Any] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    made: dict[str, FileRef] = field(default_factory=dict)
    """File of the pack to what it became."""

    def seal(self) -> Sealed:
        self._draw()
        about = self._read("pack.yaml", PackFile)
        people = self._read("people.yaml", PeopleFile)
        key = self._read("key.yaml", KeyFile)
        if about is None or people is None or key is None:
            raise PackRefused(sorted(self.problems))
        mails, injections = self._messages(about)
        scenario = Scenario(
            pack=about.id, version=about.version, seed=self.seed, framework=about.framework, field=about.field,
            title=about.title, company=about.company, candidate_name=about.candidate.name,
            candidate_function=about.candidate.function, mailbox=about.candidate.mailbox,
            signature=about.candidate.signature, start=about.start, duration_min=about.duration_min,
            briefing=self._body("brief.md"), people=people.people, messages=mails,
            notices=(self._read("notices.yaml", NoticesFile) or NoticesFile()).notices,
            channels=about.channels, post_collection=about.post_collection,
            present=tuple(m.id for m in mails if datetime.fromisoformat(m.sent_at) <= about.start),
            drive=self._drive(), erp=self._erp(), scripts=self._scripts(),
            timeline=(*injections, *self._timeline()), sensitive=key.sensitive, tasks=key.tasks,
            rubric=self._rubric(), values=self._shown_values(),
        )  # fmt: skip
        self.problems += crossref.problems(self.pack, scenario)
        errors = [problem for problem in self.problems if problem.severity == "error"]
        if errors:
            raise PackRefused(sorted(errors))
        return Sealed(scenario, self.files, self.context, sha256(dump(scenario).encode()))

    def _draw(self) -> None:
        source = self.pack.sources.get("variants.yaml")
        if source is None:
            return
        variants = read(VariantsFile, source, source.parsed.data or {}, self.problems)
        if variants is None:
            raise PackRefused(sorted(self.problems))
        # Drawn options keep their own types (decimals, dates): they are figures, not texts.
        raw = source.parsed.data
        drawn = draw(self.pack.slug, self.seed, raw.get("draws") or {})
        self.context, faults = derive(drawn, raw.get("values") or {})
        for name, reason in faults.items():
            self.problems.append(place(source, ("values", name), *template_message(reason)))

    def _read(self, name: str, model: type[Model]) -> Model | None:
        source = self.pack.sources.get(name)
        if source is None:
            return model()
        return read(model, source, self._data(source), self.problems)

    def _data(self, source: Source) -> Any:
        return rendered(source, self._words(source.file), self.problems)

    def _words(self, name: str) -> dict[str, Any]:
        """Return what a file's texts may name: what was drawn, and the words of what starts a reaction."""
        reacts = name == "timeline.yaml" or name.startswith("mail/")
        return {"trigger": PLACEHOLDERS, **self.context} if reacts else self.context

    def _body(self, name: str) -> str:
        source = self.pack.sources[name]
        try:
            return render(source.body, self._words(name)).strip() + "\n"
        except AuthoringError as error:
            fr, en = template_message(str(error))
            self.problems.append(Problem(name, source.body_line, "", fr, en))
            return source.body

    def _messages(self, about: PackFile) -> tuple[tuple[Message, ...], list[Injection]]:
        mails: list[Message] = []
        injections: list[Injection] = []
        for source in self.pack.below("mail", ".md"):
            front = read(MailFront, source, self._data(source), self.problems)
            if front is None:
                continue
            name = source.file.removeprefix("mail/").removesuffix(".md")
            message = self._message(name, front, source, about)
            mails.append(message)
            later = datetime.fromisoformat(message.sent_at) > about.start
            if later or front.at is None:
                injections.append(_arrival(name, front))
        present_first = sorted(mails, key=lambda message: (message.sent_at, message.id))
        return tuple(present_first), injections

    def _message(self, name: str, front: MailFront, source: Source, about: PackFile) -> Message:
        return Message(
            id=name, sender=front.sender, to=front.to or (about.candidate.mailbox,), cc=front.cc,
            subject=front.subject, body=self._body(source.file), sent_at=self._sent_at(front, source, about),
            attachments=tuple(
                ref for index, file in enumerate(front.attachments)
                if (ref := self._file(f"files/{file}", source, ("attachments", index)))
            ),
            links=front.links, in_reply_to=front.in_reply_to,
        )  # fmt: skip

    def _sent_at(self, front: MailFront, source: Source, about: PackFile) -> str:
        """Return the planned moment; a message that waits for something gets its own on delivery."""
        if front.at is None:
            return about.start.replace(hour=23, minute=59).isoformat(timespec="minutes")
        day, _, time = front.at.rpartition(" ")
        try:
            moment = datetime.fromisoformat(f"{day or about.start.date().isoformat()}T{time}")
            return moment.isoformat(timespec="minutes")
        except ValueError:
            fr = "Écrivez une heure (08:12) ou une date et une heure (2026-10-12 19:10)."
            en = "Write a time (08:12) or a date and time (2026-10-12 19:10)."
            self.problems.append(place(source, ("at",), fr, en))
            return about.start.isoformat(timespec="minutes")

    def _file(self, name: str, source: Source, path: tuple[str | int, ...]) -> FileRef | None:
        """Make a file of the pack, once; note it when it is not there."""
        if name in self.made:
            return self.made[name]
        asset = making.find(self.pack.assets, name)
        if asset is None:
            fr = f"Le fichier « {name} » n’est pas dans le pack : ajoutez-le ou corrigez son nom."
            en = f"The file “{name}” is not in the pack: add it or correct its name."
            self.problems.append(place(source, path, fr, en))
            return None
        try:
            data = making.build(asset, self.pack.assets, self.context)
        except making.CannotMake as error:
            said, read_as = error.said
            fr = f"Ce document ne peut pas être fabriqué. {said}"
            en = f"This document cannot be made. {read_as}"
            self.problems.append(Problem(asset, error.line, error.field, fr, en))
            return None
        digest = sha256(data)
        self.files[digest] = data
        short = render(name.rpartition("/")[2], self.context)
        self.made[name] = FileRef(sha256=digest, name=short, size=len(data))
        return self.made[name]

    def _drive(self) -> DriveOpening:
        layout = self._read("drive.yaml", DriveLayout) or DriveLayout()
        source = self.pack.sources.get("drive.yaml")
        files = []
        for index, entry in enumerate(layout.files):
            assert source is not None
            ref = self._file(entry.source, source, ("files", index, "source"))
            if ref is not None:
                name = entry.path.rpartition("/")[2]
                renamed = ref.model_copy(update={"name": name})
                files.append(
                    FileOpening(path=entry.path, file=renamed, role=entry.role, title=entry.title)
                )
        return DriveOpening(
            folders=layout.folders, restricted=layout.restricted, files=tuple(files)
        )

    def _erp(self) -> ErpOpening:
        settings = self._read("erp/settings.yaml", ErpSettings) or ErpSettings()
        records: dict[str, tuple[RecordOpening, ...]] = {}
        attachments: dict[str, tuple[FileRef, ...]] = {}
        for source in self.pack.below("erp", ".yaml"):
            if source.file == "erp/settings.yaml":
                continue
            file = read(RecordsFile, source, self._data(source), self.problems)
            if file is None:
                continue
            records[file.doctype] = records.get(file.doctype, ()) + file.records
            for index, record in enumerate(file.records):
                refs = [
                    self._file(f"files/{name}", source, ("records", index, "attachments"))
                    for name in record.attachments
                ]
                if refs:
                    attachments[f"{file.doctype}/{record.id}"] = tuple(ref for ref in refs if ref)
        plain = {name: str(texts(value)) for name, value in settings.settings.items()}
        return ErpOpening(
            records=records,
            series=settings.series,
            settings=plain,
            attachments=attachments,
            rights=settings.rights,
        )

    def _scripts(self) -> tuple[Script, ...]:
        found = [
            read(Script, source, self._data(source), self.problems)
            for source in self.pack.below("calls", ".yaml")
        ]
        return tuple(script for script in found if script)

    def _timeline(self) -> tuple[Injection, ...]:
        source = self.pack.sources.get("timeline.yaml")
        if source is None:
            return ()
        found = [
            read(Injection, source, row, self.problems, prefix=("injections", index))
            for index, row in enumerate(self._rows(source, "injections"))
        ]
        return tuple(injection for injection in found if injection)

    def _rubric(self) -> dict[str, Any]:
        rows: list[Any] = []
        for source in self.pack.below("rubric", ".yaml"):
            rows += [
                {**texts(row), "source": [source.file, source.parsed.line(("indicators", index))]}
                for index, row in enumerate(self._rows(source, "indicators"))
                if isinstance(row, dict)
            ]
        return {"indicators": rows}

    def _rows(self, source: Source, key: str) -> list[Any]:
        """Return the list a file holds under a key; note it when it does not."""
        data = self._data(source) or {}
        rows = data.get(key) if isinstance(data, dict) else None
        if isinstance(rows, list):
            return rows
        fr = f"Ce fichier doit commencer par « {key}: » suivi d’une liste (une ligne par élément, avec un tiret)."
        en = f"This file must begin with “{key}:” followed by a list (one dash per item)."
        self.problems.append(place(source, (), fr, en))
        return []

    def _shown_values(self) -> dict[str, str]:
        return {name: str(texts(value)) for name, value in sorted(self.context.items())}


def _arrival(name: str, front: MailFront) -> Injection:
    rule = {field: getattr(front, field) for field in Rule.model_fields}
    does = WorldFact(reply=name) if front.reply else WorldFact(mail=name)
    return Injection(
        **{**rule, "at": front.at if front.triggers == 1 else None}, id=name, does=(does,)
    )


def rehearsals(pack: Pack, context: Mapping[str, Any], problems: list[Problem]) -> dict[str, Any]:
    """Return the pack's rehearsals for what a seed drew, by the name of their file."""
    return {
        source.file.removeprefix("rehearsals/").removesuffix(".yaml"): texts(
            rendered(source, context, problems)
        )
        for source in pack.below("rehearsals", ".yaml")
    }
