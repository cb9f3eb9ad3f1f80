"""A tutor with an address and a code, and a sitting that is over."""

import re

import pytest
from flask.testing import FlaskClient

from tests.webapp.examiner.conftest import (
    COMPETENCIES,
    Commission,
    commission,
    exam,
    examiner,
    over,
    waiting,
)

__all__ = ["commission", "exam", "examiner", "over", "waiting"]

CODE = re.compile(r"<strong class=\"invitation-code\">([^<]+)</strong>")
ADDRESS = re.compile(r"(/avis/[\w-]+)/")


class Tutor:
    """Somebody without an account."""

    def __init__(self, client: FlaskClient, base: str, code: str) -> None:
        self.client, self.base, self.code = client, base, code

    def enters(self, code: str = ""):
        return self.client.post(f"{self.base}/code", data={"code": code or self.code})

    def opens(self):
        return self.client.get(f"{self.base}/")

    def answers(self, **form):
        values = {
            "author": "M. Durand",
            "function": "tuteur",
            "activities": "Facturation et relances.",
            "confirms": "1",
        }
        for one in COMPETENCIES:
            values |= {f"opinion-{one}": "favorable", f"facts-{one}": f"Faits {one}."}
        return {name: value for name, value in {**values, **form}.items() if value is not None}

    def signs(self, **form):
        return self.client.post(f"{self.base}/signature", data=self.answers(**form))

    def keeps(self, **form):
        return self.client.post(f"{self.base}/brouillon", data=form)


@pytest.fixture
def invited(app, commission: Commission):
    """Ask for the opinion; return the tutor, at home, in another browser."""

    def ask() -> Tutor:
        page = commission.post("/avis-entreprise")
        assert page.status_code == 200
        return Tutor(
            app.test_client(), ADDRESS.search(page.text).group(1), CODE.search(page.text).group(1)
        )

    return ask


@pytest.fixture
def tutor(invited) -> Tutor:
    return invited()
