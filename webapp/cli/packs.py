"""`bannette pack …` and `bannette play`: packs, their proofs, their scenarios."""

from dataclasses import asdict
from pathlib import Path

import click

from grading.assay import PackReport, check_pack
from grading.rehearsal import play as play_steps
from grading.rehearsal import read_rehearsals, steps_of
from grading.verdict import in_french
from sim.scenario.load import load
from sim.scenario.seal import dump, rehearsals, seal
from webapp.cli.bundle import write
from webapp.cli.output import NEGATIVE, print_json, problem_line, refuse, refusing
from webapp.cli.schema import write_schemas
from webapp.library import about, find_pack, framework, pack_folders

PROCESSES = 2


@click.group()
def pack() -> None:
    """Les packs de scénarios : liste, contrôle, scellement."""


@pack.command("list")
@click.option("--json", "as_json", is_flag=True, help="Écrire des données JSON.")
def list_packs(*, as_json: bool) -> None:
    """Liste les packs disponibles."""
    rows = [_about(folder) for folder in pack_folders()]
    if as_json:
        print_json(rows)
        return
    for row in rows:
        if row["title"] is None:
            click.echo(f"{row['pack']:<20} illisible : bannette pack check {row['pack']}")
            continue
        click.echo(
            f"{row['pack']:<20} {row['version']:<8} {row['duration_min']:>4} min  {row['title']}"
        )


def _about(folder: Path) -> dict[str, object]:
    told = about(folder)
    shown = ("version", "title", "field", "duration_min")
    return {"pack": folder.name, **{name: getattr(told, name, None) for name in shown}}


@pack.command()
@click.argument("name", metavar="PACK")
@click.option(
    "--seeds", default=3, show_default=True, type=click.IntRange(1, 1000), help="Nombre de tirages."
)
@click.option("--processes", default=PROCESSES, show_default=True, type=click.IntRange(1, 64))
@click.option("--json", "as_json", is_flag=True, help="Écrire des données JSON.")
@refusing
def check(name: str, seeds: int, processes: int, *, as_json: bool) -> None:
    """Contrôle un pack et rejoue ses répétitions ; code 0 seulement s’il est publiable."""
    report = check_pack(find_pack(name), framework(), seeds, processes)
    if as_json:
        print_json(_report(report))
    else:
        _print_report(report)
    if not report.publishable:
        raise SystemExit(NEGATIVE)


def _report(report: PackReport) -> dict[str, object]:
    return {
        "pack": report.pack,
        "seeds": report.seeds,
        "publishable": report.publishable,
        "problems": [problem.as_data() for problem in report.problems],
        "rehearsals": [asdict(rehearsal) for rehearsal in report.rehearsals],
    }


def _print_report(report: PackReport) -> None:
    for problem in report.problems:
        click.echo(problem_line(problem), err=True)
    for one in report.rehearsals:
        lowered = ", ".join(one.criteria)
        click.echo(f"{one.as_declared:>3}/{report.seeds}  {one.kind:<12} {one.id:<28} {lowered}")
        for deviation in one.deviations[:10]:
            click.echo(
                f"        tirage {deviation.seed}, {deviation.criterion} :"
                f" attendu {in_french(deviation.expected)}, obtenu {in_french(deviation.got)}",
                err=True,
            )
    click.echo(
        "Publiable." if report.publishable else "Non publiable : corrigez les écarts ci-dessus."
    )


@pack.command("seal")
@click.argument("name", metavar="PACK")
@click.option("--seed", required=True, type=click.IntRange(0), help="Tirage.")
@click.option(
    "--out",
    required=True,
    type=click.Path(path_type=Path, file_okay=False),
    help="Dossier à écrire.",
)
@refusing
def seal_pack(name: str, seed: int, out: Path) -> None:
    """Scelle un scénario : toujours les mêmes octets."""
    sealed = seal(load(find_pack(name)), seed)
    (out / "files").mkdir(parents=True, exist_ok=True)
    (out / "scenario.json").write_text(dump(sealed.scenario), encoding="utf-8")
    for digest, data in sealed.files.items():
        (out / "files" / digest).write_bytes(data)
    click.echo(sealed.digest)


@pack.command()
@click.option(
    "--out",
    default="docs/schema",
    show_default=True,
    type=click.Path(path_type=Path, file_okay=False),
    help="Dossier à écrire.",
)
def schema(out: Path) -> None:
    """Écrit le schéma JSON des fichiers d’un pack, pour les éditeurs de texte."""
    write_schemas(out)
    click.echo(f"Schémas écrits dans {out}")


@click.command()
@click.argument("name", metavar="PACK")
@click.option("--seed", required=True, type=click.IntRange(0), help="Tirage.")
@click.option(
    "--as", "rehearsal", default="reference", show_default=True, help="Répétition à jouer."
)
@click.option(
    "--out",
    required=True,
    type=click.Path(path_type=Path, file_okay=False),
    help="Dossier à écrire.",
)
@refusing
def play(name: str, seed: int, rehearsal: str, out: Path) -> None:
    """Joue une répétition : DIR/journal.jsonl, DIR/files/, DIR/scenario.json."""
    source = load(find_pack(name))
    sealed = seal(source, seed)
    found = read_rehearsals(rehearsals(source, sealed.context, []))
    if rehearsal not in found:
        refuse(f"La répétition « {rehearsal} » n’existe pas. Répétitions : {', '.join(found)}.", 2)
    played = play_steps(sealed, steps_of(rehearsal, found), source.assets)
    write(out, sealed.scenario, played.entries, dict(played.files))
    click.echo(f"{len(played.entries)} entrées écrites dans {out}")
