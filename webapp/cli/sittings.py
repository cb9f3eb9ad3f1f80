"""`bannette verify`, `grade`, `replay`: a sitting in a folder, checked, graded, looked at."""

from dataclasses import asdict
from pathlib import Path

import click

from grading.grade import grade as grade_record
from grading.rubric import read_rubric
from grading.sheet import GradeSheet
from grading.verdict import VERDICT_FR
from sim.dispatch import fold
from sim.erp.difference import describe as describe_difference
from sim.erp.difference import difference
from sim.replay import Playhead, describe
from webapp.cli.bundle import Bundle
from webapp.cli.output import MISUSE, print_json, refuse, refusing
from webapp.library import framework

FOLDER = click.Path(path_type=Path, file_okay=False, exists=True)


@click.command()
@click.argument("folder", metavar="DIR", type=FOLDER)
@click.option("--json", "as_json", is_flag=True, help="Écrire des données JSON.")
@refusing
def verify(folder: Path, *, as_json: bool) -> None:
    """Vérifie la chaîne du journal et l’empreinte des fichiers."""
    bundle = Bundle(folder)
    problem = bundle.broken()
    if as_json:
        print_json({"intact": not problem, "problem": problem, "entries": len(bundle.lines())})
    elif not problem:
        click.echo(
            f"Journal intact : {len(bundle.lines())} entrées, {len(bundle.files.names())} fichiers."
        )
    if problem:
        refuse(problem)


@click.command()
@click.argument("folder", metavar="DIR", type=FOLDER)
@click.option("--json", "as_json", is_flag=True, help="Écrire des données JSON.")
@refusing
def grade(folder: Path, *, as_json: bool) -> None:
    """Établit la grille proposée d’un passage."""
    record = Bundle(folder).record()
    sheet = grade_record(read_rubric(record.scenario), record, framework(record.scenario.framework))
    if as_json:
        print_json(sheet.as_data())
    else:
        _print_sheet(sheet)


def _print_sheet(sheet: GradeSheet) -> None:
    for name, one in sheet.criteria.items():
        click.echo(f"{name}  {VERDICT_FR[one.level]:<22} {one.score:>4.0%}  {one.reason}")
        for finding in one.findings:
            if finding.grade != "H" and finding.verdict != "met":
                click.echo(
                    f"        {finding.check} {VERDICT_FR[finding.verdict]} : {finding.reason}"
                )
    for fault in sheet.faults:
        click.echo(f"Contrôle en panne : {fault}", err=True)


@click.command()
@click.argument("folder", metavar="DIR", type=FOLDER)
@click.option(
    "--at", "seq", type=click.IntRange(0), help="Numéro de l’entrée ; la dernière par défaut."
)
@refusing
def replay(folder: Path, seq: int | None) -> None:
    """Montre le bureau tel qu’il était à une entrée du journal."""
    bundle = Bundle(folder)
    entries = bundle.entries()
    playhead = Playhead(bundle.scenario(), entries)
    click.echo(describe(playhead.world_at(_within(seq, len(entries)))))


@click.group()
def erp() -> None:
    """L’ERP d’un passage."""


@erp.command()
@click.argument("folder", metavar="DIR", type=FOLDER)
@click.option(
    "--from", "first", type=click.IntRange(0), default=0, help="Entrée de départ ; 0, le matin."
)
@click.option(
    "--to", "last", type=click.IntRange(0), help="Entrée d’arrivée ; la dernière par défaut."
)
@click.option("--json", "as_json", is_flag=True, help="Écrire des données JSON.")
@refusing
def diff(folder: Path, first: int, last: int | None, *, as_json: bool) -> None:
    """Dit ce qui a changé dans l’ERP entre deux entrées du journal."""
    bundle = Bundle(folder)
    entries, scenario = bundle.entries(), bundle.scenario()
    start, end = _within(first, len(entries)), _within(last, len(entries))
    before, after = fold(scenario, entries, until=start), fold(scenario, entries, until=end)
    found = difference(before, after)
    if as_json:
        print_json([asdict(one) for one in found])
    else:
        click.echo(describe_difference(found))


def _within(seq: int | None, count: int) -> int:
    """Return an entry's number that the journal has; the last when none is given."""
    if seq is not None and seq > count:
        refuse(
            f"Ce journal compte {count} entrées : choisissez un numéro entre 0 et {count}.", MISUSE
        )
    return count if seq is None else seq
