"""Authored text, rendered in a sandbox: plain values in, text out, bounded in time and memory."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import Any

from jinja2 import StrictUndefined, Template, TemplateError
from jinja2.exceptions import SecurityError
from jinja2.nodes import CallBlock, Concat, For, Macro, Node
from jinja2.sandbox import ImmutableSandboxedEnvironment

from sim.language import french

TEXT_LIMIT = 200_000
"""Characters one template may produce."""
NUMBER_LIMIT = 10**12


class AuthoringError(Exception):
    """A template or an expression that cannot be rendered; the message is Jinja's own."""


class _Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's sandbox, and the sizes it does not bound by itself.

    A list that grows while it is looped over never ends, so nothing can be changed; and of what can be
    called, only what is named here, since a method such as `center` makes a text of any size.
    """

    intercepted_binops = frozenset({"*", "**", "+", "%"})

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        for side in (left, right):
            if isinstance(side, StrictUndefined):
                side._fail_with_undefined_error()
        if operator == "**" or (operator == "%" and isinstance(left, str)):
            raise SecurityError(f"the operator {operator} is not available in packs")
        if operator == "*" and not (_is_number(left) and _is_number(right)):
            raise SecurityError("only numbers can be multiplied")
        result = super().call_binop(context, operator, left, right)
        if _is_number(result) and abs(result) > NUMBER_LIMIT:
            raise SecurityError("the result is too large")
        if isinstance(result, str | list) and len(result) > TEXT_LIMIT:
            raise SecurityError("the result is too long")
        return result

    def is_safe_callable(self, obj: Any) -> bool:
        named = getattr(obj, "__name__", "")
        return obj in FUNCTIONS.values() or (
            isinstance(getattr(obj, "__self__", None), str | dict) and named in METHODS
        )


def _is_number(value: Any) -> bool:
    return isinstance(value, int | Decimal) and not isinstance(value, bool)


def round_money(value: Decimal | int) -> Decimal:
    """Round to the cent, half up, as invoices do."""
    return Decimal(value).quantize(Decimal("0.01"), ROUND_HALF_UP)


def end_of_month(day: date) -> date:
    """Return the last day of the month."""
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def add_days(day: date | str, days: int) -> date:
    """Return the day some days later."""
    return _day(day) + timedelta(days=int(days))


def days_between(first: date | str, last: date | str) -> int:
    """Return the number of days from one day to another."""
    return (_day(last) - _day(first)).days


def later(time_of_day: str, minutes: int) -> str:
    """Return a time of the day some minutes later, HH:MM."""
    moment = datetime.strptime(time_of_day, "%H:%M") + timedelta(minutes=int(minutes))  # noqa: DTZ007
    return moment.strftime("%H:%M")


def _day(value: date | str) -> date:
    return value if isinstance(value, date) else date.fromisoformat(value)


def _decimal(value: Any) -> Decimal:
    return Decimal(str(value))


FILTERS: dict[str, Callable[..., str]] = {
    "money": lambda value: french.money(_decimal(value)),
    "number": lambda value, decimals=2: french.number(_decimal(value), decimals),
    "plain": lambda value: f"{_decimal(value):f}",
    "cents": lambda value: f"{round_money(_decimal(value)):f}",
    "date_long": lambda value: french.date_long(_day(value)),
    "date_short": lambda value: french.date_short(_day(value)),
    "compact": lambda value: _day(value).strftime("%Y%m%d"),
    "hour": lambda value: french.clock_time(datetime.strptime(value, "%H:%M").time()),  # noqa: DTZ007
    "slug": french.slug,
}
FUNCTIONS: dict[str, Callable[..., Any]] = {
    "round_money": round_money,
    "end_of_month": lambda day: end_of_month(_day(day)),
    "add_days": add_days,
    "days_between": days_between,
    "later": later,
    "decimal": _decimal,
}


METHODS = frozenset({"split", "lower", "upper", "strip", "get", "items", "keys", "values"})
"""Methods of a text or of named values that can be called."""
PLAIN_FILTERS = (
    "abs", "capitalize", "default", "first", "int", "join", "last", "length", "list", "lower", "max", "min",
    "round", "sort", "sum", "title", "trim", "unique", "upper",
)  # fmt: skip
"""Filters of Jinja that are kept: none that draws at random, none that pads to any size."""


def _environment() -> _Sandbox:
    sandbox = _Sandbox(undefined=StrictUndefined, autoescape=False, keep_trailing_newline=True)
    sandbox.filters = {name: sandbox.filters[name] for name in PLAIN_FILTERS} | FILTERS
    sandbox.globals = dict(FUNCTIONS)
    return sandbox


_SANDBOX = _environment()
RENDERING_ERRORS = (
    TemplateError, ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError,
)  # fmt: skip
"""What a wrong template, or a right one on wrong values, can raise."""


@lru_cache(maxsize=4096)
def _expression(text: str) -> Callable[..., Any]:
    """Return an expression compiled: packs are sealed for many seeds."""
    _refuse_what_may_not_end(_SANDBOX.parse(f"{{{{ {text} }}}}"))
    return _SANDBOX.compile_expression(text, undefined_to_none=False)


@lru_cache(maxsize=16384)
def _template(text: str) -> Template:
    _refuse_what_may_not_end(_SANDBOX.parse(text))
    return _SANDBOX.from_string(text)


def evaluate(expression: str, context: Mapping[str, Any]) -> Any:
    """Return the value of an expression. Raises `AuthoringError`."""
    try:
        value = _expression(expression)(**context)
        if isinstance(value, StrictUndefined):
            value._fail_with_undefined_error()
    except RENDERING_ERRORS as error:
        raise AuthoringError(str(error)) from error
    return value


def render(text: str, context: Mapping[str, Any]) -> str:
    """Return the text with its placeholders filled. Raises `AuthoringError`."""
    if "{{" not in text and "{%" not in text:
        return text
    try:
        pieces, size = [], 0
        for piece in _template(text).generate(**context):
            size += len(piece)
            if size > TEXT_LIMIT:
                raise AuthoringError(f"the text grows over {TEXT_LIMIT} characters")
            pieces.append(piece)
    except RENDERING_ERRORS as error:
        raise AuthoringError(str(error)) from error
    return "".join(pieces)


def _refuse_what_may_not_end(tree: Node) -> None:
    """Refuse what can run for ever, or double a text at will, within the sandbox."""
    for kind, reason in REFUSED.items():
        if next(tree.find_all(kind), None):
            raise AuthoringError(reason)
    for outer in tree.find_all(For):
        if outer.recursive:
            raise AuthoringError("recursive loops are not available in packs")
        for middle in outer.find_all(For):
            if next(middle.find_all(For), None):
                raise AuthoringError("loops may be nested twice at most")


REFUSED: dict[type[Node], str] = {
    Macro: "macros are not available in packs",
    CallBlock: "call blocks are not available in packs",
    Concat: "the operator ~ is not available in packs: write the two texts side by side",
}
