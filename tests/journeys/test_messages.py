"""What a message says never stands in the way: it has its own place under the bar, on a page as on a desk."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.centre import Centre, Person

pytestmark = pytest.mark.journey

REFUSAL = """<div class="message message-warning" role="alert"><p>Cette action n’est pas possible.</p>
<button type="button" class="btn-close" data-dismisses aria-label="Fermer ce message"></button></div>"""
SCREENS = [{"width": 1280, "height": 800}, {"width": 1024, "height": 700}]


def edges(page: Page, selector: str) -> tuple[float, float]:
    """Return where an element begins and ends, from the top of the screen, once it is laid out."""
    page.evaluate("() => new Promise((laid) => requestAnimationFrame(() => setTimeout(laid)))")
    box = page.locator(selector).bounding_box()
    assert box is not None
    return box["y"], box["y"] + box["height"]


@pytest.mark.parametrize("screen", SCREENS, ids=lambda one: str(one["width"]))
def test_a_message_is_read_above_the_page_and_closed(centre: Centre, browser, screen):
    admin = Person.sits_down(centre, browser, "admin")
    page = admin.page
    page.set_viewport_size(screen)
    admin.visits("/centre/reglages")
    page.fill("#name", "Centre d’essai")
    page.fill("#address", "1 rue du Port")
    page.click("main button.btn-primary")

    expect(page.locator("#messages")).to_contain_text("Réglages enregistrés")
    top, bottom = edges(page, "#messages")
    assert top == edges(page, ".topbar")[1]
    assert bottom == edges(page, "#main")[0]

    page.click("#messages [data-dismisses]")

    expect(page.locator(".message")).to_have_count(0)
    assert edges(page, "#main")[0] == edges(page, ".topbar")[1]
    assert not admin.troubles


@pytest.mark.parametrize("screen", SCREENS, ids=lambda one: str(one["width"]))
def test_a_refusal_leaves_the_whole_desk_on_the_screen(centre: Centre, browser, screen):
    camille = Person.sits_down(centre, browser, "camille")
    page = camille.page
    page.set_viewport_size(screen)
    camille.goes("/consignes")
    camille.clicks("form button.btn-lg")
    page.wait_for_url("**/messagerie")
    page.route(
        "**/messagerie?dossier=sent",
        lambda route: route.fulfill(status=409, body=REFUSAL, content_type="text/html"),
    )

    page.click("a[hx-get$='dossier=sent']")

    expect(page.locator("#messages")).to_contain_text("n’est pas possible")
    assert edges(page, "#messages")[0] == edges(page, ".topbar")[1]
    assert edges(page, "#mailbox") == (edges(page, "#messages")[1], screen["height"])

    page.click("a[hx-get$='dossier=drafts']")

    expect(page.locator(".message")).to_have_count(0)
    assert edges(page, "#mailbox") == (edges(page, ".topbar")[1], screen["height"])


def test_a_message_that_comes_while_one_reads_further_down_moves_nothing(centre: Centre, browser):
    admin = Person.sits_down(centre, browser, "admin")
    page = admin.page
    page.set_viewport_size({"width": 1024, "height": 400})
    admin.visits("/centre/reglages")
    page.mouse.wheel(0, 250)
    expect(page.locator("html")).to_have_js_property("scrollTop", 250)
    before = edges(page, "#phone")

    page.locator("#messages").evaluate("(strip, said) => { strip.innerHTML = said; }", REFUSAL)

    expect(page.locator(".message")).to_be_in_viewport()
    assert edges(page, "#phone") == pytest.approx(before, abs=1)
