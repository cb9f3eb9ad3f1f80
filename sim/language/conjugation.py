"""Which verb a folded word may be, in which tense and person."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from sim.language.verb_list import DOUBLING, ER, FAMILIES, FUTURES, IR, IRREGULAR, RE, YER

PERSONS = ("1s", "2s", "3s", "1p", "2p", "3p")


class Form(NamedTuple):
    """A verb's form. Tenses: present, imperfect, future, conditional, subjunctive, infinitive, participle, gerund."""

    verb: str
    tense: str
    person: str = ""


def forms(word: str) -> tuple[Form, ...]:
    """Return what verb forms a folded word may be; none when it is no verb of the list."""
    return _forms().get(word, ())


def all_forms() -> Iterable[str]:
    """Return every known form."""
    return _forms().keys()


@lru_cache(maxsize=1)
def _forms() -> dict[str, tuple[Form, ...]]:
    found: dict[str, dict[Form, None]] = {}
    for word, form in _conjugated():
        if word not in {"", "-"}:
            found.setdefault(word, {})[form] = None
    return {word: tuple(all_of) for word, all_of in found.items()}


def _conjugated() -> Iterator[tuple[str, Form]]:
    for verb in sorted(ER | DOUBLING | YER):
        yield from _first_group(verb)
    for verb in sorted(IR):
        stem = verb[:-2]
        present = [stem + end for end in ("is", "is", "it", "issons", "issez", "issent")]
        yield from _tenses(verb, present, f"{stem}iss", f"{stem}ir", f"{stem}i")
    for verb in sorted(RE):
        stem = verb[:-2]
        third = f"{stem}t" if stem.endswith("p") else stem
        present = [f"{stem}s", f"{stem}s", third, f"{stem}ons", f"{stem}ez", f"{stem}ent"]
        yield from _tenses(verb, present, stem, f"{stem}r", f"{stem}u")
    for verb, table in IRREGULAR.items():
        yield from _tabled(verb, table, "")
    for model, (table, prefixes) in FAMILIES.items():
        for prefix in prefixes:
            yield from _tabled(prefix + model, table, prefix)


def _first_group(verb: str) -> Iterator[tuple[str, Form]]:
    stem = verb[:-2]
    mute = _mute_stem(verb, stem)
    soft = f"{stem}e" if stem.endswith("g") else stem
    present = [f"{mute}e", f"{mute}es", f"{mute}e", f"{soft}ons", f"{stem}ez", f"{mute}ent"]
    yield from _tenses(verb, present, soft, FUTURES.get(verb, f"{mute}er"), f"{stem}e")
    yield f"{stem}iez", Form(verb, "imperfect", "2p")
    if mute != stem:
        # « rappelerai » and « payerai » are written as often as the other.
        yield from _of_one("future", verb, f"{stem}er", ("ai", "as", "a", "ons", "ez", "ont"))


def _mute_stem(verb: str, stem: str) -> str:
    """Return the stem before a mute e."""
    if verb in DOUBLING:
        return stem + stem[-1]
    return f"{stem[:-1]}i" if verb in YER else stem


def _tabled(verb: str, table: str, prefix: str) -> Iterator[tuple[str, Form]]:
    present, imperfect, future, participle, *others = table.split("|")
    whole = [one if one == "-" else prefix + one for one in present.split()]
    yield from _tenses(verb, whole, prefix + imperfect, prefix + future, prefix + participle)
    persons = ("1s", "2s", "3s", "1p", "2p", "3p")
    for end in " ".join(others).split():
        word = prefix + end
        person = "2p" if end.endswith("ez") else "1p" if end.endswith("ons") else ""
        for one in (person,) if person else persons[:3]:
            yield word, Form(verb, "subjunctive", one)


def _tenses(
    verb: str, present: list[str], imperfect: str, future: str, participle: str
) -> Iterator[tuple[str, Form]]:
    for person, word in zip(PERSONS, present, strict=True):
        yield word, Form(verb, "present", person)
    past = ("ais", "ais", "ait", "ions", "iez", "aient")
    yield from _of_one("imperfect", verb, imperfect, past)
    yield from _of_one("future", verb, future, ("ai", "as", "a", "ons", "ez", "ont"))
    yield from _of_one("conditional", verb, future, past)
    yield verb, Form(verb, "infinitive")
    yield f"{imperfect}ant", Form(verb, "gerund")
    for end in ("", "e", "s", "es"):
        yield participle + end, Form(verb, "participle")


def _of_one(tense: str, verb: str, stem: str, ends: tuple[str, ...]) -> Iterator[tuple[str, Form]]:
    for person, end in zip(PERSONS, ends, strict=True):
        yield stem + end, Form(verb, tense, person)
