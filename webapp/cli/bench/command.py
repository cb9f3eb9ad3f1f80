"""The command."""

from collections.abc import Callable
from dataclasses import asdict

import click

from webapp.cli.bench.desk import desk
from webapp.cli.bench.documents import documents
from webapp.cli.bench.erp import erp
from webapp.cli.bench.measure import Figure
from webapp.cli.bench.office import office
from webapp.cli.bench.room import room
from webapp.cli.output import print_json

BENCHES: dict[str, Callable[[], list[Figure]]] = {
    "desk": desk, "office": office, "erp": erp, "documents": documents, "room": room,
}  # fmt: skip


@click.command()
@click.argument("name", type=click.Choice(list(BENCHES)))
@click.option("--json", "as_json", is_flag=True, help="Écrire des données JSON.")
def bench(name: str, *, as_json: bool) -> None:
    """Mesure le bureau servi (desk), le pli d’un journal (office), l’ERP (erp), le jugement des documents (documents) ou la salle (room), à côté de leurs planchers."""
    figures = BENCHES[name]()
    if as_json:
        print_json([asdict(figure) for figure in figures])
        return
    for one in figures:
        click.echo(
            f"{one.name:<34} {one.value:9.2f} {one.unit}  plancher {one.floor:8.2f}"
            f"  rapport {one.ratio:5.2f}  (but {one.goal:g})"
        )
