"""A page looked at as one who sees it enlarged, hears it read, or has no mouse: every fault is told with its place."""

from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from playwright.sync_api import Page

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SMALL, USUAL = {"width": 1024, "height": 700}, {"width": 1280, "height": 800}
RUN = """async ([selector, rules, spared]) => {
  const context = {include: [[selector]], exclude: spared.map(one => [one])};
  const found = await axe.run(context, {runOnly: rules, resultTypes: ["violations"], iframes: false});
  return found.violations.flatMap(rule => rule.nodes.map(node =>
    [`${rule.id} (${node.impact || rule.impact})`, node.target.join(" "), node.failureSummary || ""]));
}"""
UNFOLD = """() => {
  for (const one of document.querySelectorAll("main details:not(.menu, .erp-menu)")) one.open = true;
}"""
COVERS = """() => {
  const covers = [...document.querySelectorAll("dialog, details.menu, details.erp-menu")];
  const seen = covers.filter(one => one.matches("dialog") || one.checkVisibility());
  seen.forEach((one, number) => { one.dataset.inspected = number; });
  return Math.min(seen.length, 6);
}"""
UNCOVER = """([number, open]) => {
  const cover = document.querySelector(`[data-inspected="${number}"]`);
  if (cover.matches("details")) cover.open = open;
  else open ? cover.showModal() : cover.close();
}"""
WIDTHS = "() => [document.scrollingElement.scrollWidth, document.scrollingElement.clientWidth]"
ENLARGE = "on => ['is-large', 'is-readable'].forEach(one => document.documentElement.classList.toggle(one, on))"
UNSEEN = """spared => {
  const ringed = style => style.boxShadow !== "none" ||
    (style.outlineStyle !== "none" && !["0px", ""].includes(style.outlineWidth) && style.outlineColor !== "rgba(0, 0, 0, 0)");
  const lost = [];
  for (const one of document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")) {
    if (!one.checkVisibility({visibilityProperty: true}) || spared.some(sel => one.closest(sel))) continue;
    one.focus();
    if (document.activeElement === one && !ringed(getComputedStyle(one))) lost.push(one.outerHTML.slice(0, 160));
  }
  return lost;
}"""


@dataclass(frozen=True, slots=True)
class Fault:
    """What somebody would stumble on."""

    page: str
    rule: str
    element: str
    why: str = ""

    def __str__(self) -> str:
        return f"{self.page}\n  {self.rule}: {self.element}\n  {' '.join(self.why.split())[:240]}"


def inspect(page: Page, address: str, spared: Iterable[str] = (), *, desk: bool) -> list[Fault]:
    """Return the faults of the page shown; what is within the `spared` is another's."""
    spared = list(spared)
    page.set_viewport_size(SMALL)
    page.evaluate(UNFOLD)
    page.evaluate(AXE)
    found = [*_rules(page, "html", spared)]
    for number in range(page.evaluate(COVERS)):
        page.evaluate(UNCOVER, [number, True])
        found += _rules(page, f'[data-inspected="{number}"]', spared)
        page.evaluate(UNCOVER, [number, False])
    found += [("focus not seen", one, "") for one in _unseen(page, spared)]
    found += _too_wide(page, desk=desk)
    return [Fault(address, *one) for one in found]


def _rules(page: Page, selector: str, spared: list[str]) -> list[tuple[Any, ...]]:
    return [tuple(one) for one in page.evaluate(RUN, [selector, RULES, spared])]


def _unseen(page: Page, spared: list[str]) -> list[str]:
    """Return what takes the focus without showing it; a key pressed first, the browser takes us for a keyboard."""
    page.keyboard.press("Shift")
    return page.evaluate(UNSEEN, spared)


def _too_wide(page: Page, *, desk: bool) -> list[tuple[str, str, str]]:
    """Say at which sizes the page is wider than its window, in larger letters too at the desk."""
    found = []
    for size in (SMALL, USUAL):
        page.set_viewport_size(size)
        for large in (False, True) if desk else (False,):
            page.evaluate(ENLARGE, large)
            width, room = page.evaluate(WIDTHS)
            if width > room:
                letters = ", large letters" if large else ""
                found.append((f"wider than the window{letters}", f"{width} px in {room}", ""))
        page.evaluate(ENLARGE, False)
    return found


def first_keys(page: Page, address: str) -> list[Fault]:
    """The first Tab of a page reaches the link that leads past its menus, and that link leads there."""
    page.keyboard.press("Tab")
    skip = page.locator(".skip-link:focus")
    seen = skip.count() == 1 and skip.evaluate("one => one.getBoundingClientRect().left >= 0")
    if seen:
        page.keyboard.press("Enter")
    lands = page.locator("main:focus").count() == 1
    return (
        [] if seen and lands else [Fault(address, "skip link", ".skip-link", f"{seen=} {lands=}")]
    )


def dialogs(page: Page, address: str) -> list[Fault]:
    """A dialog opened with the keys is left with Escape, and the focus goes back to what opened it."""
    found = []
    for opener in page.locator("[data-opens]").all():
        name = opener.get_attribute("data-opens")
        if not opener.is_visible():
            continue
        opener.focus()
        page.keyboard.press("Enter")
        opened = page.evaluate("name => document.getElementById(name).open", name)
        page.keyboard.press("Escape")
        closed = not page.evaluate("name => document.getElementById(name).open", name)
        back = opener.evaluate("one => document.activeElement === one")
        if not (opened and closed and back):
            found.append(Fault(address, "keyboard", f"#{name}", f"{opened=} {closed=} {back=}"))
    return found
