"""Addresses in templates: the same few hundred are built again and again, so each is built once.

A page names some sixty of them; building each anew took a fifth of its time. An address depends on the
endpoint, its values, the sitting in hand and where the site is mounted, and on nothing else.
"""

from collections import OrderedDict
from threading import Lock
from typing import Any

from flask import g, request
from flask import url_for as build
from werkzeug.routing import IntegerConverter

KEPT = 20_000
LARGEST = 2**31 - 1
"""What a column of whole numbers holds, on either database."""

_addresses: OrderedDict[tuple[Any, ...], str] = OrderedDict()
_lock = Lock()


class Number(IntegerConverter):
    """A whole number in an address: one that no row can have is an address that does not exist."""

    def __init__(self, *given: Any, **named: Any) -> None:
        """Bound it, unless the rule says otherwise."""
        super().__init__(*given, **{"max": LARGEST, **named})


def url_for(endpoint: str, **values: Any) -> str:
    """Return the address of an endpoint. See `flask.url_for`."""
    key = (request.root_url, g.get("desk_token"), endpoint, *values.items())
    try:
        found = _addresses.get(key)
    except TypeError:  # a value that cannot be a key: a list of repeated arguments
        return build(endpoint, **values)
    return found if found is not None else _kept(key, build(endpoint, **values))


def link_to(readonly: bool, endpoint: str, **values: Any) -> str:  # noqa: FBT001  named by its templates
    """Return the address of an endpoint, or nowhere to go in a replay."""
    return "#" if readonly else url_for(endpoint, **values)


def _kept(key: tuple[Any, ...], address: str) -> str:
    with _lock:
        _addresses[key] = address
        while len(_addresses) > KEPT:
            _addresses.popitem(last=False)
    return address
