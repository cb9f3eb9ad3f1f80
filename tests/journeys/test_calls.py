"""On the telephone and at the desk, in a browser: words, tones, keys, a call put through, a form given."""

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.centre import Centre, Person

pytestmark = pytest.mark.journey


@pytest.fixture
def camille(centre: Centre, browser: Browser) -> Person:
    person = Person.sits_down(centre, browser, "camille")
    person.page.click("text=Commencer")
    person.clicks("text=Commencer l’épreuve")
    person.page.wait_for_url("**/messagerie")
    return person


def test_an_angry_customer_is_heard_calmed_and_noted(centre: Centre, camille: Person):
    centre.jump(66.2)
    camille.goes("/telephone/call-angry")
    camille.shows("calls-1-ringing")
    camille.page.keyboard.press("d")
    camille.reads("C’est la troisième erreur")
    camille.reads("ton agacé")
    enlarges(camille, "#call-text")
    camille.page.fill("#call-text", "Bleu, sans doute.")
    camille.page.press("#call-text", "Control+Enter")
    expect(camille.page.locator(".chat-line", has_text="Je ne vous suis pas")).to_be_in_viewport()
    camille.shows("calls-2-rephrase")
    camille.page.press("#call-text", "Escape")
    camille.page.keyboard.press("2")
    camille.reads("ton calme")
    camille.page.fill("#call-text", "Où puis-je vous joindre ?")
    camille.clicks("button[data-sends]")
    camille.reads("J’y suis jusqu’à midi")
    listens(camille)
    camille.page.click("summary:has-text('Transférer')")
    camille.shows("calls-3-transfer")
    camille.page.select_option("#transfer-to", "karim")
    camille.page.check("input[name=announced]")
    camille.clicks("button:has-text('Transférer l’appel')")
    camille.reads("On me repasse encore")
    camille.reads("transféré à Karim Benali")
    expect(camille.page.locator("#calls-list .list-row").first).to_contain_text("transféré à")

    camille.page.fill("#note-caller", "La cliente")
    camille.page.fill("#note-subject", "F2026-0987")
    camille.page.select_option("#slip-to", "karim")
    camille.page.select_option("#slip-how", "tray")
    camille.clicks("button:has-text('Remettre')")
    camille.reads("Remise à Karim Benali, dans sa bannette")
    camille.shows("calls-4-slip")
    assert camille.troubles == []
    centre.assert_journal_holds()


def enlarges(camille: Person, selector: str) -> None:
    """Give a text area the inline style it has once pulled by its corner, which no swap may copy."""
    camille.page.locator(selector).evaluate("area => { area.style.height = '80px' }")


def listens(camille: Person) -> None:
    """Hear a line, where the machine has a voice."""
    if not camille.page.locator("[data-listens]").count():
        return
    with camille.page.expect_response(lambda answer: "/voix/" in answer.url) as heard:
        camille.page.locator("[data-listens]").last.click()
    assert heard.value.headers["content-type"] == "audio/wav"
    # Asked from here and again: the page's policy lets no predicate wait inside it.
    sounds = "[...document.querySelectorAll('audio')].at(-1)?.duration > 0.5"
    for _ in range(50):
        if camille.page.evaluate(sounds):
            return
        camille.page.wait_for_timeout(100)
    raise AssertionError("la voix n’a rien dit")


def test_a_visitor_left_standing_is_heard_and_a_call_says_what_for(centre: Centre, camille: Person):
    centre.jump(51)
    camille.goes("/plan")
    camille.reads("Ohé, il y a quelqu’un ?")
    camille.shows("calls-5-visitor")
    camille.goes("/telephone")
    camille.page.select_option("#dial-person", "luc")
    camille.page.fill("#dial-purpose", "Palette de Béthenod")
    camille.clicks("button:has-text('Appeler')")
    camille.reads("Objet : Palette de Béthenod")
    expect(camille.page.locator("#call-text")).to_be_focused()
    camille.shows("calls-6-purpose")
    assert camille.troubles == []
