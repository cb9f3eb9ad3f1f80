"""Internal announcements: submitted, published by the manager, taken down."""

import pytest

from sim.erp.outputs import pdf
from tests.sim.erp.arvello import record
from tests.sim.erp.doing import act, allowed, change, enter, kept, warnings
from tests.sim.erp.samples import office

NOTE = {"title": "Vœux", "audience": "Tous", "text": "Bonne année.", "author": "Camille Morel"}


def test_reversed_dates_warn():
    desk = office()
    reversed_dates = {"starts_on": "20/10/2026", "ends_on": "19/10/2026"}

    answer = enter(desk, "announcement", confirmed=False, **NOTE, **reversed_dates)

    assert warnings(answer) == ["dates_reversed"]
    assert not warnings(enter(desk, "announcement", confirmed=False, **NOTE))


def test_an_announcement_is_published_by_the_manager():
    desk = office()

    assert "Responsable du service" in act(desk, "announcement", "NI26-0031", "publish").refusal
    assert "reprenez-la" in change(desk, "announcement", "NI26-0031", text="x").refusal
    act(desk, "announcement", "NI26-0031", "take_back")
    assert not change(desk, "announcement", "NI26-0031", text="Corrigé.").refusal


def test_who_is_granted_it_publishes_what_was_a_draft():
    desk = allowed("announcement.publish")
    assert b"PROJET" in pdf(desk.world, "announcement", "NI26-0031", "announcement")

    act(desk, "announcement", "NI26-0031", "publish")

    assert record(desk, "announcement", "NI26-0031").values["published_on"] == "2026-10-13"
    assert b"PROJET" not in pdf(desk.world, "announcement", "NI26-0031", "announcement")
    assert kept(desk, "announcement", "shown") == ["NI26-0030"]


def test_what_is_over_is_filed_and_what_is_not_is_withdrawn_with_a_reason():
    desk = office()
    assert kept(desk, "announcement", "over") == ["NI26-0029"]

    assert "n’est pas finie" in act(desk, "announcement", "NI26-0030", "expire").refusal
    act(desk, "announcement", "NI26-0029", "expire")
    assert "renseignez" in act(desk, "announcement", "NI26-0030", "withdraw").refusal
    act(desk, "announcement", "NI26-0030", "withdraw", withdraw_reason="Horaire maintenu")

    states = [record(desk, "announcement", key).state for key in ("NI26-0029", "NI26-0030")]
    assert states == ["expired", "withdrawn"]
    assert "RETIRÉE".encode("cp1252") in pdf(desk.world, "announcement", "NI26-0030", "announcement")  # fmt: skip


@pytest.mark.parametrize(
    "text",
    ["Théo Garrigue s’est blessé à la main.", "Inès est absente : grossesse difficile."],
)
def test_naming_a_victim_or_a_state_of_health_goes_through_without_a_word(text):
    desk = allowed("announcement.publish")

    made = enter(desk, "announcement", confirmed=False, **{**NOTE, "text": text})
    key = made.facts[-1].record
    steps = [act(desk, "announcement", key, name) for name in ("submit", "publish")]

    assert not any(warnings(answer) or answer.refusal for answer in (made, *steps))
