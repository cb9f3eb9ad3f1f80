"""Documents spoilt at random, from a seed: bytes, parts, elements and attributes."""

import io
import zipfile
from collections.abc import Callable
from random import Random  # noqa: TID251  seeded: a fault found is found again

from lxml import etree

HOSTILE = (
    "", "-1", "0", "1", "99999999999", "1e308", "NaN", "é" * 200, "../../../etc/passwd", "#REF!", "true", "%s%n", "\u202e",
    "12pt", "100%", "A1:XFD1048576", "file:///etc/passwd", "=1/0",
)  # fmt: skip
LARGEST = 3_000_000


def mutated(data: bytes, chance: Random) -> bytes:
    """Return the document spoilt once to three times."""
    for _ in range(chance.randint(1, 3)):
        is_zip = data.startswith(b"PK")
        change = chance.choice([*BYTES, *(PARTS * 3 if is_zip else ())])
        data = change(data, chance)[:LARGEST]
    return data


def _flip(data: bytes, chance: Random) -> bytes:
    spoilt = bytearray(data)
    for _ in range(chance.randint(1, 30) if spoilt else 0):
        spoilt[chance.randrange(len(spoilt))] = chance.randrange(256)
    return bytes(spoilt)


def _truncate(data: bytes, chance: Random) -> bytes:
    return data[: chance.randint(0, len(data))]


def _repeat(data: bytes, chance: Random) -> bytes:
    start = chance.randint(0, len(data))
    piece = data[start : start + chance.randint(0, 2_000)]
    return data[:start] + piece * chance.randint(1, 200) + data[start:]


def _with_part(data: bytes, chance: Random, change: Callable[[bytes, Random], bytes]) -> bytes:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
    except Exception:  # noqa: BLE001  an archive already spoilt
        return data
    names = [name for name in parts if name.endswith((".xml", ".rels"))] or list(parts)
    if not names:
        return data
    name = chance.choice(names)
    parts[name] = change(parts[name], chance)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for each, content in parts.items():
            archive.writestr(each, content)
    return buffer.getvalue()


def _in_part(change: Callable[[bytes, Random], bytes]) -> Callable[[bytes, Random], bytes]:
    return lambda data, chance: _with_part(data, chance, change)


def _tree(
    change: Callable[[list[etree._Element], Random], None],
) -> Callable[[bytes, Random], bytes]:
    def changed(content: bytes, chance: Random) -> bytes:
        try:
            root = etree.fromstring(content)
        except etree.XMLSyntaxError:
            return content
        change([one for one in root.iter() if isinstance(one.tag, str)], chance)
        return etree.tostring(root)

    return _in_part(changed)


def _attribute(elements: list[etree._Element], chance: Random) -> None:
    for _ in range(8):
        element = chance.choice(elements)
        if element.attrib:
            element.set(chance.choice(list(element.attrib)), chance.choice(HOSTILE))


def _text(elements: list[etree._Element], chance: Random) -> None:
    chance.choice(elements).text = chance.choice(HOSTILE) * chance.randint(1, 50)


def _remove(elements: list[etree._Element], chance: Random) -> None:
    element = chance.choice(elements)
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _copy(elements: list[etree._Element], chance: Random) -> None:
    small = [one for one in elements if len(one) < 3] or elements[-1:]
    parent, copied = chance.choice(elements), etree.tostring(chance.choice(small))
    for _ in range(chance.randint(1, 30) if len(copied) < 5_000 else 0):
        parent.append(etree.fromstring(copied))


def _nest(elements: list[etree._Element], chance: Random) -> None:
    element = chance.choice(elements)
    for _ in range(chance.choice([10, 200, 400])):
        element = etree.SubElement(element, element.tag)


def _rename(elements: list[etree._Element], chance: Random) -> None:
    chance.choice(elements).tag = chance.choice(elements).tag


def _empty(content: bytes, chance: Random) -> bytes:
    return chance.choice([b"", b"<x/>", content[: len(content) // 2]])


BYTES = (_flip, _truncate, _repeat)
PARTS = (
    _tree(_attribute), _tree(_text), _tree(_remove), _tree(_copy), _tree(_nest), _tree(_rename), _in_part(_empty),
    _in_part(_flip), _in_part(_repeat),
)  # fmt: skip
