"""A pack an author is halfway through: every page still answers, and says what to mend."""

import pytest

from tests.webapp.trainer.conftest import FILES

PAGES = (
    "", "etat", "problemes", "apercu", "apercu/messages", "apercu/progiciel", "apercu/deroule",
    "apercu/conversations", "apercu/corrige", "repetitions", "repetitions/late",
)  # fmt: skip
MALFORMED = {
    "a rehearsal that is a list": ("rehearsals/late.yaml", "- a\n"),
    "injections that are a text": ("timeline.yaml", "injections: x\n"),
    "an hour that does not exist": (
        "timeline.yaml",
        "injections:\n  - {id: a, at: '25:00', does: [{mail: M01}]}\n",
    ),
    "draws that are a list": ("variants.yaml", "- a\n"),
    "draws that are a text": ("variants.yaml", "draws: x\n"),
    "an empty key": ("key.yaml", ""),
    "a key that is a list": ("key.yaml", "- a\n"),
    "nobody": ("people.yaml", ""),
    "a description that is a list": ("pack.yaml", "- a\n"),
    "a description that is a text": ("pack.yaml", "bonjour\n"),
    "a start that is no date": (
        "pack.yaml",
        FILES["pack.yaml"].replace("2026-10-13T08:30", "demain"),
    ),
    "indicators that are a text": ("rubric/c1.yaml", "indicators: x\n"),
    "an indicator that is a text": ("rubric/c1.yaml", "indicators: [x]\n"),
    "records that are a list": ("erp/customer.yaml", "- a\n"),
    "a doctype nobody knows": (
        "erp/customer.yaml",
        "doctype: autre\nrecords: [{id: a, values: {x: 1}}]\n",
    ),
    "settings that are a list": ("erp/settings.yaml", "settings: [a]\n"),
    "a message at no hour": ("mail/M01.md", "---\nfrom: a@b.c\nsubject: x\nat: midi\n---\nx\n"),
    "a message without its head": ("mail/M01.md", "Bonjour\n"),
    "a conversation with nobody": (
        "calls/call-vera.yaml",
        "id: call-vera\nchannel: visit\nperson: autre\nnodes: {}\n",
    ),
    "a loop without its end": ("brief.md", "{% for a in [1] %}{{ a }}"),
    "a drive with a file that is not there": ("drive.yaml", "files: [{path: a, source: b}]\n"),
}


@pytest.mark.parametrize("case", MALFORMED)
def test_every_page_answers(trainer, pack, case):
    pack.write(*MALFORMED[case])

    for page in PAGES:
        assert trainer.get(f"/atelier/petit/{page}").status_code in (200, 404, 422), page


def test_a_pack_that_breaks_while_its_rehearsals_play_says_so_in_the_page(trainer, pack):
    pack.without("people.yaml", "people:")

    answer = trainer.get("/atelier/petit/repetitions/late", headers={"HX-Request": "true"})

    assert answer.status_code == 422
    assert answer.headers["HX-Retarget"] == "#messages"
    assert "ne peut plus être scellé" in answer.text
