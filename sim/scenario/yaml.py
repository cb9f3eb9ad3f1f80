"""YAML with positions: plain data, and the line of every value, for problems that point to a place."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.constructor import RoundTripConstructor
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import ScalarNode

SIZE_LIMIT = 1_000_000
NODE_LIMIT = 100_000
"""Values one file may hold once its aliases are expanded: an alias bomb stops here."""

Path = tuple[str | int, ...]


class _Constructor(RoundTripConstructor):
    """Amounts are decimals: `1.48` is never a binary float."""


def _as_decimal(_: RoundTripConstructor, node: ScalarNode) -> Decimal:
    return Decimal(str(node.value).replace("_", ""))


_Constructor.add_constructor("tag:yaml.org,2002:float", _as_decimal)


@dataclass(frozen=True, slots=True)
class Fault(Exception):
    """The text is not YAML; the place and the reason."""

    line: int
    reason: str


@dataclass(slots=True)
class Parsed:
    """Plain data and the line of each path in it."""

    data: Any
    lines: dict[Path, int] = field(default_factory=dict)

    def line(self, path: Path) -> int:
        """Return the line of a path, or of its nearest parent."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


def parse(text: str, *, first_line: int = 1) -> Parsed:
    """Read YAML; raises `Fault` with a line when it cannot be read."""
    if len(text) > SIZE_LIMIT:
        raise Fault(first_line, f"the file is larger than {SIZE_LIMIT} characters")
    reader = YAML(typ="rt")
    reader.Constructor = _Constructor
    try:
        raw = reader.load(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise Fault(
            first_line + (mark.line if mark else 0), str(error.problem or error.context)
        ) from error
    except (YAMLError, ValueError, ArithmeticError, RecursionError) as error:
        raise Fault(first_line, str(error)) from error
    parsed = Parsed(None)
    parsed.data = _plain(raw, (), parsed, first_line)
    return parsed


def _plain(value: Any, path: Path, parsed: Parsed, first_line: int) -> Any:
    if len(parsed.lines) > NODE_LIMIT or len(path) > 40:
        raise Fault(first_line, "the file holds too many or too deeply nested values")
    if isinstance(value, CommentedMap):
        return {
            str(key): _child(value.lc.key(key)[0], item, (*path, str(key)), parsed, first_line)
            for key, item in value.items()
        }
    if isinstance(value, CommentedSeq):
        return [
            _child(value.lc.item(index)[0], item, (*path, index), parsed, first_line)
            for index, item in enumerate(value)
        ]
    return _scalar(value)


def _child(line: int, value: Any, path: Path, parsed: Parsed, first_line: int) -> Any:
    parsed.lines[path] = first_line + line
    return _plain(value, path, parsed, first_line)


def _scalar(value: Any) -> Any:
    if isinstance(value, bool) or value is None or isinstance(value, Decimal):
        return value
    if isinstance(value, str):
        return str(value)
    if isinstance(value, int):
        return int(value)
    return value
