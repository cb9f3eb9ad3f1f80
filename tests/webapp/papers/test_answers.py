"""A paper is sent under a name that says what it is, in the type of its format."""

import pytest
from flask import Flask

from tests.webapp.papers.conftest import a_paper
from webapp.papers.answers import sent
from webapp.papers.model import DRAFT, Text


@pytest.mark.parametrize(
    ("kind", "mimetype", "start"),
    [
        ("pdf", "application/pdf", b"%PDF-"),
        ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", b"PK"),
    ],
)
@pytest.mark.parametrize(
    ("name", "state", "shown"),
    [
        ("Procès-verbal – session d’été", "", "proces-verbal-session-d-ete"),
        ("Convocation Zoé", DRAFT, "convocation-zoe-projet"),
        ("../../etc\r\n/passwd", "", "etc-passwd"),
        ("漢", "", "document"),
        ("a" * 5_000, "", "a" * 100),
    ],
    ids=["words", "draft", "path", "no letter", "long"],
)
def test_a_paper_is_a_download(kind, mimetype, start, name, state, shown):
    with Flask(__name__).test_request_context():
        answer = sent(a_paper(Text("Vu."), state=state), kind, name)
        answer.direct_passthrough = False

    assert answer.mimetype == mimetype
    assert answer.headers["Content-Disposition"] == f"attachment; filename={shown}.{kind}"
    assert answer.data.startswith(start)
