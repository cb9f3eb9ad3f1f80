"""`python -m webapp.cli`: the same as `bannette`."""

from webapp.cli.main import main

main()
