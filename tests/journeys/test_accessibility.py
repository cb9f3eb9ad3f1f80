"""Every page, as each person meets it, held to the rules of accessibility at the sizes of an exam room's screens.

The centre is that of the examiner's manual, further on: a session published, one rated blind, one being sat. Pages
are followed from link to link; each address of the application is seen once, or twice where its states differ.
"""

import re
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urlsplit

import pytest
from playwright.sync_api import Browser, Error, Page
from werkzeug.exceptions import HTTPException
from werkzeug.routing import MapAdapter, RequestRedirect

from tests.journeys.centre import PASSWORDS
from tests.journeys.inspection import Fault, dialogs, first_keys, inspect
from tests.journeys.manual_centre import APPEAL, JURY, PLACES, WORK, Stage, centre_at

pytestmark = pytest.mark.journey

PLAYED = {"sofia", "theo", "ines", "camille"}
EDITOR = "#editor"
"""The browser's editor of documents is another's work, whose faults are known (decision 0012): it alone is spared."""


@dataclass(frozen=True, slots=True)
class Round:
    """Whose pages are seen: all the links of somebody, less those of another's part of the site."""

    login: str
    starts: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    times: int = 1
    """How many pages of one address are seen, besides the starts."""


GRID = tuple(
    f"/commission/{{{who}}}{page}"
    for who, pages in {
        "theo": ("/grille", "/conciliation", "/competences", "/signature"),
        "sofia": ("/competences", "/signature", "/compte-rendu"),
        "ines": ("/grille",),
    }.items()
    for page in pages
)
ROUNDS = (
    Round("camille", times=2),
    Round("sofia", ("/epreuve/{sofia}/compte-rendu",)),
    Round("helene", (*GRID, "/commission/calibrage"), ("room",)),
    Round("paul"),
    Round("anne", ("/jury/{review}", "/jury/{blind}", "/jury/passages/{sofia}", "{regraded}")),
    Round("marc", ("/style",)),
    Round("admin", ("/jury/passages/{sofia}",), ("examiner", "room", "trainer", "styleguide")),
)


@pytest.fixture(scope="module")
def stage(tmp_path_factory) -> Iterator[Stage]:
    """A centre where somebody is at every step."""
    places = tuple(one for one in PLACES if one.login in PLAYED)
    stage = centre_at(tmp_path_factory.mktemp("centre"), places)
    try:
        advances(stage)
        yield stage
    finally:
        stage.centre.kill()
        stage.store.database.dispose()


def advances(stage: Stage) -> None:
    """One is rated by both and to be conciled; another's result is published, explained, regraded, contested."""
    for login, apart in (("helene", {"C1_2": "not_met", "C1_4": "partly"}), ("pierre", {})):
        stage.rates(login, "theo", **apart).post("/remise")
    stage.decides("sofia")
    for login in ("helene", "pierre"):
        stage.signs(login, "sofia")
    stage.sets_clock(JURY)
    stage.deliberates("sofia")
    assert stage.commission("helene", "sofia").post("/compte-rendu/remise").status_code == 303
    stage.sets_clock(APPEAL)
    stage.appeals("sofia")
    form = {"source": "grader", "keep": "1", "reason": "Moteur réparé."}
    kept = stage.client("anne").post(f"/jury/{stage.exams['review']}/renotations", data=form)
    stage.tokens["regraded"] = kept.location
    stage.sets_clock(WORK)


@pytest.mark.parametrize("given", ROUNDS, ids=lambda one: one.login)
def test_every_page_of_a_person_is_accessible(stage: Stage, browser: Browser, given: Round):
    page = browser.new_page(locale="fr-FR", reduced_motion="reduce")
    page.goto(f"{stage.centre.url}/connexion")
    page.fill("#login", given.login)
    page.fill("#password", PASSWORDS[given.login])
    page.press("#password", "Enter")
    page.wait_for_url(lambda url: "/connexion" not in url)
    walk = Walk(stage, page, given)
    walk.goes()
    assert len(walk.seen) > 3
    assert not walk.faults, "\n".join(map(str, walk.faults))


def test_who_has_no_account_meets_accessible_pages(stage: Stage, browser: Browser):
    asked = stage.commission("helene", "theo").post("/avis-entreprise").text
    path = urlsplit(re.search(r"<dt>Adresse</dt><dd>([^<]+)", asked)[1]).path
    code = re.search(r'invitation-code">([^<]+)', asked)[1]
    page = browser.new_page(locale="fr-FR", reduced_motion="reduce")
    faults = []
    for address in ("/connexion", "/nulle-part", path):
        page.goto(f"{stage.centre.url}{address}")
        faults += inspect(page, address, desk=False)
    page.fill("#code", code)
    page.press("#code", "Enter")
    page.wait_for_selector("#author")
    faults += inspect(page, "/avis/…/", desk=False)
    assert not faults, "\n".join(map(str, faults))


@dataclass
class Walk:
    """Somebody's pages, from link to link."""

    stage: Stage
    page: Page
    given: Round
    seen: Counter[str] = field(default_factory=Counter)
    kinds: set[tuple[object, ...]] = field(default_factory=set)
    waiting: deque[str] = field(default_factory=deque)
    faults: list[Fault] = field(default_factory=list)

    @property
    def addresses(self) -> MapAdapter:
        return self.stage.app.url_map.bind("centre")

    def goes(self) -> None:
        """See every page."""
        names = {**self.stage.tokens, **self.stage.exams}
        self.meets("/")
        self.waiting.extend(address.format(**names) for address in self.given.starts)
        while self.waiting:
            self.looks(self.waiting.popleft())

    def meets(self, address: str) -> None:
        """Keep an address to be seen, unless its like has been."""
        parts = urlsplit(address)
        try:
            endpoint, given = self.addresses.match(parts.path, method="GET")
        except (RequestRedirect, HTTPException):
            return
        kind = (endpoint, given.get("token"), *sorted(name for name, _ in parse_qsl(parts.query)))
        if endpoint.partition(".")[0] in self.given.others or endpoint == "static":
            return
        if kind not in self.kinds and self.seen[endpoint] < self.given.times:
            self.kinds.add(kind)
            self.seen[endpoint] += 1
            self.waiting.append(address)

    def looks(self, address: str) -> None:
        """See a page, and where it leads; a file is downloaded and not looked at."""
        try:
            answer = self.page.goto(f"{self.stage.centre.url}{address}")
        except Error as told:
            if "Download is starting" not in told.message:
                raise
            return
        if not answer.headers["content-type"].startswith("text/html"):
            return
        if address == "/":
            self.faults += first_keys(self.page, address)
        self.faults += dialogs(self.page, address)
        desk = self.given.login == "camille"
        self.faults += inspect(self.page, address, [EDITOR], desk=desk)
        for link in self.page.eval_on_selector_all("a[href]", "all => all.map(one => one.href)"):
            if link.startswith(self.stage.centre.url):
                self.meets(link.removeprefix(self.stage.centre.url).partition("#")[0])
