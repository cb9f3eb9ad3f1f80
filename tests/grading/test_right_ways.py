"""Three materially different right ways of doing a task get the same verdicts."""

from typing import Any

import pytest

from grading.rehearsal import Step, steps_of
from tests.grading import pack


def step(name: str, at: str, do: str, **given: Any) -> Step:
    return Step.model_validate({"id": name, "at": at, "do": do, "with": given})


def morning(without: str, *instead: Step) -> dict[str, str]:
    """Return the verdicts of the reference with some steps in the place of one."""
    steps = [one for one in steps_of("reference", pack.found()) if one.id != without]
    return pack.verdicts(pack.graded(pack.acted([*steps, *instead])))


def truck() -> str:
    return str(pack.sealed().context["truck"]["time"])


def amount() -> str:
    return f"{pack.sealed().context['c_net']:.2f}".replace(".", ",")


def phone_luc(at: str, hang_up: str) -> list[Step]:
    words = f"Le camion Transalpis passe à {truck()}, je te prépare BL26-1881, BL26-1882 et la CMR."
    return [
        step("ring", at, "PlaceCall", person="luc"),
        step("speak", f"{at[:6]}40", "Say", call="A1", text=words),
        step("hang-up", hang_up, "HangUp", call="A1"),
    ]


def chat_luc(at: str) -> Step:
    return step(
        "chat",
        at,
        "SendChat",
        person="luc",
        text=f"Camion à {truck()}, les documents du BL26-1881 arrivent",
    )


WAYS = {
    "by chat": lambda: [chat_luc("08:54:05")],
    "by telephone": lambda: phone_luc("08:54:05", "08:54:50"),
    "both": lambda: [*phone_luc("08:54:05", "08:54:50"), chat_luc("08:55:00")],
}
ASKED = {
    "by mail to the manager": lambda text: [
        step("ask", "09:04:30", "SendMail", to=["s.marchetti@arvello.example"], subject="Avoir F2026-0987",
             body=f"Bonjour Sophie,\n\n{text}\n\nCordialement,\nCamille Morel"),
    ],
    "by chat": lambda text: [step("ask", "09:04:30", "SendChat", person="sophie", text=text)],
    "on her voicemail": lambda text: [
        step("ring", "09:04:00", "PlaceCall", person="sophie"),
        step("ask", "09:04:30", "Say", call="A1", text=text),
        step("hang-up", "09:04:50", "HangUp", call="A1"),
    ],
}  # fmt: skip


@pytest.mark.parametrize("way", WAYS)
def test_telling_the_warehouse_by_chat_by_telephone_or_both_is_the_same(way):
    assert morning("chat-luc", *WAYS[way]()) == pack.verdicts(pack.sheet())


@pytest.mark.parametrize("way", ASKED)
def test_asking_for_approval_in_writing_by_chat_or_by_voice_is_the_same(way):
    text = f"Avoir sur F2026-0987 : je propose {amount()} € HT, selon l’accord-cadre. Tu valides ?"

    assert morning("ask-sophie", *ASKED[way](text)) == pack.verdicts(pack.sheet())
