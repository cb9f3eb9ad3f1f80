"""What each way of reaching people costs, and which was taken."""

import pytest

from sim.channels import channel_of, costs, spent
from sim.scenario.channels import CHANNELS_FR, MINUTES, PURPOSES, PURPOSES_FR, Channels, Suitability
from sim.scenario.model import Injection, WorldFact
from tests.build import Office, a_scenario, a_script

SCRIPTS = (
    a_script(),
    a_script("visit", channel="visit", person="ghost"),
    a_script("out", channel="outgoing_call", person="karim"),
)


def used(office: Office) -> dict[str, tuple[int, float]]:
    return {one.channel: (one.count, one.minutes) for one in spent(office.world)}


def test_nothing_done_is_nothing_spent():
    assert spent(Office().world) == []


def test_each_use_counts_and_a_talk_counts_once_however_long():
    office = Office(a_scenario(scripts=SCRIPTS)).at("08:40")
    office.do("SendMail", to=("a@b.example",), subject="s", body="b")
    for text in ("Bonjour", "La palette ?"):
        office.do("SendChat", person="luc", text=text)
    call = office.do("PlaceCall", person="karim").facts[0].call
    office.do("Say", call=call, text="Bonjour")
    office.do("Say", call=call, text="Encore")
    office.do("HangUp", call=call)
    voicemail = office.do("PlaceCall", person="luc").facts[0].call
    office.do("Say", call=voicemail, text="Rappelez-moi.")
    office.do("HangUp", call=voicemail)
    office.do("PrintDocument", path="/Procedures/MO-ADV-01.md")
    office.do("PostLetter", papers=("P1",), person="buyer")
    office.do("PostNotice", title="t", text="x")

    assert used(office) == {
        "mail": (1, 5),
        "chat": (2, 2),
        "phone": (1, 5),
        "voicemail": (1, 2),
        "letter": (1, 15),
        "notice": (1, 10),
    }


def test_a_call_that_nobody_took_costs_nothing():
    assert used(Office().at("09:10")) == {}


def test_the_clock_does_not_jump():
    office = Office().at("08:40")
    office.do("PostNotice", title="t", text="x")

    assert office.world.at == 600


def test_a_pack_s_own_figures_take_the_place_of_the_usual_ones():
    given = Channels(minutes={"mail": 12})
    office = Office(a_scenario(channels=given)).at("08:40")
    office.do("SendMail", to=("a@b.example",), subject="s", body="b")

    assert used(office) == {"mail": (1, 12)}
    assert costs(office.world) == {**MINUTES, "mail": 12}


def test_words_are_said_by_telephone_to_a_visitor_or_to_a_voicemail():
    begin = Injection(id="door", at="08:41", does=(WorldFact(begin="visit"),))
    office = Office(a_scenario(scripts=SCRIPTS, timeline=(begin,))).at("08:41:30")
    office.do("AnswerCall", call="visit")
    office.do("Say", call="visit", text="Bonjour")
    office.do("HangUp", call="visit")
    for person in ("karim", "luc"):
        call = office.do("PlaceCall", person=person).facts[0].call
        office.do("Say", call=call, text="Bonjour")
        office.do("HangUp", call=call)

    said = [one.fact for one in office.entries if one.kind == "call.said"]
    assert [channel_of(fact, office.world) for fact in said] == ["visit", "phone", "voicemail"]


@pytest.mark.parametrize("purpose", PURPOSES)
def test_every_usual_purpose_has_its_word_and_names_every_channel_once_at_most(purpose):
    lists = PURPOSES[purpose]
    named = [*lists.best, *lists.accepted, *lists.wrong]

    assert purpose in PURPOSES_FR
    assert len(named) == len(set(named))
    assert set(named) <= set(CHANNELS_FR)


def test_a_pack_says_what_suits_a_purpose_of_its_own_or_a_usual_one():
    mine = Suitability(best=("chat",))
    given = Channels(purposes={"urgent": mine, "workshop": mine})

    assert given.suits("urgent") == given.suits("workshop") == mine
    assert given.suits("formal") == PURPOSES["formal"]
    assert given.suits("nothing") is None
