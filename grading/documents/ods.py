""".ods to a workbook: values, formulas as Excel writes them, formats, charts and print set-up."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from openpyxl.utils import get_column_letter

from grading.documents.model import Cell, Printing, Sheet, Workbook
from grading.documents.odf import (
    NUMBER,
    OFFICE,
    STYLE,
    TABLE,
    TEXT,
    Level,
    OdfPackage,
    OdfStyles,
    nearest,
    number,
    page_layout,
    repeated,
    table_rows,
)  # fmt: skip
from grading.documents.odf_objects import drawn_charts, object_texts, said
from grading.documents.package import Element, elements

FREE_COLUMNS = 16_384
_REFERENCE = re.compile(r"\[([^\]]*)\]")
_PARTS = re.compile(r"""("[^"]*"|\[[^\]]*\]|'[^']*')""")
_SPLIT = "HorizontalSplitPosition", "VerticalSplitPosition"
_MODES = "HorizontalSplitMode", "VerticalSplitMode"
_FROZEN = "2"


@dataclass(slots=True)
class At:
    """A cell and where it stands, from 1."""

    element: Element
    row: int
    column: int

    @property
    def reference(self) -> str:
        """Return `B3`."""
        return f"{get_column_letter(self.column)}{self.row}"


def read_ods(data: bytes) -> Workbook:
    """Read a .ods. Raises whatever the libraries raise on a file the guard let pass."""
    package = OdfPackage(data)
    reader = _Reader(package)
    body = package.body("spreadsheet")
    ranges = body.iterfind(f".//{TABLE}named-range")
    return Workbook(
        sheets=tuple(reader.sheet(table) for table in body.iterfind(f"{TABLE}table")),
        template_id=package.custom_property("pack_template_id"),
        names=frozenset(name for one in ranges if not (name := one.get(f"{TABLE}name", "")).startswith("_xlnm")),
        carried=package.carried(),
    )  # fmt: skip


class _Reader:
    def __init__(self, package: OdfPackage) -> None:
        content, styles = package.tree("content.xml"), package.tree("styles.xml")
        self._package = package
        self._styles = OdfStyles(styles, content)
        self._page_styles = styles
        self._formats = {
            found.get(f"{STYLE}name", ""): found
            for root in (styles, content)
            for found in root.iter(*_FORMATS)
        }
        self._looks: dict[str, tuple[str, bool]] = {}
        self._views = _views(package.tree("settings.xml"))

    def sheet(self, table: Element) -> Sheet:
        """Return a sheet."""
        name = table.get(f"{TABLE}name", "")
        levels = self._styles.levels("table", table.get(f"{TABLE}style-name", ""))
        properties = [
            found
            for one in levels
            if (found := one.style.find(f"{STYLE}table-properties")) is not None
        ]
        placed = list(_cells(table))
        cells = {at.reference: cell for at in placed if (cell := self._cell(at)) is not None}
        used = {at.column for at in placed if at.reference in cells}
        hidden = used.intersection(_hidden(table))
        return Sheet(
            name=name,
            cells=cells,
            hidden=nearest(properties, f"{TABLE}display") == "false",
            frozen_at=_frozen_at(self._views.get(name, {})),
            filtered=self._is_filtered(name),
            charts=tuple(drawn_charts(self._package, table)),
            printing=self._printing(table, levels),
            merged=tuple(_merged(placed)),
            hidden_columns=frozenset(get_column_letter(column) for column in hidden),
            beside=(*_comments(name, placed), *self._edges(name, levels), *self._beside(name, table)),
        )  # fmt: skip

    def _cell(self, at: At) -> Cell | None:
        value = _value(at.element)
        formula = at.element.get(f"{TABLE}formula", "")
        if value is None and not formula:
            return None
        code, bold = self._look(at.element.get(f"{TABLE}style-name", ""))
        return Cell(value, excel_formula(formula), code, bold=bold)

    def _look(self, style: str) -> tuple[str, bool]:
        """Return number format and boldness of a cell style: thousands of cells share a few."""
        if style not in self._looks:
            levels = self._styles.levels("table-cell", style)
            self._looks[style] = self._format(levels), self._styles.look(levels).bold
        return self._looks[style]

    def _format(self, levels: list[Level]) -> str:
        name = nearest([level.style for level in levels], f"{STYLE}data-style-name") or ""
        found = self._formats.get(name)
        return "General" if found is None else format_code(found)

    def _is_filtered(self, sheet: str) -> bool:
        ranges = self._package.body("spreadsheet").iter(f"{TABLE}database-range")
        return any(
            one.get(f"{TABLE}display-filter-buttons") == "true"
            and one.get(f"{TABLE}target-range-address", "")
            .lstrip("$")
            .startswith((sheet, f"'{sheet}'"))
            for one in ranges
        )

    def _printing(self, table: Element, levels: list[Level]) -> Printing:
        page = page_layout(self._page_styles, self._master(levels))
        properties = None if page is None else page.find(f"{STYLE}page-layout-properties")
        area = table.get(f"{TABLE}print-ranges", "")
        return Printing(
            area=_range(area),
            title_rows=_title_rows(table),
            is_landscape=properties is not None and properties.get(f"{STYLE}print-orientation") == "landscape",
            fits_width=properties is not None and properties.get(f"{STYLE}scale-to-X") == "1",
        )  # fmt: skip

    def _master(self, levels: list[Level]) -> Element | None:
        name = nearest([level.style for level in levels], f"{STYLE}master-page-name")
        masters = self._page_styles.iter(f"{STYLE}master-page")
        return next((one for one in masters if one.get(f"{STYLE}name") == name), None)

    def _edges(self, name: str, levels: list[Level]) -> Iterator[tuple[str, str]]:
        master = self._master(levels)
        for edge in () if master is None else elements(master):
            if (
                edge.tag in {f"{STYLE}header", f"{STYLE}footer"}
                and edge.get(f"{STYLE}display") != "false"
            ):
                text = said(edge)
                if text:
                    yield f"{name}, en-tête ou pied d’impression", text

    def _beside(self, name: str, table: Element) -> Iterator[tuple[str, str]]:
        yield from (
            (f"{name}, {label}", text) for label, text in object_texts(self._package, table)
        )
        for shape in table.iter("{*}text-box", "{*}custom-shape"):
            if said(shape):
                yield f"{name}, zone de texte", said(shape)


def _cells(table: Element) -> Iterator[At]:
    """Return the cells that hold something, repeated ones unfolded within a bound."""
    row_number = 1
    for row in table_rows(table):
        times = _count(row, f"{TABLE}number-rows-repeated")
        placed = list(_row_cells(row))
        for copy in range(
            min(times, repeated(row, f"{TABLE}number-rows-repeated")) if placed else 0
        ):
            yield from (At(element, row_number + copy, column) for element, column in placed)
        row_number += times


def _row_cells(row: Element) -> Iterator[tuple[Element, int]]:
    column = 1
    for cell in elements(row):
        if cell.tag not in {f"{TABLE}table-cell", f"{TABLE}covered-table-cell"}:
            continue
        times = _count(cell, f"{TABLE}number-columns-repeated")
        if len(cell) or cell.get(f"{OFFICE}value-type") or cell.get(f"{TABLE}formula"):
            for copy in range(repeated(cell, f"{TABLE}number-columns-repeated")):
                yield cell, min(column + copy, FREE_COLUMNS)
        column = min(column + times, FREE_COLUMNS)


def _count(element: Element, name: str) -> int:
    written = element.get(name, "1")
    return max(1, int(written)) if written.isdecimal() and len(written) < 8 else 1


def _value(cell: Element) -> str | float | int | bool | None:
    kind = cell.get(f"{OFFICE}value-type", "")
    if kind in {"float", "percentage", "currency"}:
        value = number(cell.get(f"{OFFICE}value"), 0.0)
        return int(value) if value.is_integer() else value
    if kind == "boolean":
        return cell.get(f"{OFFICE}boolean-value") == "true"
    if kind == "date":
        return cell.get(f"{OFFICE}date-value", "").replace("T", " ").removesuffix(" 00:00:00")
    if kind == "time":
        return _hours(cell.get(f"{OFFICE}time-value", ""))
    paragraphs = ("".join(map(str, p.itertext())) for p in cell.iterfind(f"{TEXT}p"))
    return "\n".join(paragraphs) or None


def _hours(duration: str) -> str:
    found = re.fullmatch(r"PT(\d+)H(\d+)M(\d+)(?:[.,]\d+)?S", duration)
    return ":".join(f"{int(part):02d}" for part in found.groups()) if found else duration


def excel_formula(formula: str) -> str:
    """Return a formula as Excel writes it: `of:=SUM([.B2:.B3];1)` is `=SUM(B2:B3,1)`."""
    body = re.sub(r"\A(?:of|oooc|msoxl):", "", formula)
    parts = _PARTS.split(body)
    return "".join(_excel_part(part) for part in parts)


def _range(address: str) -> str:
    """Return the cells of an address of one sheet: `Taux.A1:Taux.B4` is `A1:B4`."""
    return ":".join(one.rpartition(".")[2].replace("$", "") for one in address.split(":"))


def _excel_part(part: str) -> str:
    if part.startswith("["):
        return ":".join(_excel_reference(one) for one in part[1:-1].split(":"))
    return part if part.startswith(('"', "'")) else part.replace(";", ",")


def _excel_reference(reference: str) -> str:
    sheet, dot, cell = reference.rpartition(".")
    sheet = sheet.lstrip("$")
    return f"{sheet}!{cell}" if dot and sheet else cell


_FORMATS = tuple(
    f"{NUMBER}{kind}-style" for kind in ("number", "currency", "percentage", "date", "time", "boolean", "text")
)  # fmt: skip
_DATES = {
    "day": ("d", "dd"), "month": ("m", "mm"), "year": ("yy", "yyyy"), "hours": ("h", "hh"), "minutes": ("m", "mm"),
    "seconds": ("s", "ss"), "day-of-week": ("ddd", "dddd"),
}  # fmt: skip


def format_code(style: Element) -> str:
    """Return a number format as Excel writes it."""
    return "".join(_format_piece(element) for element in elements(style)) or "General"


def _format_piece(element: Element) -> str:
    kind = str(element.tag).removeprefix(NUMBER)
    if kind == "number":
        decimals = (
            _count(element, f"{NUMBER}decimal-places")
            if element.get(f"{NUMBER}decimal-places", "0") != "0"
            else 0
        )
        whole = "#,##0" if element.get(f"{NUMBER}grouping") == "true" else "0"
        return whole + ("." + "0" * min(decimals, 10) if decimals else "")
    if kind == "currency-symbol":
        return f'"{element.text or ""}"'
    if kind in {"text", "fill-character"}:
        text = element.text or ""
        return text if text.strip() in {"", "%", "/", "-", ":", "."} else f'"{text}"'
    if kind == "month" and element.get(f"{NUMBER}textual") == "true":
        return "mmmm" if element.get(f"{NUMBER}style") == "long" else "mmm"
    short, long = _DATES.get(kind, ("", ""))
    return long if element.get(f"{NUMBER}style") == "long" else short


def _hidden(table: Element) -> Iterator[int]:
    column = 1
    for found in table.iter(f"{TABLE}table-column"):
        times = _count(found, f"{TABLE}number-columns-repeated")
        if found.get(f"{TABLE}visibility", "visible") != "visible":
            yield from range(column, min(column + times, FREE_COLUMNS))
        column += times


def _merged(placed: list[At]) -> Iterator[str]:
    for at in placed:
        across = _count(at.element, f"{TABLE}number-columns-spanned")
        down = _count(at.element, f"{TABLE}number-rows-spanned")
        if across > 1 or down > 1:
            last = get_column_letter(min(at.column + across - 1, FREE_COLUMNS))
            yield f"{at.reference}:{last}{at.row + down - 1}"


def _comments(sheet: str, placed: list[At]) -> Iterator[tuple[str, str]]:
    for at in placed:
        for note in at.element.iterfind(f"{OFFICE}annotation"):
            yield f"{sheet}!{at.reference}, commentaire", said(note)


def _title_rows(table: Element) -> str:
    header = table.find(f".//{TABLE}table-header-rows")
    if header is None:
        return ""
    parent = header.getparent()
    before = 0
    for row in () if parent is None else elements(parent):
        if row is header:
            break
        if row.tag == f"{TABLE}table-row":
            before += _count(row, f"{TABLE}number-rows-repeated")
    count = sum(_count(row, f"{TABLE}number-rows-repeated") for row in table_rows(header))
    return f"{before + 1}:{before + count}"


def _views(settings: Element) -> dict[str, dict[str, str]]:
    """Return the view settings of each sheet."""
    config = "{urn:oasis:names:tc:opendocument:xmlns:config:1.0}"
    found: dict[str, dict[str, str]] = {}
    for tables in settings.iter(f"{config}config-item-map-named"):
        if tables.get(f"{config}name") == "Tables":
            for sheet in tables.iterfind(f"{config}config-item-map-entry"):
                items = sheet.iterfind(f"{config}config-item")
                found[sheet.get(f"{config}name", "")] = {
                    item.get(f"{config}name", ""): item.text or "" for item in items
                }
    return found


def _frozen_at(view: dict[str, str]) -> str:
    column, row = (
        _split(view, position, mode) for position, mode in zip(_SPLIT, _MODES, strict=True)
    )
    return f"{get_column_letter(column + 1)}{row + 1}" if column or row else ""


def _split(view: dict[str, str], position: str, mode: str) -> int:
    written = view.get(position, "")
    return min(int(written), 1000) if view.get(mode) == _FROZEN and written.isdecimal() else 0
