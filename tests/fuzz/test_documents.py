"""A few spoilt documents of every format, always the same: `make fuzz` tries many more."""

from random import Random  # noqa: TID251  seeded

import pytest

from grading.documents.model import Unreadable
from grading.documents.read import read
from tests.fuzz.documents import corpus, judge
from tests.fuzz.mutate import mutated

ORIGINALS = corpus(with_libreoffice=False)


@pytest.mark.parametrize("name", ORIGINALS)
def test_an_honest_document_is_read_and_judged(name):
    document = read(ORIGINALS[name], name)
    assert not isinstance(document, Unreadable)
    judge(document)


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("name", ORIGINALS)
def test_a_spoilt_document_is_read_and_judged_or_refused_with_a_reason(name, seed):
    document = read(mutated(ORIGINALS[name], Random(f"{seed} {name}")), name)
    if isinstance(document, Unreadable):
        assert document.reason
    else:
        judge(document)
