"""What became of the session that is over: rated blind by two, conciliated, decided, signed, published, appealed.

People do it at the centre's own pages, hence under every rule that holds there.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import sqlalchemy as sa

from webapp import register
from webapp.demo.cast import (
    ACTIVITIES,
    ANSWER,
    APPEAL,
    CORRECTION,
    NO_COMPANY,
    NOTES,
    SAID,
    SEEN,
    THEMES,
    Candidate,
)
from webapp.demo.people import House, Person
from webapp.demo.sat import Seat
from webapp.dossier.ratings import GIVEN
from webapp.grading_service import sheet_for
from webapp.invitation_letter import ask
from webapp.library import framework
from webapp.store.store import Store
from webapp.store.tables import Sitting, User

CRITERIA = tuple(one.id for one in framework().criteria)
COMPETENCIES = tuple(SAID)
NUMBER = 7
"""Of the minutes in their year."""


@dataclass
class Story:
    """The session after the morning, told chapter by chapter."""

    store: Store
    house: House
    exam: int
    day: date
    seats: Sequence[Seat]

    @property
    def rated(self) -> list[Seat]:
        """Return the sittings that the commission judges."""
        return [seat for seat in self.seats if seat.who.is_rated]

    def tell(self) -> None:
        """Let everybody do their part, in the order of the rules."""
        self.close()
        self.rate()
        self.conciliate()
        self.hear_companies()
        self.decide()
        self.sign()
        self.deliberate()
        self.publish()
        self.hand_reports_over()
        self.come_back()

    def _now(self, days: int, hour: int) -> None:
        self.house.clock.set(self.day + timedelta(days=days), hour)

    def close(self) -> None:
        """Let the centre note who did not come, and close the session."""
        self._now(0, 14)
        admin = self.house.person("admin")
        for number, seat in enumerate(self.seats, start=1):
            if not seat.who.rehearsals:
                path = f"/centre/passages/{seat.token}/inscription"
                admin.sends(path, seat=number, absence="justified")
        admin.sends(f"/centre/sessions/{self.exam}/clore")

    def rate(self) -> None:
        """Let two people rate each sitting, blind to each other and to the proposal."""
        self._now(1, 8)
        helene, pierre = self.house.person("helene"), self.house.person("pierre")
        for seat in self.rated:
            first = self._levels(seat)
            self._rate(helene, seat, first, 0)
            self._rate(pierre, seat, first | dict(seat.who.differs), 1)

    def _levels(self, seat: Seat) -> dict[str, str]:
        """Return what somebody who reads the sitting as the platform does would give."""
        found = sheet_for(self.store, seat.id).criteria
        return {
            name: found[name].level if found[name].level in GIVEN else "met" for name in CRITERIA
        }

    def _rate(self, rater: Person, seat: Seat, levels: dict[str, str], voice: int) -> None:
        """Let somebody give their levels and hand them in, each in their own words."""
        base = f"/commission/{seat.token}"
        for name, level in levels.items():
            reason = "" if level == "met" else SEEN[name][voice]
            rater.sends(f"{base}/criteres/{name}/noter", level=level, reason=reason)
        rater.sends(f"{base}/remise")

    def conciliate(self) -> None:
        """Settle what they differ on, keep what they agree on, and put the commission's questions."""
        self._now(3, 14)
        helene = self.house.person("helene")
        for seat in self.rated:
            base = f"/commission/{seat.token}"
            helene.sends(f"{base}/conciliation/accords")
            for name, (level, reason) in seat.who.settled.items():
                helene.sends(f"{base}/conciliation/{name}", level=level, reason=reason)
            for name, (question, answer) in seat.who.asked.items():
                helene.sends(f"{base}/criteres/{name}/question", question=question, answer=answer)

    def hear_companies(self) -> None:
        """Let each company's tutor sign an opinion behind an address and a code; note who has none."""
        self._now(6, 9)
        for seat in self.rated:
            if seat.who.company:
                self._hear(seat)
            else:
                self._note_no_company(seat)

    def _hear(self, seat: Seat) -> None:
        who, tutor = seat.who, self.house.visitor()
        with self.store.sessions.begin() as session:
            asked = ask(session, session.get_one(Sitting, seat.id), self.house.clock())
            base = f"/avis/{asked.invitation.token}"
        tutor.sends(f"{base}/code", code=asked.code)
        said = {f"opinion-{name}": "favorable" for name in COMPETENCIES}
        said |= {f"facts-{name}": facts for name, (facts, _) in SAID.items()}
        said |= {f"opinion-{name}": "reserve" for name in who.reserved}
        said |= {f"facts-{name}": facts for name, facts in who.reserved.items()}
        tutor.sends(
            f"{base}/signature", author=who.tutor, function=who.tutor_function,
            activities=ACTIVITIES, confirms="1", **said,
        )  # fmt: skip

    def _note_no_company(self, seat: Seat) -> None:
        helene = self.house.person("helene")
        for name in COMPETENCIES:
            path = f"/commission/{seat.token}/competences/{name}/avis"
            helene.sends(path, opinion="sans_avis", absent_reason=NO_COMPANY)

    def decide(self) -> None:
        """Hold the interviews and decide on each competency."""
        self._now(8, 9)
        helene = self.house.person("helene")
        members, held_on = self._ids("helene", "pierre"), self.day + timedelta(days=8)
        for seat in self.rated:
            base = f"/commission/{seat.token}/competences"
            helene.sends(
                f"{base}/{COMPETENCIES[0]}/entretien", held_on=held_on, member=members, all="1",
                themes=THEMES, notes=NOTES,
            )  # fmt: skip
            for name in COMPETENCIES:
                acquired, reasons = _decision(seat.who, name)
                helene.sends(f"{base}/{name}/decision", acquired=acquired, reasons=reasons)

    def sign(self) -> None:
        """Let both members sign each result."""
        self._now(9, 10)
        for seat in self.rated:
            for login in ("helene", "pierre"):
                self.house.person(login).signs(f"/commission/{seat.token}/signature")

    def deliberate(self) -> None:
        """Pronounce on each candidate, draw the minutes up and sign them."""
        self._now(20, 14)
        anne, present = self.house.person("anne"), self._ids("anne", "luc")
        for seat in self.seats:
            if seat.who.set_aside:
                path = f"/jury/{self.exam}/passage-invalide"
                anne.signs(path, sitting=seat.token, reason=seat.who.set_aside)
        for seat in self.rated:
            admissible = "no" if seat.who.lacks else "yes"
            anne.signs(
                f"/jury/passages/{seat.token}/prononcer", admissible=admissible,
                reasons=_grounds(seat.who), present=present,
            )  # fmt: skip
        held_on = self.day + timedelta(days=20)
        anne.signs(
            f"/jury/{self.exam}/proces-verbal", number=f"{held_on.year}-{NUMBER:03}",
            held_on=held_on, place="Annecy", present=present,
        )  # fmt: skip
        for login in ("anne", "luc"):
            self.house.person(login).signs(f"/jury/{self.exam}/signature")

    def publish(self) -> None:
        """Let the candidates read their results."""
        self._now(21, 9)
        self.house.person("admin").sends(f"/jury/{self.exam}/publication")

    def hand_reports_over(self) -> None:
        """Give each candidate the commission's report."""
        self._now(21, 14)
        for seat in self.rated:
            self.house.person("helene").sends(f"/commission/{seat.token}/compte-rendu/remise")

    def come_back(self) -> None:
        """Lodge an appeal and answer it; correct what was written wrong."""
        failed = next(seat for seat in self.rated if seat.who.lacks)
        self._now(25, 18)
        self.house.person(failed.who.login).sends(
            f"/epreuve/resultats/{failed.token}/recours", kind="verification", grounds=APPEAL
        )
        self._now(31, 10)
        anne = self.house.person("anne")
        anne.signs(
            f"/jury/passages/{failed.token}/recours/{self._last_act()}/reponse",
            decision="rejected", answer=ANSWER,
        )  # fmt: skip
        moved = self.rated[-1]  # to another workstation
        anne.signs(f"/jury/passages/{moved.token}/rectificatif", reason=CORRECTION)

    def _last_act(self) -> int:
        with self.store.sessions() as session:
            return register.read(session, self.exam)[-1].seq

    def _ids(self, *logins: str) -> list[int]:
        with self.store.sessions() as session:
            return list(session.scalars(sa.select(User.id).where(User.login.in_(logins))))


def _decision(who: Candidate, competency: str) -> tuple[str, str]:
    if competency in who.lacks:
        return "no", who.lacks[competency]
    return "yes", SAID[competency][1]


def _grounds(who: Candidate) -> str:
    """Return why the jury does not find a candidate admissible; nothing to say of who is."""
    if not who.lacks:
        return ""
    names = " et ".join(who.lacks)
    return f"{names} ne sont pas acquises ; les autres capacités restent acquises au candidat."
