"""Controlled documents: one version in force, versions that only grow, readers who acknowledge."""

from hypothesis import given, settings
from hypothesis import strategies as st

from sim.erp.outputs import pdf
from tests.sim.erp.arvello import record
from tests.sim.erp.doing import act, allowed, change, enter, kept, rows, warnings
from tests.sim.erp.samples import office

DOC = "controlled_document"
NEW = {"code": "MO-QUA-09", "title": "Étalonnage", "author": "Aïcha Bensaïd", "approver": "Nadia Ferrec"}  # fmt: skip
READERS = ({"reader": "Luc Perrin"}, {"reader": "Sonia Marchetti"})


def published(desk, key):
    for name in ("submit", "approve", "publish"):
        assert not act(desk, DOC, key, name).refusal


def test_a_new_version_replaces_the_former_when_it_is_published():
    desk = allowed(f"{DOC}.approve")
    made = act(desk, DOC, "DOC26-0001", "new_version").facts[-1]
    assert (made.values["version"], made.copied_from) == ("4", "DOC26-0001")
    assert "déjà en cours" in act(desk, DOC, "DOC26-0001", "new_version").refusal
    assert record(desk, DOC, "DOC26-0001").state == "current"

    published(desk, made.record)

    assert record(desk, DOC, "DOC26-0001").state == "obsolete"
    assert record(desk, DOC, made.record).values["approved_on"] == "2026-10-13"
    in_force = [row["version"] for row in rows(desk, "documents_in_force")]
    assert in_force == ["2", "4", "4"]
    marked = "PÉRIMÉ".encode("cp1252")
    assert marked in pdf(desk.world, DOC, "DOC26-0001", "document_card")
    assert marked not in pdf(desk.world, DOC, made.record, "document_card")
    assert desk.replayed().erp == desk.world.erp


def test_a_document_is_numbered_by_its_code_whatever_the_case():
    desk = office()

    made = enter(desk, DOC, **NEW).facts[-1]
    taken = enter(desk, DOC, **{**NEW, "code": "mo-qua-09"}).refusal
    change(desk, DOC, made.record, code="mo-stk-02")

    assert made.values["version"] == "1"
    assert "déjà en cours" in taken
    assert record(desk, DOC, made.record).values["version"] == "4"


def test_approving_is_for_the_approver_and_there_must_be_one():
    desk = office()

    assert "Approbateur" in act(desk, DOC, "DOC26-0006", "submit").refusal
    assert "réservé à" in act(desk, DOC, "DOC26-0003", "approve").refusal
    assert "réservé à" in act(desk, DOC, "DOC26-0001", "retire", cancel_reason="x").refusal
    change(desk, DOC, "DOC26-0006", approver="éric vandamme")
    assert warnings(act(desk, DOC, "DOC26-0006", "submit")) == ["same_person"]


def test_a_document_is_returned_with_a_reason():
    desk = office()

    assert "renseignez" in act(desk, DOC, "DOC26-0003", "return").refusal
    act(desk, DOC, "DOC26-0003", "return", return_reason="Annexe absente")

    assert record(desk, DOC, "DOC26-0003").state == "draft"


def test_readers_acknowledge_a_document_in_force_which_is_not_rewritten():
    desk = office()
    act(desk, DOC, "DOC26-0001", "new_version")
    assert kept(desk, DOC, "unread") == ["DOC26-0001"]

    lines = tuple({**line, "read_on": "13/10/2026"} for line in READERS)
    assert not change(desk, DOC, "DOC26-0001", lines=lines).refusal
    rewritten = change(desk, DOC, "DOC26-0001", title="Autre titre").refusal

    assert "ne peut pas être modifié ici" in rewritten
    assert kept(desk, DOC, "unread") == []
    assert "n’est plus un projet" in change(desk, DOC, "DOC26-0002", lines=lines).refusal


def test_an_obsolete_document_is_circulated_after_a_warning_and_a_draft_never():
    desk = office()
    told = {"circulated_on": "13/10/2026"}

    warned = act(desk, DOC, "DOC26-0002", "circulate", **told)
    assert warnings(warned) == ["obsolete_document"]
    assert "DOC26-0001" in warned.facts[0].message
    act(desk, DOC, "DOC26-0002", "circulate", confirmed=True, **told)
    assert record(desk, DOC, "DOC26-0002").values["circulated_on"] == "2026-10-13"
    assert not warnings(act(desk, DOC, "DOC26-0001", "circulate", **told))
    assert "ne se diffuse pas" in act(desk, DOC, "DOC26-0003", "circulate", **told).refusal


def test_nobody_is_told_nothing():
    desk = office()
    change(desk, DOC, "DOC26-0004", lines=())

    answer = act(desk, DOC, "DOC26-0004", "circulate", circulated_on="13/10/2026")

    assert "Aucun destinataire" in answer.refusal


def test_an_older_version_does_not_come_after_a_newer_one():
    desk = allowed(f"{DOC}.approve")
    older = act(desk, DOC, "DOC26-0001", "new_version").facts[-1].record
    newer = desk.do("DuplicateRecord", doctype=DOC, record="DOC26-0001").facts[-1].record
    published(desk, newer)

    for name in ("submit", "approve"):
        act(desk, DOC, older, name)

    assert "déjà en vigueur" in act(desk, DOC, older, "publish").refusal


def test_a_document_is_retired_without_another():
    desk = allowed(f"{DOC}.retire")

    act(desk, DOC, "DOC26-0005", "retire", cancel_reason="Fiche intégrée à l’ERP")

    assert record(desk, DOC, "DOC26-0005").state == "obsolete"
    assert [row["code"] for row in rows(desk, "documents_in_force")] == ["MO-STK-02", "PR-QUA-01"]


def test_documents_to_review_and_obsolete_ones_are_found():
    desk = office()

    assert kept(desk, DOC, "to_review") == ["DOC26-0001"]
    assert kept(desk, DOC, "obsolete") == ["DOC26-0002"]


STEPS = st.lists(
    st.tuples(
        st.sampled_from(("new_version", "submit", "approve", "publish", "cancel", "return", "copy", "retire")),
        st.integers(0, 3),
    ),
    max_size=20,
)  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(STEPS)
def test_versions_strictly_grow_and_one_at_most_is_in_force(steps):
    desk = allowed(f"{DOC}.approve", f"{DOC}.retire")
    keys, in_force = ["DOC26-0001"], [3]
    for name, place in steps:
        key = keys[-1 - place % len(keys)]
        if name == "copy":
            answer = desk.do("DuplicateRecord", doctype=DOC, record=key)
        else:
            answer = act(desk, DOC, key, name, cancel_reason="x", return_reason="x")
        keys += [fact.record for fact in answer.facts if fact.kind == "erp.record_created"]
        current = [one for one in versions(desk) if one.state == "current"]
        assert len(current) <= 1
        in_force += [int(one.values["version"]) for one in current]

    numbers = [int(record(desk, DOC, key).values["version"]) for key in keys]
    assert numbers == sorted(set(numbers))
    assert in_force == sorted(in_force)


def versions(desk):
    return [
        one for one in desk.world.erp.records[DOC].values() if one.values["code"] == "MO-STK-02"
    ]
