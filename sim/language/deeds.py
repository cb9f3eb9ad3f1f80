"""What a clause says somebody does: who, which verb, when, and whether it is denied.

The author is « je », « nous » and « on »; the reader is « vous » and « tu »; everybody else is another.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from sim.language.conjugation import Form
from sim.language.listed import listed
from sim.language.verb_list import MODALS, TO_BE
from sim.language.vocabulary import (
    ADVERBS,
    CLEAR_NEGATIONS,
    CLITICS,
    DETERMINERS,
    NEGATIONS,
    OPENERS,
    SELDOM_VERBS,
    SUBJECTS,
)
from sim.language.words import Sentence, Word

Who = Literal["author", "reader", "other", "thing", "nobody"]
WHO: dict[str, Who] = {
    "je": "author", "nous": "author", "on": "author", "tu": "reader", "vous": "reader",
    "ce": "thing", "ca": "thing", "cela": "thing",
}  # fmt: skip
FINITE = frozenset(["present", "imperfect", "future", "conditional", "subjunctive"])
TOLD = listed(
    "arrete regarde appelle rappelle oublie pense dis demande envoie renvoie previens verifie fais mets prends laisse garde reponds"
)
AFTER_TOLD = listed("de pas lui leur ce cet cette mon ma ton ta tes a au moi si ca vite donc bien")
"""Orders to somebody called « tu »: without what follows, they may be short for « je »."""
_GOING_ON = frozenset(["et", "puis", ",", "mais", "ou", "donc"])


@dataclass(frozen=True, slots=True)
class Deed:
    """A verb in a clause."""

    verb: str
    tense: str
    """A form's tense, or: past, order, near_future."""
    who: Who
    modal: str = ""
    """« pouvoir » in « je peux envoyer », « venir » in « je viens d’envoyer »."""
    negated: bool = False
    passive: bool = False
    inverted: bool = False
    loose: bool = False
    """Who does it is a guess: no subject is written."""
    objects: frozenset[str] = frozenset()
    """The pronouns before it."""
    first: int = 0
    """Ranks in the sentence of its first word (subject included), its conjugated word and its verb."""
    at: int = 0
    last: int = 0


class Reader:
    """Reads the verbs of one clause from left to right."""

    def __init__(self, sentence: Sentence, first: int, end: int, marker: str, subject: str) -> None:
        self.words = sentence.words
        self.asks = sentence.asks
        self.first = first
        self.end = end
        self.may_order = marker not in {"qui", "que", "dont", "si", "quand", "lorsque"}
        self.inherited = subject if marker in _GOING_ON else ""

    def deeds(self) -> Iterator[Deed]:
        at = self.first
        while at < self.end:
            deed = self._deed(at)
            if deed is not None:
                yield deed
                at = deed.last
            at += 1

    def _form(self, at: int) -> str:
        return self.words[at].form if self.first <= at < self.end else ""

    def _deed(self, at: int) -> Deed | None:
        known = self.words[at].forms
        if not known:
            return None
        left = at
        while left > self.first and self._form(left - 1) in CLITICS:
            left -= 1
        subject_at = left - 1 if self._form(left - 1) in SUBJECTS else -1
        finite = [one for one in known if one.tense in FINITE]
        if subject_at >= 0:
            return self._conjugated(at, known, self._form(subject_at), subject_at, left)
        for rank in range(left, at):
            pronoun = self._form(rank)
            if pronoun in {"nous", "vous"} and (
                any(one.person == SUBJECTS[pronoun] for one in finite)
                or (rank == self.first and _is_misspelt_plural(pronoun, finite))
            ):
                return self._conjugated(at, known, pronoun, rank, rank + 1)
        return self._without_subject(at, known, finite, left)

    def _conjugated(
        self, at: int, known: tuple[Form, ...], subject: str, first: int, left: int
    ) -> Deed | None:
        if self._is_object(first, subject):
            return self._without_subject(
                at, known, [one for one in known if one.tense in FINITE], left
            )
        right = [one for one in known if one.tense in FINITE and one.person == SUBJECTS[subject]]
        # « je vous envoyer », « nous vous envoie »: a slip in the ending leaves no doubt about who.
        chosen = right or [Form(known[0].verb, _loose_tense(known), SUBJECTS[subject])]
        return self._built(at, chosen[0], WHO.get(subject, "other"), first, left)

    def _is_object(self, at: int, subject: str) -> bool:
        """Say whether the pronoun belongs to the verb before it: « confirmez-nous », « pouvez-vous »."""
        if (
            subject not in {"nous", "vous", "elle", "je", "tu", "il", "on", "ce"}
            or not self.words[at].hyphen
        ):
            return False
        return bool(at > self.first and self.words[at - 1].forms)

    def _without_subject(
        self, at: int, known: tuple[Form, ...], finite: list[Form], left: int
    ) -> Deed | None:
        inverted = self._inverted(at, finite)
        if inverted:
            return inverted
        before = self._form(left - 1) if left > self.first else ""
        if self._is_noun(at, known, left, before):
            return None
        if not finite or _is_infinitive(known):
            return self._bare(at, known, left)
        return self._order(at, finite, left) or self._unsaid(at, finite, left)

    def _is_noun(self, at: int, known: tuple[Form, ...], left: int, before: str) -> bool:
        """Say whether a word after an article is no verb: « la commande », « votre avoir »."""
        nearest = self._form(at - 1)
        if _is_infinitive(known):
            is_both = known[0].verb in {"avoir", "devoir", "pouvoir"}
            after = self.words[at + 1].forms if at + 1 < self.end else ()
            return (
                is_both
                and nearest in DETERMINERS - {"de", "pour", "sans"}
                and not any(one.tense == "participle" for one in after)
            )
        return (
            before in DETERMINERS
            or (nearest in {"le", "la", "les"} and left == at - 1)
            or nearest in DETERMINERS - CLITICS
        )

    def _inverted(self, at: int, finite: list[Form]) -> Deed | None:
        """Read « pouvez-vous », « avez vous reçu »; « adressez-vous à » is an order."""
        pronoun = self._form(at + 1)
        if pronoun not in SUBJECTS:
            return None
        fits = [one for one in finite if one.person == SUBJECTS[pronoun]]
        if not fits or (pronoun in {"vous", "nous"} and not self._may_ask(fits[0], at)):
            return None
        return self._built(at, fits[0], WHO.get(pronoun, "other"), at, at, inverted=True)

    def _may_ask(self, form: Form, at: int) -> bool:
        if (
            form.verb in MODALS
            or form.verb in {"avoir", "etre", "aller"}
            or form.tense != "present"
        ):
            return True
        return self.asks and form.verb not in {"adresser", "assurer", "rassurer"}

    def _order(self, at: int, finite: list[Form], left: int) -> Deed | None:
        """Read an order: « envoyez-moi », « merci d’envoyer » apart; « envoie-le-moi »."""
        if not self.may_order or not self._opens(left):
            return None
        if at > left and self._form(left) != "ne":
            return None
        plural = [
            one for one in finite if one.person == "2p" and one.tense in {"present", "subjunctive"}
        ]
        if plural:
            return self._built(at, plural[0], "reader", left, left, order=True)
        single = [
            one
            for one in finite
            if one.person in {"2s", "1s"} and one.tense in {"present", "subjunctive"}
        ]
        after = self._form(at + 1)
        tied = (
            at + 1 < self.end
            and self.words[at + 1].hyphen
            and after in {"moi", "nous", "lui", "leur", "le", "la", "les", "en", "y", "toi", "vous"}
        )
        if after == "moi" and finite:
            # « remet moi », « envoi moi »: whatever the ending.
            return self._built(at, finite[0], "reader", left, left, order=True)
        is_told = self._form(left - 1) in {"alors", "donc"} or len(self.words) == 1
        if single and self._form(at) in TOLD and is_told:
            return self._built(at, single[0], "reader", left, left, order=True)
        if single and (tied or (self._form(at) in TOLD and after in AFTER_TOLD)):
            return self._built(at, single[0], "reader", left, left, order=True)
        return None

    def _unsaid(self, at: int, finite: list[Form], left: int) -> Deed | None:
        """Read a verb whose subject is a noun before it, or is left out: « Vous envoie l’avoir demain »."""
        first = [one for one in finite if one.person in {"1s", "1p"}]
        is_clear = (
            bool(first)
            and first[0].tense in {"future", "present"}
            and not any(one.person[0] in "23" for one in finite)
        )
        if self.inherited and any(one.person in _PERSONS[self.inherited] for one in finite):
            fits = next(one for one in finite if one.person in _PERSONS[self.inherited])
            return self._built(at, fits, WHO[self.inherited], left, left)
        if is_clear and self._opens(left):
            return self._built(at, first[0], "author", left, left, loose=first[0].tense != "future")
        if self._opens(left) and first and at > left:
            return self._built(at, first[0], "author", left, left, loose=True)
        third = [one for one in finite if one.person[0] == "3"]
        if self._form(at) in SELDOM_VERBS or (self._form(at) == "a" and not self._has(at)):
            return None
        if third and not (at == self.first and left == at):
            return self._built(at, third[0], "other", left, left, loose=True)
        return None

    def _has(self, at: int) -> bool:
        """Say whether « a » is the verb and not « à » typed without its accent: a participle or « pas » follows."""
        after = self._after(at + 1, skip=False)
        denied = self._form(at + 1) in NEGATIONS
        return denied or (
            after >= 0 and any(one.tense == "participle" for one in self.words[after].forms)
        )

    def _bare(self, at: int, known: tuple[Form, ...], left: int) -> Deed | None:
        """Read an infinitive or a participle that nothing conjugates."""
        form = next((one for one in known if one.tense in {"infinitive", "participle"}), None)
        if form is None:
            return None
        negated = self._form(left - 1) == "pas" or any(
            self._form(rank) == "ne" for rank in range(left, at)
        )
        return Deed(
            form.verb,
            form.tense,
            "nobody",
            negated=negated,
            objects=self._objects(left, at),
            first=left,
            at=at,
            last=at,
            loose=True,
        )

    def _opens(self, at: int) -> bool:
        """Say whether only such words as « alors » and « merci » stand before."""
        return all(
            self._form(rank) in OPENERS or not self._form(rank).isalpha()
            for rank in range(self.first, at)
        )

    def _objects(self, first: int, end: int) -> frozenset[str]:
        return frozenset(self._form(rank) for rank in range(first, end)) & CLITICS

    def _built(
        self, at: int, form: Form, who: Who, first: int, left: int,
        *, inverted: bool = False, order: bool = False, loose: bool = False,
    ) -> Deed:  # fmt: skip
        objects = self._objects(left, at)
        verb, tense, modal, passive, last = self._with_auxiliary(at, form, skip=inverted)
        if order:
            tense = "order"
            objects |= self._objects(at + 1, min(at + 3, self.end)) | (
                {"me"} if self._form(at + 1) == "moi" else frozenset()
            )
        return Deed(
            verb, tense, who, modal, self._is_negated(left, at, last, objects), passive, inverted, loose, objects, first, at, last,
        )  # fmt: skip

    def _is_negated(self, left: int, at: int, last: int, objects: frozenset[str]) -> bool:
        around = [self._form(rank) for rank in range(at + 1, max(last, at) + 4)]
        if "ne" in objects or self._form(left - 1) == "ne":
            return "que" not in around[:3] and (
                bool(NEGATIONS.intersection(around)) or self._form(left - 1) != ""
            )
        near = [self._form(rank) for rank in range(at + 1, max(last, at + 2) + 1)]
        return (
            bool(CLEAR_NEGATIONS.intersection(near))
            and "mal" not in near
            and "pourquoi" not in near
        )

    def _with_auxiliary(
        self, at: int, form: Form, *, skip: bool
    ) -> tuple[str, str, str, bool, int]:
        """Return the verb that counts, its tense, its modal, whether it is passive, and its rank."""
        following = self._after(at + 1, skip=skip)
        word = self.words[following] if following >= 0 else None
        if word is None:
            return form.verb, form.tense, "", False, at
        participle = next((one for one in word.forms if one.tense == "participle"), None)
        if form.verb in {"avoir", "etre"} and participle:
            return (*self._compound(form, participle, following),)
        infinitive = next(
            (one for one in word.forms if one.tense == "infinitive"), None
        ) or self._misspelt(form, word)
        if infinitive is None:
            return form.verb, form.tense, "", False, at
        if form.verb == "aller":
            tense = "near_future" if form.tense == "present" else form.tense
            return infinitive.verb, tense, "", False, following
        if form.verb in MODALS:
            passive = self._participle_after(following) if infinitive.verb == "etre" else None
            if passive:
                return passive.verb, form.tense, form.verb, True, following + 1
            return infinitive.verb, form.tense, form.verb, False, following
        return form.verb, form.tense, "", False, at

    def _participle_after(self, at: int) -> Form | None:
        """Return the participle in « ne peut être acceptée »."""
        known = self.words[at + 1].forms if at + 1 < self.end else ()
        return next((one for one in known if one.tense == "participle"), None)

    def _compound(self, form: Form, participle: Form, at: int) -> tuple[str, str, str, bool, int]:
        if form.verb == "etre" and participle.verb not in TO_BE:
            return participle.verb, form.tense, "", True, at
        after = self._after(at + 1, skip=False)
        second = (
            next((one for one in self.words[after].forms if one.tense == "participle"), None)
            if after >= 0
            else None
        )
        if participle.verb == "etre" and second:
            return second.verb, "past", "", True, after
        tense = {"present": "past", "imperfect": "past", "subjunctive": "past"}.get(
            form.tense, f"{form.tense}_perfect"
        )
        return participle.verb, tense, "", False, at

    def _misspelt(self, form: Form, word: Word) -> Form | None:
        """Return the infinitive meant by « je vais envoyez », « vous pouvez m’envoyé »."""
        if form.verb not in {"aller", "pouvoir", "devoir", "vouloir", "falloir"}:
            return None
        found = next((one for one in word.forms if word.form.endswith(("e", "ez"))), None)
        return Form(found.verb, "infinitive") if found else None

    def _after(self, at: int, *, skip: bool) -> int:
        """Return the rank of the next word that is no adverb, pronoun or negation, or -1."""
        limit = min(self.end, at + 6)
        while at < limit:
            form = self._form(at)
            if form in ADVERBS or form in CLITICS or (skip and form in SUBJECTS) or form == "tout":
                at += 1
                continue
            return at
        return -1


_PERSONS = {"je": ("1s", "1p"), "vous": ("2p", "2s")}


def _is_misspelt_plural(pronoun: str, finite: list[Form]) -> bool:
    """Say whether the ending is heard alike: « nous livreront »."""
    return pronoun == "nous" and any((one.tense, one.person) == ("future", "3p") for one in finite)


def _is_infinitive(known: tuple[Form, ...]) -> bool:
    return any(one.tense == "infinitive" for one in known)


def _loose_tense(known: tuple[Form, ...]) -> str:
    """Return the tense of a verb whose ending is not the subject's: « je viendrait » is to come."""
    tenses = [one.tense for one in known if one.tense in FINITE]
    if not tenses:
        return "present"
    return "future" if tenses[0] == "conditional" else tenses[0]
