"""After the results: the report to a candidate, the report of the session, and what the records say for ever."""

from playwright.sync_api import expect

from sim.journal.entry import verify_lines
from tests.journeys.centre import Person
from tests.journeys.session_rating import FIRST
from tests.journeys.session_story import CANDIDATES, Story, pages_of, plain, sheets_of
from webapp import register
from webapp.config import read_settings
from webapp.store.store import open_store

WORD = "Vous avez tenu vos priorités malgré l’alarme."
ADVICE = "Notez vos durées avant de commencer."


def report(story: Story) -> None:
    """What is handed over and taken away is opened; everything holds."""
    helene = story.person("helene")
    edits_the_report(story, helene)
    is_read_by_the_candidate(story)
    takes_the_session_report(story, helene)
    is_found_by_the_jury_and_the_centre(story)
    everything_holds(story)


def edits_the_report(story: Story, helene: Person) -> None:
    page = helene.page
    helene.visits(f"/commission/{story.tokens[FIRST]}/compte-rendu")
    page.fill("#seen", WORD)
    helene.clicks("#feedback-part button:has-text('Enregistrer')")
    helene.reads("Texte enregistré.")
    page.click("a:has-text('C1.3')")
    expect(page.locator("#feedback-part h2")).to_have_text("C1.3")
    page.fill("#work", ADVICE)
    helene.clicks("#feedback-part button:has-text('Enregistrer')")
    helene.reads("Texte enregistré.")
    helene.shows("session-46-compte-rendu")
    page.click("text=Remettre au candidat")
    helene.reads("Compte rendu remis : le candidat peut le lire et le télécharger.")
    helene.shows("session-47-compte-rendu-remis")


def is_read_by_the_candidate(story: Story) -> None:
    someone = story.person(FIRST)
    someone.visits("/epreuve/")
    someone.page.click("text=Lire le compte rendu de l’épreuve")
    someone.reads(WORD)
    someone.reads(ADVICE)
    someone.shows("session-48-compte-rendu-lu")
    with someone.page.expect_download() as download:
        someone.page.click("text=Télécharger en PDF")
    path = story.folder / "compte-rendu.pdf"
    download.value.save_as(path)
    said = " ".join(pages_of(path.read_bytes()))
    for part in (FIRST, WORD, ADVICE, "C5.3"):
        assert part in said, part
    assert "PROJET" not in said
    other = story.person(CANDIDATES[1])
    refused = other.page.context.request.get(
        f"{story.centre.url}/epreuve/{story.tokens[FIRST]}/compte-rendu"
    )
    assert refused.status == 404


def takes_the_session_report(story: Story, helene: Person) -> None:
    helene.visits("/commission/")
    helene.page.click("text=Rapport de session")
    helene.reads("Rapport de session")
    helene.shows("session-49-rapport")
    base = f"/commission/sessions/{story.exam}/rapport"
    pages = pages_of(helene.fetches(f"{base}.pdf").body())
    book = sheets_of(helene.fetches(f"{base}.xlsx").body())
    cells = [plain(str(cell)) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row if cell is not None]  # fmt: skip
    for said in (" ".join(pages), " ".join(cells)):
        assert "Session de novembre" in said
        assert "C1.3" in said
        assert not [
            name for name in (*CANDIDATES, "Hélène Marchand", "Pierre Petit") if name in said
        ]
    tables = {sheet.title: sheet for sheet in book}
    assert len(tables) > 5, list(tables)


def is_found_by_the_jury_and_the_centre(story: Story) -> None:
    for login, home in (
        ("anne", f"/jury/{story.exam}"),
        ("admin", f"/centre/sessions/{story.exam}/"),
    ):
        person = story.person(login)
        person.visits(home)
        person.page.click("text=Rapport de session")
        person.page.wait_for_url("**/rapport")
        person.reads("statistiques, sans nom de candidat ni d’évaluateur")


def everything_holds(story: Story) -> None:
    """Each journal's chain, the register's, and nobody met an error of ours."""
    for name, token in story.each():
        lines = [str(line) for (line,) in story.rows("SELECT line FROM journal JOIN sitting ON sitting.id = sitting_id WHERE token = ? ORDER BY seq", token)]  # fmt: skip
        assert len(lines) > 10, name
        assert verify_lines(lines) is None, name
    store = open_store(read_settings({"BANNETTE_DATA": str(story.centre.data)}))
    with store.sessions() as session:
        kinds = [act.kind for act in register.read(session, story.exam)]
    store.database.dispose()
    for kind, count in {
        "rating.submitted": 24, "opinion.given": 1, "commission.validated": 12, "commission.signed": 12,
        "jury.pronounced": 12, "jury.minutes": 1, "jury.signed": 2, "result.published": 12, "feedback.sent": 1,
    }.items():  # fmt: skip
        assert kinds.count(kind) == count, kind
    assert {name: one.troubles for name, one in story.people.items() if one.troubles} == {}
