"""Lays one document out and draws its pages: a program of its own, `python -m webapp.pages.draw SOURCE FOLDER`.

LibreOffice and the PDF library are fed with anybody's bytes. They run here, bounded in memory, processor time and
file size, in a profile where macros, linked files and active content are off, and without a network where the
system can take it away; whoever starts this program ends it with all its children when it takes too long.
"""

import json
import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from webapp.pages.layout import LAYOUT, MAX_PAGES, MAX_WORDS, PIXELS, Layout, Page, Word, picture

SUITE = shutil.which("soffice")
MEMORY_BYTES = 6_000_000_000
"""Address space: LibreOffice takes some 3 GB of it before any document."""
CPU_S = 60
FILE_BYTES = 200_000_000
_SECURITY = "/org.openoffice.Office.Common/Security/Scripting"
_SETTINGS = {
    "DisableMacrosExecution": "true",
    "MacroSecurityLevel": "3",
    "BlockUntrustedRefererLinks": "true",
    "DisableActiveContent": "true",
}
_ITEM = '<item oor:path="{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
_PROFILE = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<oor:items xmlns:oor="http://openoffice.org/2001/registry">{items}</oor:items>\n'
)
_ALONE = ("unshare", "--map-root-user", "--net")
"""Starts a program without a network."""


class CannotLayOut(Exception):
    """LibreOffice made no pages of the document."""


def main(source: Path, folder: Path) -> None:
    """Draw the pages of a file into a folder, the layout last."""
    _limit()
    pdf = source if source.suffix == ".pdf" else _printed(source, folder)
    layout = _drawn(pdf, folder)
    (folder / LAYOUT).write_text(json.dumps(layout.model_dump(mode="json")), encoding="utf-8")


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_S, CPU_S))
    resource.setrlimit(resource.RLIMIT_FSIZE, (FILE_BYTES, FILE_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _printed(source: Path, folder: Path) -> Path:
    """Let LibreOffice print a document to a PDF. Raises CannotLayOut."""
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True)
    items = "".join(
        _ITEM.format(path=_SECURITY, name=name, value=value) for name, value in _SETTINGS.items()
    )
    settings = profile / "user" / "registrymodifications.xcu"
    settings.write_text(_PROFILE.format(items=items), encoding="utf-8")
    command = [
        *_without_network(), str(SUITE), f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore",
        "--convert-to", "pdf", "--outdir", str(folder), str(source),
    ]  # fmt: skip
    environment = {**os.environ, "HOME": str(folder)}
    subprocess.run(command, check=False, env=environment, stdin=subprocess.DEVNULL)  # noqa: S603  our own program, no shell
    shutil.rmtree(profile, ignore_errors=True)
    made = folder / f"{source.stem}.pdf"
    if not made.exists():
        raise CannotLayOut(source.name)
    return made


def _without_network() -> tuple[str, ...]:
    try:
        subprocess.run([*_ALONE, "true"], check=True, capture_output=True)  # noqa: S603  no shell
    except (OSError, subprocess.CalledProcessError):
        return ()
    return _ALONE


def _drawn(pdf: Path, folder: Path) -> Layout:
    document = pdfium.PdfDocument(pdf)
    left = MAX_WORDS
    pages = []
    for number in range(1, min(len(document), MAX_PAGES) + 1):
        page = _page(document[number - 1], number, picture(folder, number), left)
        left -= len(page.words)
        pages.append(page)
    return Layout(pages=tuple(pages), total=len(document))


def _page(page: pdfium.PdfPage, number: int, target: Path, words: int) -> Page:
    width, height = page.get_size()
    image = page.render(scale=PIXELS / max(width, 1)).to_pil()
    image.save(target, optimize=True)
    found: list[Word] = []
    for word in _words(page.get_textpage(), width, height):
        if len(found) == words:
            break
        found.append(word)
    return Page(number=number, width=image.width, height=image.height, words=tuple(found))


def _words(text: pdfium.PdfTextPage, width: float, height: float) -> Iterator[Word]:
    """Return the words of a page with their boxes; a PDF counts from the bottom left."""
    said, boxes = "", []
    for index in range(text.count_chars()):
        letter = chr(pdfium_c.FPDFText_GetUnicode(text, index) or ord(" "))
        if not letter.isspace():
            said += letter
            boxes.append(text.get_charbox(index))
        elif said:
            yield _word(said, boxes, width, height)
            said, boxes = "", []
    if said:
        yield _word(said, boxes, width, height)


def _word(said: str, boxes: list[tuple[float, ...]], width: float, height: float) -> Word:
    lefts, bottoms, rights, tops = zip(*boxes, strict=True)
    return Word(
        text=said,
        left=_share(min(lefts), width),
        top=_share(height - max(tops), height),
        right=_share(max(rights), width),
        bottom=_share(height - min(bottoms), height),
    )


def _share(length: float, whole: float) -> float:
    return round(min(max(length / whole, 0.0), 1.0), 4) if whole else 0.0


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
