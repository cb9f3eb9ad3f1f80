"""Two examiners rate the twelve blind to each other and to the proposal, then settle where they differ."""

from playwright.sync_api import expect

from tests.journeys.centre import Person
from tests.journeys.session_story import CANDIDATES, Story, plain
from webapp.library import framework

CRITERIA = tuple(one.id for one in framework().criteria)
FIRST = CANDIDATES[0]
FAILING = CANDIDATES[9:]
"""Those whose fifth competency is not reached."""
SEEN = "Vu au journal et sur les documents rendus."
STEPS = ("met", "partly", "not_met")
APART = "C1.3"
"""Where the raters of the first sitting are two levels apart."""


def rate(story: Story) -> None:
    """Blind, handed in, conciliated; nobody writes a restitution any more."""
    story.centre.jump(20)
    helene, pierre = story.person("helene"), story.person("pierre")
    reads_numbers_alone(helene)
    for name in CANDIDATES[:3]:
        is_blind(story, helene, name)
    rates_by_keyboard(story, helene)
    rates_by_form(story, helene, "helene", CANDIDATES[1:])
    for name in CANDIDATES[:3]:
        is_blind(story, pierre, name)
    rates_by_form(story, pierre, "pierre", CANDIDATES)
    hand_in(story, helene, pierre)
    settles_on_screen(story, helene)
    settles_by_form(story, helene)


def level(rater: str, name: str, criterion: str) -> str:
    """Return what a rater gives: most alike, some a level apart, one two levels apart."""
    at, place = CANDIDATES.index(name), CRITERIA.index(criterion)
    if name in FAILING and criterion.startswith("C5"):
        return "not_met"
    base = 1 if (at + place) % 5 == 0 else 0
    if rater == "helene":
        return STEPS[base]
    if name == FIRST and criterion == APART:
        return "not_met"
    return STEPS[1 - base] if (at * 3 + place) % 9 == 0 else STEPS[base]


def reads_numbers_alone(helene: Person) -> None:
    helene.visits("/commission/")
    helene.reads("Candidat n° 01")
    helene.reads("double notation à l’aveugle")
    for name in CANDIDATES:
        expect(helene.page.locator("body")).not_to_contain_text(name)
    helene.shows("session-25-passages")


def is_blind(story: Story, rater: Person, name: str) -> None:
    """Neither the proposal, nor what the other gave, nor the name."""
    token = story.tokens[name]
    shown = plain(rater.fetches(f"/commission/{token}/grille").text())
    assert "Notation à l’aveugle" in shown
    for hidden in (name, "Score", "Constats et preuves", "Niveau retenu", SEEN):
        assert hidden not in shown, hidden
    refused = rater.page.context.request.get(f"{story.centre.url}/commission/{token}/conciliation")
    assert refused.status == 403


def rates_by_keyboard(story: Story, helene: Person) -> None:
    page = helene.page
    page.click("tr:has-text('Candidat n° 01') >> text=Noter")
    page.wait_for_url("**/grille")
    helene.shows("session-26-notation-aveugle")
    for place, criterion in enumerate(CRITERIA):
        settled = f"#criterion[data-criterion='{criterion}']:not(.htmx-settling)"
        expect(page.locator(settled)).to_be_visible()
        given = level("helene", FIRST, criterion)
        page.keyboard.press(str(STEPS.index(given) + 1))
        if given != "met":
            page.keyboard.press("d")
            page.keyboard.type(SEEN)
        with page.expect_response(lambda answer: answer.url.endswith("/noter")):
            page.keyboard.press("Control+Enter")
        expect(page.locator("#hand-in")).to_contain_text(f"{place + 1} sur 21")
        if criterion == CRITERIA[1]:
            helene.shows("session-27-note")
        page.keyboard.press("Escape")
        page.keyboard.press("j")


def rates_by_form(story: Story, rater: Person, who: str, names: tuple[str, ...]) -> None:
    rater.visits("/commission/")
    for name in names:
        for criterion in CRITERIA:
            path = f"/commission/{story.tokens[name]}/criteres/{criterion}/noter"
            rater.sends(path, {"level": level(who, name, criterion), "reason": SEEN}, follow=False)


def hand_in(story: Story, helene: Person, pierre: Person) -> None:
    helene.visits(f"/commission/{story.tokens[FIRST]}/grille")
    helene.clicks("text=Remettre ma notation")
    helene.reads("Notation remise : elle ne change plus. Vous voyez désormais la proposition.")
    helene.reads(FIRST)
    helene.shows("session-28-remise")
    for name, token in story.each():
        if name != FIRST:
            helene.sends(f"/commission/{token}/remise", follow=False)
        pierre.sends(f"/commission/{token}/remise", follow=False)
    for person in (helene, pierre):
        person.fetches(
            "/commission/"
        )  # reads what each form said: else the next page says it twelve times


def apart(name: str) -> list[str]:
    return [one for one in CRITERIA if level("helene", name, one) != level("pierre", name, one)]


def settles_on_screen(story: Story, helene: Person) -> None:
    page = helene.page
    helene.visits(f"/commission/sessions/{story.exam}/conciliation")
    helene.shows("session-29-conciliation-de-la-session")
    helene.visits(f"/commission/{story.tokens[FIRST]}/conciliation")
    differ = apart(FIRST)
    helene.reads("Notations remises : Hélène Marchand, Pierre Petit.")
    helene.reads(f"dont {21 - len(differ)} d’accord")
    helene.shows("session-30-conciliation")
    helene.clicks(f"text=Retenir {21 - len(differ)} niveaux communs")
    helene.reads("Niveaux communs retenus.")
    for criterion in differ:
        section = page.locator(f"#standing-{criterion.replace('.', '-')}")
        if criterion == APART:
            expect(section).to_contain_text("écart de deux niveaux")
            section.get_by_role("button", name="Retenir ce niveau").click()
            expect(section).to_contain_text("Choisissez le niveau retenu.")
        section.locator("input[value=partly]").check()
        section.locator("textarea").fill("Relu à deux : fait, mais incomplet.")
        section.get_by_role("button", name="Retenir ce niveau").click()
        expect(section.locator(".is-current")).to_contain_text("Relu à deux")
    helene.reads("Tous les critères sont retenus")
    helene.shows("session-31-conciliee")


def settles_by_form(story: Story, helene: Person) -> None:
    for name in CANDIDATES[1:]:
        base = f"/commission/{story.tokens[name]}/conciliation"
        helene.sends(f"{base}/accords", follow=False)
        for criterion in apart(name):
            helene.sends(
                f"{base}/{criterion}", {"level": "partly", "reason": "Relu à deux."}, follow=False
            )
        assert "Tous les critères sont retenus" in plain(helene.fetches(base).text())
