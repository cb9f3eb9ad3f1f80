"""The breakdown of the pack that ships: what it stops, and who takes it in hand."""

from pathlib import Path

from sim.scenario.load import load
from sim.scenario.seal import seal
from tests.build import Office

PACK = Path(__file__).parents[2] / "scenarios" / "packs" / "adv-fac-01"


def office_at(hour: str) -> Office:
    office = Office(seal(load(PACK), 0).scenario).at(hour)
    path = next(path for path in office.world.drive.files if "MO-COM-01" in path)
    office.refusal = office.do("PrintDocument", path=path).refusal
    return office


def answers(office: Office) -> list[str]:
    return [line.text for line in office.at("09:40").world.chat["sophie"] if not line.mine]


def test_the_printer_stops_for_twenty_minutes_and_nothing_is_printed_meanwhile():
    assert office_at("09:25").refusal == ""
    assert "bourrage papier" in office_at("09:27").refusal
    assert office_at("09:46").refusal == ""


def test_whoever_tells_sophie_by_whatever_way_hears_that_it_is_in_hand():
    for command, given in (
        ("ReportIncident", {"incident": "imprimante"}),
        ("SendChat", {}),
    ):
        office = office_at("09:27")
        office.do(command, person="sophie", text="L’imprimante ne marche plus.", **given)

        assert any("préviens l’informatique" in text for text in answers(office))


def test_before_it_breaks_down_nobody_answers_so():
    office = office_at("09:10")
    office.do("SendChat", person="sophie", text="L’imprimante ne marche plus.")

    assert not any("préviens l’informatique" in text for text in answers(office))
