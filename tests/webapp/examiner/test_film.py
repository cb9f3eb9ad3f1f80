"""The film of a sitting: its frames, its filters, its strip, and the plan beside what was done."""

import html
import re

import pytest

from sim import session
from tests.build import Office
from tests.webapp.examiner.conftest import DIGEST, SCENARIO, Commission
from tests.webapp.examiner.test_grading_service import CHANGED, tamper
from webapp.planning import import_journal
from webapp.store.tables import Exam

HTMX = {"HX-Request": "true"}


def text(answer) -> str:
    assert answer.status_code == 200, answer.status_code
    return html.unescape(answer.text).replace("\u00a0", " ")


def frame(answer) -> dict[str, str]:
    """Return what the frame tells the script."""
    tag = re.search(r'<div id="replay"[^>]*>', answer.text)
    assert tag is not None
    return dict(re.findall(r'data-([\w-]+)="([^"]*)"', tag.group()))


def link(answer, name: str) -> str:
    """Return where a button of the frame leads; nothing when it leads nowhere."""
    found = re.search(rf'<a id="{name}"[^>]*? href="([^"]*)"', answer.text)
    return html.unescape(found.group(1)) if found else ""


def kept(answer) -> list[int]:
    """Return the entries that the strip shows as kept by the filter."""
    found = re.findall(r'is-kept" data-seq="(\d+)"', answer.text)
    return [int(seq) for seq in found]


def test_a_frame_tells_how_long_it_stays_and_where_the_film_goes_on(commission):
    answer = commission.get("/relecture?entree=2", headers=HTMX)

    # 8 h 34, then the answer at 8 h 41.
    assert frame(answer) == {
        "seq": "2", "at": "240", "next-at": "660", "silence": html.escape("7\u00a0min"),
    }  # fmt: skip
    assert 'id="strip"' not in answer.text


def test_the_last_frame_has_nothing_after_it(commission):
    answer = commission.get("/relecture?entree=99")

    assert "next-at" not in frame(answer)
    assert link(answer, "following") == link(answer, "last") == ""
    assert link(answer, "first").endswith("entree=0")


def test_with_a_filter_the_film_goes_from_one_kept_entry_to_the_next(commission):
    answer = commission.get("/relecture?entree=0&outil=mail")

    assert kept(answer) == [2, 3]
    assert link(answer, "following").endswith("entree=2&outil=mail")
    assert link(answer, "last").endswith("entree=3&outil=mail")
    assert "2 entrées retenues par le filtre" in text(answer)
    assert link(commission.get("/relecture?entree=3&outil=mail"), "following") == ""
    assert link(commission.get("/relecture?entree=9&outil=mail"), "previous").endswith("entree=3&outil=mail")  # fmt: skip


def test_entries_are_filtered_by_actor_and_by_words(commission):
    assert kept(commission.get("/relecture?acteur=examiner")) == [5, 6]
    assert kept(commission.get("/relecture?q=ALARME")) == [5]
    assert kept(commission.get("/relecture?q=epreuve suspendue : alarme")) == [5]
    assert kept(commission.get("/relecture?q=  ")) == kept(commission.get("/relecture"))


def test_entries_are_filtered_by_the_evidence_of_a_criterion(commission):
    # C1.1 looks for the mail that was opened, C2.1 at the letter: a file, and no entry.
    assert kept(commission.get("/relecture?critere=C1.1")) == [2]
    page = commission.get("/relecture?critere=C1.1&acteur=examiner")
    assert kept(page) == []
    assert "Aucune entrée ne répond à ce filtre" in text(page)
    assert link(page, "following") == ""


def test_a_sitting_in_progress_has_no_filter_by_criterion(examiner, running):
    commission = Commission(examiner, running)

    assert 'name="critere"' not in text(commission.get("/relecture"))
    refused = commission.get("/relecture?critere=C1.1")
    assert refused.status_code == 409
    assert "par critère" in html.unescape(refused.text)
    assert kept(commission.get("/relecture")) == [1]


def test_who_rates_blind_has_no_filter_by_criterion(commission, store, exam):
    with store.sessions.begin() as rows:
        rows.get(Exam, exam.id).double_rating = True

    assert 'name="critere"' not in text(commission.get("/relecture?entree=2"))
    assert commission.get("/relecture?critere=C1.1").status_code == 403
    assert kept(commission.get("/relecture?outil=mail")) == [2, 3]


@pytest.mark.parametrize("page", ["/relecture", "/journal"])
@pytest.mark.parametrize(
    "asked", ["outil=four", "acteur=chat", "critere=C9.9", "critere=%00", "outil=mail%00", "acteur=" + "x" * 5000]
)  # fmt: skip
def test_what_cannot_be_asked_is_refused(commission, page, asked):
    for headers in ({}, HTMX):
        answer = commission.get(f"{page}?{asked}", headers=headers)
        assert answer.status_code == 404, asked


@pytest.mark.parametrize("words", ["%00", "%", "x" * 5000, "%F0%9F%98%80", "<script>", "((", "\\"])
def test_any_words_may_be_looked_for(commission, words):
    answer = commission.get(f"/relecture?q={words}")

    assert kept(answer) == []
    assert '<script>"' not in answer.text


def test_the_filter_survives_every_way_of_moving(commission):
    page = text(commission.get("/relecture?entree=2&outil=mail&q=commande&ecran=planner"))

    moves = re.findall(r'hx-get="([^"]*)"', page)
    assert moves
    for url in moves:
        if "?" in url:
            assert "outil=mail" in url, url
            assert "q=commande" in url, url
    assert '<input type="hidden" name="outil" value="mail">' in page


def test_the_strip_shows_what_the_candidate_was_doing_and_says_it_is_no_sign_of_quality(commission):
    page = text(commission.get("/relecture?entree=0"))

    strip = page.partition('<svg id="strip"')[2].partition("</svg>")[0]
    for kind in ("reading", "writing", "waiting", "paused"):
        assert f"span-{kind}" in strip, kind
    assert 'role="img"' in strip
    table = page.partition("<tbody>")[2].partition("</tbody>")[0]
    assert "Épreuve suspendue" in table
    assert "6 min" in table
    assert "n’est pas un signe de qualité" in page
    assert "style=" not in page.partition("<main")[2].partition('id="replay"')[0]


def test_a_sitting_not_begun_has_an_empty_film(examiner, waiting):
    answer = Commission(examiner, waiting).get("/relecture")

    assert frame(answer) == {"seq": "0", "at": "0"}
    assert kept(answer) == []


def test_frames_are_the_same_in_whatever_order_they_are_asked(commission):
    forward = [commission.get(f"/relecture?entree={seq}", headers=HTMX).text for seq in range(9)]
    back = [commission.get(f"/relecture?entree={seq}", headers=HTMX).text for seq in range(8, -1, -1)]  # fmt: skip

    assert forward == back[::-1]


def planned(store, waiting) -> None:
    """Play a morning with a plan of two tasks, one of them followed up."""
    office = Office(SCENARIO, started=False)
    office.do(session.Start(scenario=DIGEST))
    office.at("8:34").do("AddTask", title="Répondre à <Claire>", about="M01", priority="P1", estimate_min="10", due="08:50")  # fmt: skip
    office.at("8:35").do("AddTask", title="Classement")
    office.at("8:36").do("SetTaskStatus", task="T2", status="deferred")
    office.at("8:41").do(
        "SendMail", to=["c.vasseur@alphydral.example"], subject="Re", body="Bonjour,\n\nVu.", in_reply_to="M01",
    )  # fmt: skip
    office.at("9:00").do(session.Finish())
    import_journal(store, waiting.id, tuple(office.entries), office.files.blobs)


def test_the_plan_stands_beside_what_was_done(examiner, store, waiting):
    planned(store, waiting)

    page = text(Commission(examiner, waiting).get("/plan-et-realite"))

    rows = page.partition("<tbody>")[2].split("</tr>")
    assert "Répondre à <Claire>" in rows[0]
    for said in ("P1", "10 min", "08 h 50", "8 h 41", "en premier", "mél « Commande »"):
        assert said in rows[0], said
    assert "rien ne relie cette tâche à une action" in rows[1]
    assert "état, à faire → reporté" in " ".join(rows[1].split())
    assert "rien ne relie cette tâche à une action" not in rows[0]
    drawing = page.partition("<svg")[2].partition("</svg>")[0]
    assert drawing.count("box-planned") == 1
    assert drawing.count("box-done") >= 1
    assert drawing.count('class="due"') == 1


def test_estimates_that_no_day_can_hold_are_drawn_no_further_than_twice_the_sitting(
    examiner, store, waiting
):
    office = Office(SCENARIO, started=False)
    office.do(session.Start(scenario=DIGEST))
    for _ in range(20):
        office.do("AddTask", title="Tout", estimate_min="99 h 999")
    office.at("9:00").do(session.Finish())
    import_journal(store, waiting.id, tuple(office.entries), office.files.blobs)

    page = text(Commission(examiner, waiting).get("/plan-et-realite"))

    drawing = page.partition("<svg")[2].partition("</svg>")[0]
    assert drawing.count("box-planned") == 1
    assert len(re.findall(r">\d+ h \d\d</text>", drawing)) < 20
    assert page.count("<tr>") == 22


def test_without_a_plan_the_page_says_so(commission):
    assert "n’a planifié aucune tâche" in text(commission.get("/plan-et-realite"))


def test_a_sitting_in_progress_has_its_plan_too(examiner, running):
    assert Commission(examiner, running).get("/plan-et-realite").status_code == 200


def test_watching_writes_nothing(commission, store, over):
    before = store.sittings.journal(over.id).lines()

    for path in ("/relecture?entree=3", "/relecture?critere=C1.1", "/plan-et-realite"):
        commission.get(path)

    assert store.sittings.journal(over.id).lines() == before


def test_a_broken_journal_is_not_filmed_even_when_its_worlds_are_kept(commission, store, over):
    assert commission.get("/relecture?entree=4").status_code == 200
    tamper(store, over, CHANGED)

    for path in ("/relecture?entree=4", "/plan-et-realite"):
        answer = commission.get(path)
        assert answer.status_code == 409, path
        assert "modifié à l’entrée 3" in html.unescape(answer.text)
