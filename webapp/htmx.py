"""htmx: the only file that names its headers.

One URL has two shapes: the page for a browser that navigates, the partial for htmx. A partial has one
root element with its own id, and is the same in the page and in every answer that changes it.
"""

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any, cast

from flask import Response, make_response, render_template, request
from flask import redirect as redirect_browser
from htmx_flask import Htmx
from htmx_flask.requests import HtmxHeaders
from markupsafe import Markup

extension = Htmx()

FIRST_TAG = re.compile(r"<[a-zA-Z][\w-]*")
MESSAGES = "#messages"


def is_htmx() -> bool:
    """Say whether htmx asks for a partial; going back in the history needs the whole page."""
    headers = _headers()
    return bool(headers) and not headers.history_restore_request


def current_path() -> str:
    """Return the address of the page htmx asks from, or nothing."""
    return _headers().current_url or ""


def respond(
    page: str,
    partial: str,
    *,
    status: int = 200,
    also: Iterable[Markup] = (),
    events: Mapping[str, Any] | None = None,
    **context: Any,
) -> Response:
    """Answer with the partial to htmx (and the `also` fragments, see `oob`), with the page otherwise.

    `also` is only drawn for htmx: a page holds these elements already.
    """
    if is_htmx():
        answer = make_response("\n".join([render_template(partial, **context), *also]), status)
    else:
        answer = make_response(render_template(page, **context), status)
    if events:
        trigger(answer, events)
    answer.vary.add("HX-Request")
    return answer


def fragments(*parts: Markup | str, status: int = 200) -> Response:
    """Answer htmx with fragments only: what a poll brings."""
    answer = make_response("\n".join(parts), status)
    answer.vary.add("HX-Request")
    return answer


def oob(partial: str, **context: Any) -> Markup:
    """Return a partial that replaces the element of its own id, wherever it is on the page."""
    html = render_template(partial, **context)
    return Markup(FIRST_TAG.sub(r'\g<0> hx-swap-oob="true"', html, count=1))  # noqa: S704


def refusal(message: str, status: int = 422, title: str = "") -> Response:
    """Say no to htmx: one sentence in the page's message area, the rest of the page untouched."""
    html = render_template("_refusal.html", message=message, title=title)
    answer = make_response(html, status)
    answer.headers["HX-Retarget"] = MESSAGES
    answer.headers["HX-Reswap"] = "innerHTML"
    answer.vary.add("HX-Request")
    return answer


def redirect(url: str) -> Response:
    """Send the browser to another page, after a POST or when a partial has no sense any more."""
    if not is_htmx():
        return cast(Response, redirect_browser(url, 303))
    answer = make_response("", 200)
    answer.headers["HX-Redirect"] = url
    return answer


def trigger(answer: Response, events: Mapping[str, Any]) -> Response:
    """Let the page's scripts know: event name to its detail."""
    answer.headers["HX-Trigger"] = json.dumps(events)
    return answer


def _headers() -> HtmxHeaders:
    return cast(HtmxHeaders, request.htmx)  # type: ignore[attr-defined]
