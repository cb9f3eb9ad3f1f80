"""The results that the program which saved a .xlsx kept beside its formulas.

openpyxl gives formulas or results, never both: reading the results alone is cheaper than a second load.
"""

from collections.abc import Iterator
from io import BytesIO

from lxml import etree

from grading.documents.package import Element, Package

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"

Result = str | float | int | bool


def stored_values(package: Package, part: str) -> Iterator[tuple[str, Result]]:
    """Return reference and result of each cell of a sheet that has a formula and a kept result."""
    if not part:
        return
    cells = etree.iterparse(BytesIO(package.blob(part)), tag=f"{S}c", resolve_entities=False)
    for _, cell in cells:
        kept = cell.findtext(f"{S}v")
        is_kept = kept is not None and (kept or cell.get("t") == "str")
        if is_kept and cell.find(f"{S}f") is not None:
            yield cell.get("r", ""), _result(cell, kept or "")
        cell.clear()


def _result(cell: Element, kept: str) -> Result:
    kind = cell.get("t", "n")
    if kind == "b":
        return kept == "1"
    if kind != "n":
        return kept
    try:
        number = float(kept)
    except ValueError:
        return kept
    return int(number) if number.is_integer() else number


def sheet_parts(package: Package) -> dict[str, str]:
    """Return the part of each sheet by its name."""
    main = package.main()
    tree = package.tree(main)
    parts: dict[str, str] = {}
    targets = package.targets(main)
    for element in tree.iter("{*}sheet"):
        found = (str(value) for name, value in element.items() if str(name).endswith("}id"))
        parts[element.get("name", "")] = targets.get(next(found, ""), "")
    return parts
