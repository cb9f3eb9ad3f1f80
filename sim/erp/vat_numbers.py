"""The check of a VAT number against those the tax offices know (VIES in the real world, BR-VAT-02)."""

import re
from typing import Literal

from sim.decision import Command, Decision, accept, refuse
from sim.erp.customers import siren_of
from sim.erp.lookup import find, setting
from sim.facts import erp
from sim.world import World

Answer = Literal["ok", "mismatch", "unknown"]
EU_FORMATS = {
    "AT": r"U\d{8}",
    "BE": r"[01]\d{9}",
    "DE": r"\d{9}",
    "ES": r"[A-Z0-9]\d{7}[A-Z0-9]",
    "FR": r"[A-HJ-NP-Z0-9]{2}\d{9}",
    "IT": r"\d{11}",
    "LU": r"\d{8}",
    "NL": r"\d{9}B\d{2}",
    "PL": r"\d{10}",
    "PT": r"\d{9}",
}
"""What follows the country's two letters."""


class CheckVatNumber(Command):
    """Ask whether a VAT number is valid."""

    number: str
    customer: str = ""


def decide_vat_number(world: World, command: CheckVatNumber, now: int) -> Decision:
    """Look the number up among those the tax offices know; say when its form is impossible."""
    typed = siren_of(command.number).upper()
    if not typed:
        return refuse("N° de TVA : saisissez le numéro à contrôler, par exemple FR46000012104.")
    if len(typed) > 20:
        return refuse("N° de TVA : ce numéro est trop long. Vérifiez votre saisie.")
    if command.customer and find(world, "customer", command.customer) is None:
        return refuse(f"Client « {command.customer[:40]} » introuvable. Choisissez dans la liste.")
    valid = {siren_of(one).upper() for one in setting(world, "valid_vat_numbers").split(",")}
    outcome: Answer = "ok" if typed in valid else "unknown" if well_formed(typed) else "mismatch"
    figures = {"customer": command.customer} if command.customer else {}
    return accept(
        erp.ControlRun(control="vat_number", subject=typed, outcome=outcome, figures=figures)
    )


def well_formed(number: str) -> bool:
    """Say whether a VAT number has the form of its country's; an unknown country's may."""
    pattern = EU_FORMATS.get(number[:2], r"[A-Z0-9]{2,13}")
    return re.fullmatch(pattern, number[2:], re.ASCII) is not None
