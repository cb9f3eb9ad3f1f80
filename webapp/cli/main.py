"""`bannette`: the entry point. Exit code 2 for misuse, 1 for a negative answer, 0 otherwise."""

import click

from webapp.cli import packs, server, sittings
from webapp.cli.bench.command import bench


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="bannette", prog_name="bannette")
def main() -> None:
    """Bannette : situations professionnelles reconstituées, notées critère par critère."""


main.add_command(packs.pack)
main.add_command(packs.play)
main.add_command(sittings.verify)
main.add_command(sittings.grade)
main.add_command(sittings.replay)
main.add_command(sittings.erp)
main.add_command(bench)
main.add_command(server.serve)
main.add_command(server.worker)
main.add_command(server.demo)
main.add_command(server.user)
main.add_command(server.db)
