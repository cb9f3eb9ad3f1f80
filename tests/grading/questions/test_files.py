"""Documents: saved over and over, put back to what they were, filed twice."""

from tests.grading.checks.desk import desk
from tests.grading.questions.asking import asked, kinds, said

WORK, FILED = "/ADV/9_Travail", "/ADV/3_Facturation"


def saved(times: int):
    what = desk()
    for at in range(times):
        what.at(f"09:{at:02}").upload("lettre.docx", bytes([at]))
    return what


def test_a_document_saved_many_times_raises_what_was_gone_over():
    what = saved(6)
    (one,) = asked(what, "saved_often")

    assert one.criterion == "C2.1"
    assert '" lettre.docx " 6 fois, de 9 h 00 a 9 h 05' in said(one)
    assert kinds(what, one) == ["drive.uploaded"] * 6
    assert one.entries[0] == max(one.entries)
    assert asked(saved(5), "saved_often") == []


def test_an_older_version_put_back_raises_what_it_held():
    what = saved(2)
    assert not what.do("RestoreVersion", path=f"{WORK}/lettre.docx", version=1).refusal

    (one,) = asked(what, "restored")

    assert (one.criterion, kinds(what, one)) == ("C2.1", ["drive.restored"])
    assert 'retabli la version 1 de " lettre.docx "' in said(one)
    assert asked(saved(2), "restored") == []


def moved(*steps: tuple[str, str]):
    what = saved(1)
    for path, to in steps:
        assert not what.do("MoveFile", path=path, to=to).refusal
    return what


def test_a_file_filed_twice_raises_how_its_place_was_chosen():
    what = moved(
        (f"{WORK}/lettre.docx", f"{FILED}/lettre.docx"),
        (f"{FILED}/lettre.docx", "/ADV/lettre.docx"),
    )

    (one,) = asked(what, "filed_again")

    assert (one.criterion, kinds(what, one)) == ("C2.2", ["drive.moved", "drive.moved"])
    assert 'dans " /adv/3_facturation " a 9 h 00, puis dans " /adv " a 9 h 00' in said(one)


def test_a_file_filed_renamed_and_filed_again_is_the_same_file():
    what = moved(
        (f"{WORK}/lettre.docx", f"{FILED}/lettre.docx"), (f"{FILED}/lettre.docx", f"{FILED}/L1.docx"), (f"{FILED}/L1.docx", "/ADV/L1.docx")
    )  # fmt: skip

    assert len(asked(what, "filed_again")) == 1


def test_a_file_filed_once_or_only_renamed_raises_nothing():
    once = moved((f"{WORK}/lettre.docx", f"{FILED}/lettre.docx"))
    renamed = moved(
        (f"{WORK}/lettre.docx", f"{WORK}/L1.docx"), (f"{WORK}/L1.docx", f"{FILED}/L1.docx")
    )

    assert [asked(one, "filed_again") for one in (once, renamed)] == [[], []]
