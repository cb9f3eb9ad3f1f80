"""A form of the centre: what was typed is kept, and each field says what is wrong with it."""

from collections.abc import Collection, Mapping
from datetime import date, time

from webapp.centre.values import is_address, read_day, read_factor, read_hour
from webapp.dossier.texts import clean

LONG = 4_000
SHORT = 160
FACTOR = "Coefficient de temps\u00a0: un nombre de 1 à 3, par exemple 1,33."


class Form:
    """Fields as they were typed, or as they stand; reading one notes what is wrong with it."""

    def __init__(self, source: Mapping[str, str]) -> None:
        self.values = source
        self.errors: dict[str, str] = {}

    def refuse(self, name: str, problem: str) -> None:
        """Note what is wrong with a field; its first problem stays."""
        self.errors.setdefault(name, problem)

    def get(self, name: str) -> str:
        """Return what a field shows."""
        return self.values.get(name, "")

    def text(self, name: str, missing: str = "", limit: int = SHORT) -> str:
        """Read a text; `missing` is said when there is none."""
        text = clean(self.values.get(name, "")).replace("\r\n", "\n").strip()
        if missing and not text:
            self.refuse(name, missing)
        if len(text) > limit:
            self.refuse(name, f"Trop long\u00a0: {limit} caractères au plus.")
        return text[:limit]

    def flag(self, name: str) -> bool:
        """Read a box."""
        return self.values.get(name, "") == "1"

    def choice(self, name: str, among: Collection[str], missing: str) -> str:
        """Read one of several; `missing` is said of anything else."""
        value = self.values.get(name, "")
        if value in among:
            return value
        self.refuse(name, missing)
        return ""

    def day(self, name: str, missing: str = "") -> date | None:
        """Read a day."""
        text = self.text(name, missing)
        day = read_day(text)
        if text and (day is None or not 1900 <= day.year <= 2200):
            self.refuse(name, "Date illisible\u00a0: écrivez par exemple 13/10/2026.")
            return None
        return day

    def hour(self, name: str, missing: str = "") -> time | None:
        """Read an hour."""
        text = self.text(name, missing)
        hour = read_hour(text)
        if text and hour is None:
            self.refuse(name, "Heure illisible\u00a0: écrivez par exemple 9 h 30.")
        return hour

    def whole(self, name: str, low: int, high: int, problem: str) -> int:
        """Read a whole number within bounds; nothing typed is 0."""
        text = self.text(name)
        number = int(text) if text.isascii() and text.isdecimal() and len(text) < 9 else -1
        if text and not low <= number <= high:
            self.refuse(name, problem)
        return max(number, 0)

    def factor(self, name: str) -> float:
        """Read a time factor; nothing typed is no extra time."""
        factor = read_factor(self.text(name))
        if factor is None:
            self.refuse(name, FACTOR)
        return factor or 1.0

    def address(self, name: str) -> str:
        """Read an e-mail address."""
        text = self.text(name, limit=200)
        if text and not is_address(text):
            self.refuse(
                name, "Adresse invalide\u00a0: écrivez par exemple prenom.nom@entreprise.fr."
            )
        return text
