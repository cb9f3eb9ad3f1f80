"""The report of a session as it is answered: on screen, as a spreadsheet, as a paper. Whoever asks, it is the same."""

import io
from collections.abc import Iterator
from typing import Any, Literal

from flask import Response, send_file
from sqlalchemy.orm import Session

from sim.language.french import date_long, duration, slug, typeset
from webapp import charts
from webapp.charts import Chart, Spread
from webapp.papers.answers import sent
from webapp.papers.model import Block, Facts, Heading, Paper, Text
from webapp.reports.grids import Section, Strip
from webapp.reports.session import sections
from webapp.reports.sittings import Whole, read_session
from webapp.reports.workbook import workbook
from webapp.store.store import Store
from webapp.store.tables import Exam

TITLE = "Rapport de session"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Format = Literal["xlsx", "pdf", "docx"]


def page(session: Session, store: Store, exam: Exam) -> dict[str, Any]:
    """Return what the page shows."""
    parts = sections(read_session(session, store, exam))
    return {"exam": exam, "sections": parts, "charts": {one.name: _charts(one) for one in parts}}


def _charts(section: Section) -> list[Chart]:
    strips = [_strip(f"{section.name}-s{place}", one) for place, one in enumerate(section.strips)]
    bars = [
        charts.bars(f"{section.name}-{place}", one.bars, one.looks or charts.SERIES)
        for place, one in enumerate(section.grids)
        if one.charted
    ]
    return [*strips, *bars]


def _strip(name: str, one: Strip) -> Chart:
    # In minutes, so that the axis bears round ones.
    groups = [Spread(label, tuple(one / 60 for one in seconds)) for label, seconds in one.groups]
    return charts.strip(
        name, one.title, one.heading, groups, lambda minutes: duration(minutes * 60)
    )


def file(session: Session, store: Store, exam: Exam, kind: Format, at: int) -> Response:
    """Return the report as a file to keep, dated."""
    whole = read_session(session, store, exam)
    name = f"{TITLE} {exam.title}"
    if kind != "xlsx":
        return sent(_paper(whole, at), kind, name)
    data = io.BytesIO(workbook(f"{TITLE} – {exam.title}", facts(exam), sections(whole)))
    told = slug(name)[:100].strip("-")
    return send_file(data, mimetype=XLSX, as_attachment=True, download_name=f"{told}.xlsx")


def facts(exam: Exam) -> list[tuple[str, str]]:
    """Return what the session is."""
    return [
        ("Session", exam.title),
        ("Date", date_long(exam.planned_on)),
        ("Sujet", exam.pack),
        ("Nature", "Certification" if exam.mode == "certification" else "Répétition, sans résultat"),
    ]  # fmt: skip


def _paper(whole: Whole, at: int) -> Paper:
    return Paper(
        title=TITLE,
        made_at=at,
        reference=whole.exam.title,
        blocks=(Facts(tuple(facts(whole.exam))), *_blocks(sections(whole))),
        footer="Statistiques de session, sans nom de candidat ni d’évaluateur.",
    )


def _blocks(parts: list[Section]) -> Iterator[Block]:
    for section in parts:
        yield Heading(1, section.title)
        yield from (Text(typeset(note)) for note in section.notes)
        for one in section.strips:
            yield _strip("paper", one).table
        for grid in section.grids:
            yield grid.bars if grid.charted else grid.table
