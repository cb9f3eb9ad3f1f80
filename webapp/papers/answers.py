"""A paper sent as a file to keep."""

import io
from collections.abc import Callable
from typing import Literal

from flask import Response, send_file

from sim.language.french import slug
from webapp.papers.docx import write_docx
from webapp.papers.model import Paper
from webapp.papers.pdf import write_pdf

Format = Literal["docx", "pdf"]
LONGEST = 100
"""Letters of a file's name: every system keeps that many."""

WRITERS: dict[Format, tuple[Callable[[Paper], bytes], str]] = {
    "docx": (
        write_docx,
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
    "pdf": (write_pdf, "application/pdf"),
}


def sent(paper: Paper, kind: Format, name: str) -> Response:
    """Return the paper as a download, under a name that any system takes; a draft says so there too."""
    write, mimetype = WRITERS[kind]
    told = slug(f"{name} {paper.state}")[:LONGEST].strip("-") or "document"
    data = io.BytesIO(write(paper))
    return send_file(data, mimetype=mimetype, as_attachment=True, download_name=f"{told}.{kind}")
