"""French typography on every screen: no plain space before « : ; ? ! » % € » nor inside quotation marks.

What people wrote is shown as they wrote it: a space found so in a scenario, a journal or a pack is theirs,
and so is the text of a document.
"""

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import chain
from pathlib import Path

import pytest
from flask import render_template_string
from sqlalchemy import select

from webapp.auth.demo import DEMO_ACCOUNTS
from webapp.context import store
from webapp.library import PACKS
from webapp.store.tables import JournalRow, ScenarioRow
from webapp.typography import typeset_markup

PLAIN = re.compile(r"\S* [:;?!»%€]\S*|«[ \n]\S*")
"""A space that should not break, with the words around it."""
READ = {"alt", "aria-description", "aria-label", "placeholder", "title"}
UNREAD = {"script", "style", "textarea"}
VOID = {"br", "col", "hr", "img", "input", "link", "meta", "path", "wbr"}
WRITTEN = {"drive-sections", "paper"}
"""Classes of what holds the text of a document."""


class Reader(HTMLParser):
    """Gathers what a page says: its texts and the attributes that are read or heard."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self._within: list[tuple[str, bool]] = []

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        self.said += [values[name] for name in READ & values.keys() if values[name]]
        silent = tag in UNREAD or not WRITTEN.isdisjoint((values.get("class") or "").split())
        if tag not in VOID:
            self._within.append((tag, silent))

    def handle_endtag(self, tag):
        while self._within and self._within.pop()[0] != tag:
            pass

    def handle_data(self, data):
        if not any(silent for _, silent in self._within):
            self.said.append(data)


def plain_spaces(page: str, written: str = "") -> list[str]:
    """Return the plain spaces of a page that nobody wrote, with the words around them."""
    reader = Reader()
    reader.feed(page)
    found = chain.from_iterable(PLAIN.findall(text) for text in reader.said)
    return [one for one in found if " ".join(one.split()) not in written]


def texts(value: object) -> Iterator[str]:
    """Yield every text of a piece of JSON."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from texts(one)


@pytest.fixture(scope="module")
def written(demo) -> str:
    """Every text of the demonstration that a person wrote: subjects, journals, packs."""
    with demo.app_context(), store().sessions() as session:
        kept = [
            *session.scalars(select(ScenarioRow.content)),
            *session.scalars(select(JournalRow.line)),
        ]
    people = sorted(Path(demo.root_path, "demo").glob("*.py"))
    typed = [path.read_text(encoding="utf-8") for path in [*people, *sorted(PACKS.rglob("*.yaml"))]]
    said = chain(typed, chain.from_iterable(texts(json.loads(one)) for one in kept))
    return " ".join(" ".join(said).split())


@pytest.mark.parametrize("account", DEMO_ACCOUNTS, ids=lambda one: one.login)
def test_no_page_lets_a_plain_space_break_before_its_punctuation(walked, written, account):
    pages = {url: answer for url, _, answer in walked(account) if answer.mimetype == "text/html"}

    found = {url: plain_spaces(answer.text, written) for url, answer in pages.items()}
    assert {url: said for url, said in found.items() if said} == {}


@pytest.mark.parametrize(
    "page",
    [
        "<p>Reste : rien</p>",
        '<button aria-label="Quitter ?"></button>',
        "<p>l’onglet « <b>Dossier</b>\u00a0»</p>",
        "<p>50 %</p>",
    ],
)
def test_a_plain_space_is_found(page):
    assert plain_spaces(page)
    assert not plain_spaces(typeset_markup(page))


def test_what_somebody_wrote_is_theirs():
    page = "<h1>Relance : urgent</h1><div class='paper'><p>Objet : relance</p></div>"

    assert plain_spaces(page) == ["Relance :"]
    assert plain_spaces(page, "Relance : urgent") == []


@pytest.mark.parametrize(
    ("template", "shown"),
    [
        ("{{ 5 }} % : <b>{% if true %}« {{ 5 }} »{% endif %}</b>", "5~%~: <b>«~5~»</b>"),
        ("{{ 'Vraiment ?' }}", "Vraiment~?"),
        ('<a title="Oui ?" href="/a ?b">c</a>', '<a title="Oui~?" href="/a ?b">c</a>'),
        ("<a {{ '' }}title=\"{{ 1 > 0 }} ?\">c</a>", '<a title="True~?">c</a>'),
        ("<pre>a ;</pre> ;", "<pre>a ;</pre>~;"),
        ("<script>a ? b : c</script>", "<script>a ? b : c</script>"),
        ('<textarea title="Où ?">{{ 1 }} ?</textarea>', '<textarea title="Où~?">1 ?</textarea>'),
        ("<!-- a ; -->", "<!-- a ; -->"),
        ("<b data-vals='{\"a\" : 1}'></b>", "<b data-vals='{\"a\" : 1}'></b>"),
    ],
)
def test_a_template_is_typeset_in_what_is_read_of_it_and_nowhere_else(app, template, shown):
    with app.test_request_context():
        assert render_template_string(template) == shown.replace("~", "\u00a0")


def test_what_somebody_typed_is_shown_as_typed(app):
    with app.test_request_context():
        assert render_template_string("« {{ said }} »", said="quoi ?") == "«\u00a0quoi ?\u00a0»"


SHOWN = re.compile(
    r"\{\{ (?:[\w.]+\.)?(?:advice|barred|error|help|message|note_refusal|notice|problem|refusal)(?:\[[^\]]+\])? \}\}"
)


def test_every_refusal_and_notice_is_typeset_where_it_is_shown(app):
    """These sentences come with an answer to a form, which no walk through the pages meets."""
    folder = Path(app.root_path, app.template_folder)
    found = {
        path.relative_to(folder).as_posix(): SHOWN.findall(path.read_text(encoding="utf-8"))
        for path in folder.rglob("*.html")
    }

    assert {name: shown for name, shown in found.items() if shown} == {}
