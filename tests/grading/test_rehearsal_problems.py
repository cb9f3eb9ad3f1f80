"""A rehearsal that cannot be played says which line to mend, before any is played."""

import shutil

import pytest

from grading.assay import check_pack
from tests.grading import pack

FAULT = "kind: fault\ntitle: Essai\nbased_on: reference\n{}\nlowers: {{C1.1: not_met}}\n"


@pytest.fixture(scope="module")
def copied(tmp_path_factory):
    """A copy of the pack that ships."""
    return shutil.copytree(pack.FOLDER, tmp_path_factory.mktemp("packs") / pack.FOLDER.name)


@pytest.mark.parametrize(
    ("more", "line", "field", "said"),
    [("steps: [{id: a, at: '09:00', do: SendMial}]", 4, "steps.0.do", "« SendMial » n’existe pas : écrivez SendMail"),
     ("steps: [{id: a, at: '09:00', do: SendMail, with: {objet: x}}]", 4, "steps.0.with.objet", "« objet » n’existe pas"),
     ("steps: [{id: a, at: 9h, do: SendMail}]", 4, "steps.0.at", "Écrivez une heure comme 08:45"),
     ("steps: [{id: send-ar, at: '09:00', do: OpenBriefing}]", 4, "steps.0.id", "« send-ar » est écrite deux fois"),
     ("replace: {send-ar: {at: 9h}}", 3, "based_on", "Étape « send-ar », at. Écrivez une heure comme 08:45"),
     ("without: [rien]", 3, "based_on", "l’étape « rien » n’existe pas")],
)  # fmt: skip
def test_a_mistake_is_at_its_line(copied, more, line, field, said):
    (copied / "rehearsals" / "essai.yaml").write_text(FAULT.format(more), encoding="utf-8")

    (problem,) = check_pack(copied, pack.framework(), seeds=0).problems

    assert (problem.file, problem.line, problem.field) == ("rehearsals/essai.yaml", line, field)
    assert said in problem.fr


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [(FAULT.format("").replace("C1.1", "C9.9"), 5, "« C9.9 » n’est pas dans le référentiel"),
     (FAULT.format("").replace("not_met", "raté"), 5, "écrivez met, partly"),
     (FAULT.format("").replace("kind: fault", "kind: faute"), 1, "écrivez reference, alternative, idle ou fault"),
     ("- a\n", 1, "nom: valeur")],
)  # fmt: skip
def test_a_file_that_is_no_rehearsal_is_told(copied, text, line, said):
    (copied / "rehearsals" / "essai.yaml").write_text(text, encoding="utf-8")

    (problem,) = check_pack(copied, pack.framework(), seeds=0).problems

    assert (problem.file, problem.line) == ("rehearsals/essai.yaml", line)
    assert said in problem.fr
