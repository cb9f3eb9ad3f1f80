"""`bannette bench erp`: a long list, a form, posting, printing, each beside its floor, in one run.

The floor of a page is an empty Flask page behind the same server; that of a file is the bare PDF library
drawing the same template: the same calls, in the same order, with nothing decided.
"""

import hashlib
import itertools
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from fpdf import FPDF

from sim import printing
from sim.archiving import render_archive
from sim.dispatch import opening
from sim.erp.forms import invoice_form
from sim.erp.invoicing import INVOICE
from sim.erp.making import Maker
from sim.erp.steps import done
from sim.scenario.load import load as load_pack
from sim.scenario.model import ErpOpening, RecordOpening
from sim.scenario.seal import Sealed, dump, seal
from sim.world import ErpRecord, World
from webapp.cli.bench.centre import served_centre
from webapp.cli.bench.measure import ROUNDS, Figure, figure
from webapp.cli.bench.morning import PACK, morning
from webapp.cli.bench.served import Browser, bare_app, served
from webapp.library import PACKS

ORDERS, DRAFTS = 5_000, 200
REQUESTS, POSTED, PRINTED = 10, 10, 10
LIST = "/erp/sales_order?" + urlencode({"etat": "confirmed", "tri": "order_date", "sens": "desc"})
FORM = "/erp/sales_order/modifier/CC26-3001"
ARTICLES = ("AV-1205", "AV-1610", "AV-2208", "AV-3140", "AV-4001")


def erp() -> list[Figure]:
    """Time the screens of a company with 5,000 orders, and its printed forms."""
    pack = seal(load_pack(PACKS / PACK), 0)
    sealed = _grown(pack)
    with tempfile.TemporaryDirectory() as name, _centre(Path(name), sealed) as centre:
        return [*_pages(Path(name), centre), *_files(opening(sealed.scenario))]


def _pages(folder: Path, centre: Browser) -> Iterator[Figure]:
    pages = {f"liste de {ORDERS} commandes": LIST, "formulaire d’une commande": FORM}
    for name, path in pages.items():
        page = partial(centre.get, path)
        with served(bare_app(folder, len(page()))) as floor:
            yield figure(name, page, floor.page, REQUESTS)
    drafts = (f"PF-{rank}" for rank in itertools.count(1))
    with served(bare_app(folder, 2_000)) as floor:
        post = partial(_post, centre, drafts)
        yield figure("valider une facture", post, floor.insert, POSTED)


def _post(centre: Browser, drafts: Iterator[str]) -> None:
    """Post the next draft: the only way to measure it twice."""
    draft = next(drafts)
    body = urlencode({"action": "post", "confirme": "1", "nonce": draft, "csrf_token": centre.csrf})
    status, content = centre.ask("POST", f"{centre.prefix}/erp/invoice/action/{draft}", body)
    if status != 303:
        raise ValueError(f"{draft} was not posted: {content[:200]!r}")


def _files(world: World) -> Iterator[Figure]:
    record = _posted(world, world.erp.records["invoice"]["PF-1"])
    form = invoice_form(world, record)
    bare = _bare_library(form)
    yield figure("PDF d’une facture", partial(printing.render_pdf.__wrapped__, form), bare, PRINTED)
    render = INVOICE.forms[0].render
    if render is None:
        raise ValueError("posted invoices are not rendered as electronic invoices")

    def made() -> None:
        render_archive.cache_clear()  # a file already made is kept: measure the making
        render(world, record)

    yield figure("Factur-X d’une facture", made, bare, PRINTED)


def _posted(world: World, draft: ErpRecord) -> ErpRecord:
    action = INVOICE.action("post")
    assert action is not None
    fact: Any = done(world, INVOICE, draft, action, Maker(world))[0]
    values = {**draft.values, **fact.changes}
    return replace(draft, values=values, state="posted", number=fact.number)


def _bare_library(form: printing.PrintedForm) -> Callable[[], bytes]:
    """Return the library's own calls for a form, to be made again with nothing around them."""
    calls: list[tuple[str, tuple[Any, ...], dict[str, Any]]] = []
    depth = 0

    def watched(name: str) -> Callable[..., Any]:
        original = getattr(FPDF, name)

        def call(self: FPDF, *given: Any, **named: Any) -> Any:
            nonlocal depth
            if not depth:
                calls.append((name, given, named))
            depth += 1
            try:
                return original(self, *given, **named)
            finally:
                depth -= 1

        return call

    names = ("set_font", "set_text_color", "set_fill_color", "text", "line", "rect")
    with _replaced(FPDF, {name: watched(name) for name in names}):
        printing.render_pdf.__wrapped__(form)

    def draw() -> bytes:
        sheet = FPDF(format="A4")
        sheet.core_fonts_encoding = "cp1252"
        sheet.set_compression(False)
        sheet.add_page()
        for name, given, named in calls:
            getattr(sheet, name)(*given, **named)
        return bytes(sheet.output())

    return draw


@contextmanager
def _replaced(owner: type, methods: dict[str, Callable[..., Any]]) -> Iterator[None]:
    kept = {name: getattr(owner, name) for name in methods}
    for name, method in methods.items():
        setattr(owner, name, method)
    try:
        yield
    finally:
        for name, method in kept.items():
            setattr(owner, name, method)


@contextmanager
def _centre(folder: Path, sealed: Sealed) -> Iterator[Browser]:
    started = morning(seal(load_pack(PACKS / PACK), 0)).entries[:1]
    with served_centre(folder, sealed, started, sealed.files) as centre:
        yield centre


def _grown(pack: Sealed) -> Sealed:
    """Return the shipped pack's company with years of orders, and drafts to post."""
    erp_opening = pack.scenario.erp
    customers = [row.id for row in erp_opening.records["customer"] if row.state != "blocked"]
    orders = tuple(_order(rank, customers) for rank in range(ORDERS))
    drafts = tuple(_draft(rank, customers) for rank in range(1, DRAFTS + 1))
    records = {**erp_opening.records, "sales_order": orders, "invoice": drafts}
    grown = ErpOpening.model_validate(
        erp_opening.model_dump() | {"records": records, "attachments": {}}
    )
    scenario = pack.scenario.model_copy(update={"erp": grown})
    digest = hashlib.sha256(dump(scenario).encode()).hexdigest()
    return replace(pack, scenario=scenario, digest=digest)


def _order(rank: int, customers: list[str]) -> RecordOpening:
    number = f"CC26-{rank + 1:04}"
    day = f"2026-{rank % 10 + 1:02}-{rank % 28 + 1:02}"
    values = {
        "customer": customers[rank % len(customers)],
        "customer_po": f"45{rank:06}",
        "order_date": day,
        "vat_code": "FR20",
    }
    state = "confirmed" if rank % 3 else "draft"
    return RecordOpening(id=number, number=number, state=state, values=values, lines=_lines(rank))


def _draft(rank: int, customers: list[str]) -> RecordOpening:
    values = {
        "customer": customers[rank % len(customers)],
        "invoice_date": "2026-10-13",
        "vat_code": "FR20",
        "payment_terms": "30J",
    }
    return RecordOpening(id=f"PF-{rank}", state="draft", values=values, lines=_lines(rank, 8))


def _lines(rank: int, count: int = 3) -> tuple[dict[str, str], ...]:
    return tuple(
        {
            "article": ARTICLES[(rank + place) % len(ARTICLES)],
            "quantity": str(100 * (place + 1) + rank % 90),
            "unit_price": f"{1 + place}.{rank % 90 + 10}",
        }
        for place in range(count)
    )


assert DRAFTS >= ROUNDS * POSTED
