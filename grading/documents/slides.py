""".pptx to a deck: titles, texts, effective sizes, notes, and the data behind the charts."""

from collections.abc import Iterator
from dataclasses import dataclass

from grading.documents.drawing import bodies, body_text, chart
from grading.documents.embedded import charts, embedded
from grading.documents.inks import Inks
from grading.documents.model import Picture, SlideDeck, SlideModel
from grading.documents.package import A, Element, P, Package, R
from grading.documents.sizes import Sizes

EDGES = {"sldNum", "ftr", "dt", "hdr"}
PAGES = ("slide", "slideLayout", "slideMaster", "notesSlide", "notesMaster")
"""Relations from page to page."""
TITLES = {"title", "ctrTitle"}


@dataclass(frozen=True, slots=True)
class Frame:
    """A shape that holds text."""

    shape: Element
    body: Element
    kind: str
    """Kind of a placeholder; empty for any other shape."""

    @property
    def text(self) -> str:
        """Return what it says."""
        return body_text(self.body).strip()


def read_pptx(package: Package) -> SlideDeck:
    """Read a .pptx. Raises whatever the libraries raise on a file the guard let pass."""
    main = package.main()
    deck, parts = package.tree(main), package.targets(main)
    _open_all(package, main)
    looks = _Looks(deck, package)
    marks = deck.iterfind(f"{P}sldIdLst/{P}sldId")
    slides = (
        _slide(number, parts[mark.get(f"{R}id", "")], looks, package)
        for number, mark in enumerate(marks, start=1)
    )
    return SlideDeck(
        tuple(slides),
        template_id=package.custom_property("pack_template_id"),
        carried=package.carried(),
    )


def _open_all(package: Package, main: str) -> None:
    """Open every page, shown or not: a deck that PowerPoint would have to repair is looked at by a person."""
    for part in ("[Content_Types].xml", *package.related("", "core-properties")):
        package.tree(part)
    waiting, opened = [main], set[str]()
    while waiting:
        part = waiting.pop()
        if part not in opened:
            opened.add(part)
            package.tree(part)
            waiting += [page for kind in PAGES for page in package.related(part, kind)]


@dataclass(frozen=True, slots=True)
class _Under:
    """What a slide is laid on, and the sizes and colours that it gives."""

    layout: Element
    master: Element
    sizes: Sizes
    inks: Inks


class _Looks:
    """The layouts of a deck, each worked out once for all its slides."""

    def __init__(self, deck: Element, package: Package) -> None:
        self._deck = deck
        self._package = package
        self._known: dict[str, _Under] = {}

    def of(self, part: str) -> _Under:
        """Return what a slide is laid on. Raises KeyError when the file does not hold it."""
        under = _under(self._package, part, "slideLayout")
        if under not in self._known:
            self._known[under] = self._read(under)
        return self._known[under]

    def _read(self, part: str) -> _Under:
        package = self._package
        above = _under(package, part, "slideMaster")
        layout, master = package.tree(part), package.tree(above)
        theme = next((package.tree(one) for one in package.related(above, "theme")), None)
        sizes = Sizes(layout, master, self._deck)
        return _Under(layout, master, sizes, Inks(layout, master, theme, sizes))


def _slide(number: int, part: str, looks: _Looks, package: Package) -> SlideModel:
    root, under = package.tree(part), looks.of(part)
    sizes = under.sizes
    frames = list(_frames(root))
    written = [frame for frame in frames if frame.kind not in TITLES | EDGES]
    titles = [frame for frame in frames if frame.kind in TITLES]
    notes = "\n".join(_notes(package, part))
    alt_texts = tuple(_alt_texts(root))
    beside = (text for _, text in embedded(package, part))
    return SlideModel(
        number=number,
        layout=_name(under.layout),
        title=next((frame.text for frame in titles if frame.text), ""),
        texts=tuple(text for text in bodies(root) if text.strip()),
        hidden_texts=tuple(
            text for text in (notes, *alt_texts, *beside, *_comments(package, part)) if text
        ),
        background=tuple(_background(root, under.layout, under.master)),
        min_body_pt=min((size for one in written for size in sizes.of(one.shape)), default=None),
        title_pt=min((size for one in titles for size in sizes.of(one.shape)), default=None),
        lines=tuple(line for frame in written for line in _lines(frame)),
        is_title_placed=any(frame.text for frame in titles),
        free_boxes=sum(1 for frame in written if not frame.kind and frame.text),
        has_number=any(_shows_number(frame) for frame in frames),
        charts=tuple(chart(package.tree(part)) for part in charts(package, part)),
        tables=sum(1 for _ in root.iter(f"{A}tbl")),
        pictures=tuple(_pictures(root, number)),
        notes=notes,
        is_hidden=root.get("show") in {"0", "false"},
        inks=tuple(under.inks.of(root, [one.shape for one in (*titles, *written)])),
    )


def _under(package: Package, part: str, kind: str) -> str:
    """Return the page that another is laid on. Raises KeyError when the file does not hold it."""
    for found in package.related(part, kind):
        return found
    raise KeyError(kind)


def _name(layout: Element) -> str:
    content = layout.find(f"{P}cSld")
    return "" if content is None else content.get("name", "")


def _frames(root: Element) -> Iterator[Frame]:
    """Return the shapes that hold text, those of groups included."""
    for shape in root.iter(f"{P}sp"):
        body = shape.find(f"{P}txBody")
        if body is not None:
            yield Frame(shape, body, _placeholder(shape))


def _placeholder(shape: Element) -> str:
    found = shape.find(f"{P}nvSpPr/{P}nvPr/{P}ph")
    return "" if found is None else found.get("type", "obj")


def _lines(frame: Frame) -> list[str]:
    return [line for line in frame.text.splitlines() if line.strip()]


def _shows_number(frame: Frame) -> bool:
    fields = (field.get("type") for field in frame.shape.iter(f"{A}fld"))
    return "slidenum" in fields or (frame.kind == "sldNum" and bool(frame.text))


def _pictures(root: Element, number: int) -> Iterator[Picture]:
    for picture in root.iter(f"{P}pic"):
        properties = picture.find(f"{P}nvPicPr/{P}cNvPr")
        said = "" if properties is None else properties.get("descr", "")
        yield Picture(f"diapositive {number}", said)


def _alt_texts(root: Element) -> Iterator[str]:
    return (text for shape in root.iter(f"{P}cNvPr") if (text := shape.get("descr")))


def _notes(package: Package, part: str) -> Iterator[str]:
    for notes in package.related(part, "notesSlide"):
        frames = _frames(package.tree(notes))
        yield from (frame.text for frame in frames if frame.kind not in EDGES)


def _comments(package: Package, part: str) -> Iterator[str]:
    for comments in package.related(part, "comments"):
        yield from (str(text) for text in package.tree(comments).itertext() if text.strip())


def _background(root: Element, layout: Element, master: Element) -> Iterator[str]:
    """Return the fixed texts behind a slide; those of placeholders are only prompts."""
    shown = [layout] if root.get("showMasterSp") != "0" else []
    if shown and layout.get("showMasterSp") != "0":
        shown.append(master)
    for page in shown:
        yield from (frame.text for frame in _frames(page) if not frame.kind and frame.text)
