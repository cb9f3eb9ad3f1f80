"""The office of adv-fac-01 notices: who does nothing, and who answers everyone by the wrong channel."""

from functools import lru_cache

import pytest

from grading.rehearsal import Played, Step, play
from sim.scenario.load import load
from sim.scenario.seal import Sealed, seal
from sim.trace import Fired, trace
from tests.packs.test_packs import SCENARIOS

SEEDS = (0, 11)
NOTHING_DONE = {
    "sophie-no-plan": "09:00",
    "luc-driver-alone": "09:23",
    "bethenod-leaves": "09:48",
    "M18b": "09:52",
    "R-girard-cold": "09:52",
    "M21": "10:02",
    "M21b": "10:12",
    "sophie-worried": "10:16",
    "M24": "10:17",
    "karim-letter-missing": "10:22",
}
"""What the office does of itself about a candidate who does nothing, and when."""
SAID = {
    "karim": "Le journal est prêt et la lettre de relance TRANSMÉCARO aussi.",
    "sophie": "Pour la passation : tout est fait, rien à signaler.",
    "nadia": "Il me manque des buses AV-3140, tu peux regarder ?",
    "thomas": "Il me faut le numéro de TVA du client étranger.",
    "luc": "Le camion passe plus tôt ce matin.",
    "amandine": "J’ai reçu les variables de paie par erreur.",
}
"""What a candidate who trusts the messenger tells each colleague in a minute."""
ASKED_AGAIN = {
    "karim-written", "sophie-written", "nadia-quantity", "luc-vague", "R-luc", "R-girard-written",
    "R-buyer-written",
}  # fmt: skip
"""Who says that this is not the way: by the messenger, by mail, or because too little was said."""


@lru_cache
def sealed(seed: int) -> Sealed:
    return seal(load(SCENARIOS / "packs" / "adv-fac-01"), seed)


def played(seed: int, *steps: Step) -> tuple[Played, dict[str, Fired]]:
    """Play a morning through the real engine; return it with what fired, by rule."""
    found = play(sealed(seed), list(steps), {})
    fired = trace(sealed(seed).scenario, found.entries)
    return found, {one.rule.id: one for one in fired if one.status == "fired"}


def step(at: str, do: str, **given) -> Step:
    return Step.model_validate({"id": f"{at} {do}", "at": at, "do": do, "with": given})


def at_the_messenger() -> list[Step]:
    """Answer everyone within two minutes: colleagues by the messenger, customers by telephone, Luc by mail."""
    told = [
        step(f"08:32:{10 * number:02}", "SendChat", person=person, text=text)
        for number, (person, text) in enumerate(SAID.items())
    ]
    mail = {"to": ["l.perrin@arvello.example"], "subject": "Camion", "body": "Il passe plus tôt."}
    return [
        *told,
        step("08:33:10", "SendMail", **mail),
        step("08:33:20", "PlaceCall", person="girard"),
        step("08:33:40", "HangUp", call="A1"),
        step("08:33:50", "PlaceCall", person="buyer"),
    ]


@pytest.mark.parametrize("seed", SEEDS)
def test_a_candidate_who_does_nothing_sees_the_office_notice(seed):
    _, fired = played(seed)

    seen = {
        name: f"{8 + (30 + one.due // 60) // 60:02}:{(30 + one.due // 60) % 60:02}"
        for name, one in fired.items()
        if name in NOTHING_DONE
    }
    assert seen == NOTHING_DONE


@pytest.mark.parametrize("seed", SEEDS)
def test_they_write_again_colder_and_the_manager_is_told_with_the_candidate_in_copy(seed):
    found, _ = played(seed)

    received = found.world.mail.received
    scenario = sealed(seed).scenario
    first, escalated = received["M21"].message, received["M21b"].message
    assert escalated.in_reply_to == "M21"
    assert escalated.subject == f"Re\u00a0: {first.subject}"
    assert (escalated.to, escalated.cc) == (("s.marchetti@arvello.example",), (scenario.mailbox,))
    assert "10\u00a0h\u00a002" in escalated.body
    assert "Que se passe-t-il" in found.world.chat["sophie"][-1].text


@pytest.mark.parametrize("seed", SEEDS)
def test_a_candidate_who_answers_everyone_at_once_by_the_wrong_channel_sees_the_office_notice(seed):
    found, fired = played(seed, *at_the_messenger())

    assert set(fired) >= ASKED_AGAIN
    assert "par mail, avec le fichier" in found.world.chat["karim"][1].text
    assert "par écrit" in found.world.mail.received["R-buyer-written"].message.body
    assert found.world.mail.received["R-luc"].message.in_reply_to == "S1"


@pytest.mark.parametrize("seed", SEEDS)
def test_who_answers_in_writing_is_not_asked_again(seed):
    buyer = sealed(seed).scenario.directory["buyer"].email
    girard = sealed(seed).scenario.directory["girard"].email
    _, fired = played(
        seed,
        *at_the_messenger(),
        step("08:34:00", "SendMail", to=[buyer], subject="Commande", body="L’AR part avant 10 h."),
        step("08:35:00", "SendMail", to=[girard], subject="F2026-0987", body="Je m’en occupe."),
    )

    assert not {"R-buyer-written", "R-girard-written", "R-girard-cold"} & set(fired)


@pytest.mark.parametrize("seed", SEEDS)
def test_no_text_of_a_sitting_keeps_a_mark(seed):
    for steps in ((), at_the_messenger()):
        found, _ = played(seed, *steps)

        assert not [entry for entry in found.entries if "⟦" in entry.fact.model_dump_json()]
