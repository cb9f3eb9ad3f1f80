"""The workshop's addresses: packs, their presentation, problems, preview and rehearsals."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

from flask import Blueprint, abort, current_app, render_template, request, send_file
from flask.typing import ResponseReturnValue
from pydantic import ValidationError

from grading.rehearsal import RehearsalRefused
from sim.scenario.problems import PackRefused, Problem
from sim.scenario.seal import Sealed
from webapp import htmx, library
from webapp.reactions import STATUSES_FR
from webapp.security import require
from webapp.trainer import bench as workbench
from webapp.trainer import runs
from webapp.trainer.bench import Bench
from webapp.trainer.filters import FILTERS
from webapp.trainer.overview import overview
from webapp.trainer.preview import PARTS, file_ref
from webapp.trainer.words import CHANNELS_FR, GRADES_FR, KINDS_FR

bp = Blueprint("trainer", __name__, url_prefix="/atelier")
bp.before_request(require("trainer", "admin"))
bp.record_once(lambda state: state.app.jinja_env.filters.update(FILTERS))

NO_LONGER = "Ce pack ne peut plus être scellé\u00a0: rechargez la page pour voir ses problèmes."
BAD_SEED = "Écrivez un nombre entier entre 0 et 999\u202f999, par exemple 7."


@bp.context_processor
def _words() -> dict[str, Any]:
    areas = {field.id: field.title for field in library.framework().fields}
    return {
        "AREAS": areas,
        "CHANNELS_FR": CHANNELS_FR,
        "GRADES_FR": GRADES_FR,
        "KINDS_FR": KINDS_FR,
    }


@bp.get("/")
def packs() -> ResponseReturnValue:
    """List the packs."""
    return render_template("trainer/packs.html", benches=workbench.benches(_packs()))


@bp.get("/<slug>/etat")
def state(slug: str) -> ResponseReturnValue:
    """Say in the list whether a pack has problems: sealing takes a moment, so each row asks."""
    bench = _bench(slug)
    found = bench.problems()
    rows = [] if found else runs.known_rows(bench, seed=0)
    return render_template(
        "trainer/_state.html", bench=bench, problems=found, rows=rows,
        played=sum(row.played for row in rows), right=sum(row.right for row in rows),
    )  # fmt: skip


@bp.get("/<slug>/")
def pack(slug: str) -> ResponseReturnValue:
    """Present a pack."""
    bench = _bench(slug)
    try:
        sealed = bench.sealed(0)
    except PackRefused as refused:
        return _refused(bench, "presentation", refused.problems)
    found = overview(bench.pack(), sealed.scenario)
    return render_template(
        "trainer/pack.html", bench=bench, tab="presentation", scenario=sealed.scenario, **found
    )


@bp.get("/<slug>/problemes")
def problems(slug: str) -> ResponseReturnValue:
    """Show everything to mend."""
    bench = _bench(slug)
    return _problems_page(bench, "problemes", bench.problems())


@bp.get("/<slug>/apercu")
@bp.get("/<slug>/apercu/<part>")
def preview(slug: str, part: str = "tirage") -> ResponseReturnValue:
    """Show what a seed makes of a pack."""
    if part not in PARTS:
        abort(404)
    return _with_seed(slug, "apercu", lambda bench, seed: _preview(bench, seed, part))


def _preview(bench: Bench, seed: int, part: str) -> ResponseReturnValue:
    sealed = bench.sealed(seed)
    return render_template(
        "trainer/preview.html", bench=bench, tab="apercu", seed=seed, parts=PARTS, part=part,
        scenario=sealed.scenario, **PARTS[part].lay_out(sealed),
    )  # fmt: skip


@bp.get("/<slug>/fichiers/<digest>")
def file(slug: str, digest: str) -> ResponseReturnValue:
    """Give a file of a sealed scenario."""

    def answer(bench: Bench, seed: int) -> ResponseReturnValue:
        sealed: Sealed = bench.sealed(seed)
        ref = file_ref(sealed, digest)
        if ref is None:
            abort(404)
        data = BytesIO(sealed.files[digest])
        return send_file(data, download_name=ref.name, as_attachment=True)

    return _with_seed(slug, "apercu", answer)


@bp.get("/<slug>/repetitions")
def rehearsals(slug: str) -> ResponseReturnValue:
    """Show the matrix of rehearsals and criteria; with `jouer`, each row plays itself in turn."""
    return _with_seed(slug, "repetitions", _matrix)


def _matrix(bench: Bench, seed: int) -> ResponseReturnValue:
    rows = runs.known_rows(bench, seed)
    return render_template(
        "trainer/rehearsals.html", bench=bench, tab="repetitions", seed=seed, rows=rows,
        play_all="jouer" in request.args, framework=library.framework(),
    )  # fmt: skip


@bp.get("/<slug>/repetitions/<name>")
def rehearsal(slug: str, name: str) -> ResponseReturnValue:
    """Play a rehearsal when it was not yet: its row in the matrix to htmx, its own sheet otherwise."""

    def answer(bench: Bench, seed: int) -> ResponseReturnValue:
        if name not in runs.read(bench, seed):
            abort(404)
        row = runs.played_row(bench, seed, name)
        if htmx.is_htmx():
            rows = runs.known_rows(bench, seed)
            summary = htmx.oob("trainer/_summary.html", rows=rows)
            html = render_template("trainer/_row.html", bench=bench, seed=seed, row=row, play=False)
            return htmx.fragments(html, summary)
        return render_template(
            "trainer/rehearsal.html", bench=bench, tab="repetitions", seed=seed, row=row,
            sheet=runs.run(bench, seed, name).sheet, framework=library.framework(),
            reactions=runs.reactions(bench, seed, name), STATUSES_FR=STATUSES_FR,
        )  # fmt: skip

    return _with_seed(slug, "repetitions", answer)


def _packs() -> Path:
    return Path(current_app.config.get("PACKS", library.PACKS))


def _bench(slug: str) -> Bench:
    found = workbench.find(_packs(), slug)
    if found is None:
        abort(404)
    return found


def _with_seed(
    slug: str, tab: str, answer: Callable[[Bench, int], ResponseReturnValue]
) -> ResponseReturnValue:
    """Answer for the seed asked, or say what prevents it: the seed, the pack or its rehearsals."""
    bench = _bench(slug)
    typed = request.args.get("tirage", "0")
    seed = workbench.read_seed(typed)
    if seed is None:
        page = render_template(
            "trainer/bad_seed.html", bench=bench, tab=tab, typed=typed, problem=BAD_SEED
        )
        return page, 422
    try:
        return answer(bench, seed)
    except PackRefused as refused:
        return _refused(bench, tab, refused.problems)
    except (RehearsalRefused, ValidationError):
        return _problems_page(bench, tab, bench.problems(), status=422)


def _refused(bench: Bench, tab: str, found: list[Problem]) -> ResponseReturnValue:
    return _problems_page(bench, tab, tuple(found), status=422)


def _problems_page(
    bench: Bench, tab: str, found: tuple[Problem, ...], status: int = 200
) -> ResponseReturnValue:
    if htmx.is_htmx():
        return htmx.refusal(NO_LONGER)
    page = render_template(
        "trainer/problems.html", bench=bench, tab=tab, problems=found, by_file=_by_file(found)
    )
    return page, status


def _by_file(found: tuple[Problem, ...]) -> dict[str, list[Problem]]:
    files: dict[str, list[Problem]] = {}
    for problem in found:
        files.setdefault(problem.file, []).append(problem)
    return files
