"""The office tools, one behaviour each, from the command to the world."""

from unicodedata import normalize

import pytest

from tests.build import Office, a_scenario, a_script


@pytest.fixture
def office() -> Office:
    return Office().at("08:40")


class TestMail:
    def test_sending_a_draft_empties_it_and_marks_the_message_answered(self, office):
        office.do(
            "SaveDraft", to=["c.vasseur@alphydral.example"], body="Bonjour", in_reply_to="M01"
        )
        office.do(
            "SendMail",
            draft="B1",
            to=["c.vasseur@alphydral.example"],
            subject="Re",
            body="Bonjour",
            in_reply_to="M01",
        )

        box = office.world.mail
        assert box.drafts == {}
        assert box.received["M01"].answered
        assert "voici notre commande" in next(iter(box.sent.values())).fact.quoted

    def test_addresses_are_read_as_people_type_them(self, office):
        office.do(
            "SendMail",
            to=["Karim <K.Benali@arvello.example> ; c.vasseur@alphydral.example,"],
            subject="s",
            body="b",
        )

        assert office.entries[-1].fact.to == (
            "k.benali@arvello.example",
            "c.vasseur@alphydral.example",
        )

    @pytest.mark.parametrize(
        ("given", "sentence"),
        [
            ({"to": []}, "au moins un destinataire"),
            ({"to": ["karim"]}, "n’est pas une adresse"),
            ({"to": ["a@b.example"], "attachments": ["/nulle/part.pdf"]}, "introuvable"),
            ({"to": ["a@b.example"], "body": "x" * 20_001}, "dépasse"),
            ({"to": ["a@b.example"], "in_reply_to": "M99"}, "n’est pas dans votre messagerie"),
        ],
    )
    def test_it_refuses_and_says_what_to_do(self, office, given, sentence):
        assert sentence in office.do("SendMail", **{"subject": "s", "body": "b", **given}).refusal

    def test_an_attachment_of_a_message_can_be_forwarded(self, office):
        office.do(
            "SendMail",
            to=["k.benali@arvello.example"],
            subject="Tr",
            body="b",
            forward_of="M01",
            attachments=["mail:M01/po.pdf"],
        )

        assert [file.name for file in office.entries[-1].fact.attachments] == ["po.pdf"]
        assert office.world.mail.received["M01"].forwarded

    def test_opening_flagging_and_moving(self, office):
        office.do("OpenMail", mail="M01")
        office.do("FlagMail", mail="M01", flagged=True)
        office.do("MoveMail", mail="M01", folder="trash")

        item = office.world.mail.received["M01"]
        assert (item.read, item.flagged, item.folder) == (True, True, "trash")

    def test_it_refuses_a_folder_that_is_not_there(self, office):
        assert office.do("MoveMail", mail="M01", folder="ailleurs").refusal


class TestChat:
    def test_it_keeps_both_sides(self, office):
        office.do("SendChat", person="luc", text=" Camion à 9 h 50 ")

        assert [line.text for line in office.world.chat["luc"]] == ["Camion à 9 h 50"]

    @pytest.mark.parametrize(
        ("person", "text"), [("buyer", "x"), ("luc", "  "), ("luc", "x" * 2001)]
    )
    def test_it_refuses(self, office, person, text):
        assert office.do("SendChat", person=person, text=text).refusal


class TestPlanner:
    def test_durations_and_hours_are_read_as_people_type_them(self, office):
        office.do(
            "AddTask", title="AR", estimate_min="1 h 05", due="10h", priority="P1", about="M01"
        )

        values = office.world.planner.tasks["T1"].values
        assert (values.estimate_min, values.due, values.priority) == (65, "10:00", "P1")

    @pytest.mark.parametrize(
        ("given", "sentence"),
        [
            ({"title": " "}, "titre"),
            ({"estimate_min": "longtemps"}, "n’est pas une durée"),
            ({"due": "tantôt"}, "n’est pas une heure"),
            ({"priority": "P9"}, "P0"),
            ({"about": "M99"}, "n’est pas dans votre messagerie"),
        ],
    )
    def test_it_refuses(self, office, given, sentence):
        assert sentence in office.do("AddTask", **{"title": "t", **given}).refusal

    def test_a_change_keeps_before_and_after(self, office):
        office.do("AddTask", title="AR", estimate_min="10")
        office.do("ChangeTask", task="T1", title="AR", estimate_min="20")

        fact = office.entries[-1].fact
        assert (fact.before.estimate_min, fact.after.estimate_min) == (10, 20)

    def test_an_order_of_other_tasks_is_refused(self, office):
        office.do("AddTask", title="a")
        office.do("AddTask", title="b")

        assert office.do("OrderTasks", tasks=["T1"]).refusal
        office.do("OrderTasks", tasks=["T2", "T1"])
        assert office.world.planner.order == ["T2", "T1"]

    def test_a_status_changes(self, office):
        office.do("AddTask", title="a")
        office.do("SetTaskStatus", task="T1", status="done")

        assert office.world.planner.tasks["T1"].status == "done"
        assert office.do("SetTaskStatus", task="T9", status="done").refusal


class TestDrive:
    def test_the_same_name_is_a_new_version(self, office):
        office.upload("note.docx", b"1")
        office.upload("note.docx", b"2")

        file = office.world.drive.files["/ADV/9_Travail/note.docx"]
        assert [version.size for version in file.versions] == [1, 1]
        assert office.entries[-1].fact.version == 2

    @pytest.mark.parametrize("name", ["NOTE.docx", "note.DOCX", "Note.Docx"])
    def test_the_same_name_in_other_letters_is_the_same_file(self, office, name):
        office.upload("note.docx", b"1")
        office.upload(name, b"22")

        kept = office.world.drive.files["/ADV/9_Travail/note.docx"]
        assert [version.size for version in kept.versions] == [1, 2]
        assert kept.file.name == "note.docx"
        assert f"/ADV/9_Travail/{name}" not in office.world.drive.files

    def test_an_accent_written_apart_is_the_same_letter(self, office):
        office.upload("réclamé.docx", b"1")
        office.upload(normalize("NFD", "Réclamé.docx"), b"2")

        assert len(office.world.drive.files["/ADV/9_Travail/réclamé.docx"].versions) == 2

    def test_no_way_leads_to_two_files_that_differ_by_their_case(self, office):
        office.upload("note.docx", b"1")
        office.upload("autre.docx", b"2")
        folder = "/ADV/9_Travail"
        for command, given in (
            ("MoveFile", {"path": f"{folder}/autre.docx", "to": f"{folder}/NOTE.docx"}),
            ("CopyFile", {"path": f"{folder}/autre.docx", "to": f"{folder}/Note.docx"}),
            ("UseTemplate", {"template": "/Modeles/MODELE.docx", "folder": folder, "name": "NOTE.DOCX"}),
            ("CreateFolder", {"path": f"{folder.upper()}"}),
        ):  # fmt: skip
            assert "existe déjà" in office.do(command, **given).refusal, command

    def test_a_name_may_change_its_case(self, office):
        office.upload("note.docx", b"1")
        office.do("MoveFile", path="/ADV/9_Travail/note.docx", to="/ADV/9_Travail/NOTE.docx")

        assert "/ADV/9_Travail/NOTE.docx" in office.world.drive.files

    def test_a_template_gives_a_copy_of_ones_own(self, office):
        office.do(
            "UseTemplate",
            template="/Modeles/MODELE.docx",
            folder="/ADV/9_Travail",
            name="LET_x.docx",
        )
        office.do(
            "MoveFile", path="/ADV/9_Travail/LET_x.docx", to="\\ADV\\3_Facturation\\LET_x.docx"
        )

        assert "/ADV/3_Facturation/LET_x.docx" in office.world.drive.files

    @pytest.mark.parametrize(
        ("command", "given"),
        [
            ("MoveFile", {"path": "/Procedures/MO-ADV-01.md", "to": "/ADV/9_Travail/x.md"}),
            ("DeleteFile", {"path": "/Procedures/MO-ADV-01.md"}),
            ("OpenFile", {"path": "/etc/passwd"}),
            ("UseTemplate", {"template": "/Procedures/MO-ADV-01.md", "folder": "/ADV/9_Travail"}),
            ("CopyFile", {"path": "/Modeles/MODELE.docx", "to": "/nulle/part/x.docx"}),
            ("CopyFile", {"path": "/Modeles/MODELE.docx", "to": "/ADV/9_Travail/../x.docx"}),
            ("CreateFolder", {"path": "/ADV/9_Travail"}),
            ("CreateFolder", {"path": "/nulle/part"}),
            ("SaveAttachment", {"mail": "M01", "name": "autre.pdf", "folder": "/ADV/9_Travail"}),
        ],
    )
    def test_it_refuses(self, office, command, given):
        before = dict(office.world.drive.files)

        assert office.do(command, **given).refusal
        assert office.world.drive.files == before

    @pytest.mark.parametrize("name", ["", ".caché", 'a"b.docx', "x" * 130 + ".docx"])
    def test_it_refuses_a_name_that_cannot_be_one(self, office, name):
        assert office.upload(name).refusal

    def test_an_attachment_is_saved_once(self, office):
        given = {"mail": "M01", "name": "po.pdf", "folder": "/ADV/9_Travail"}

        assert office.do("SaveAttachment", **given).refusal == ""
        assert "existe déjà" in office.do("SaveAttachment", **given).refusal


class TestCalls:
    def test_a_call_is_answered_and_followed_to_its_end(self):
        office = Office().at("08:52:10")
        office.do("AnswerCall", call="call-truck")
        office.do("Reply", call="call-truck", choice="a")

        call = office.world.calls["call-truck"]
        assert call.state == "ended"
        assert [line.speaker for line in call.lines] == ["buyer", "candidate", "buyer"]

    def test_free_words_are_understood_or_asked_again(self):
        office = Office().at("08:52:10")
        office.do("AnswerCall", call="call-truck")
        office.do("Say", call="call-truck", text="Euh")
        assert office.world.calls["call-truck"].node == "again"

    def test_a_figure_heard_leads_on(self):
        office = Office().at("08:52:10")
        office.do("AnswerCall", call="call-truck")
        office.do("Say", call="call-truck", text="Donc à 9h50, entendu")
        assert office.world.calls["call-truck"].state == "ended"

    def test_a_promise_needs_an_hour(self):
        office = Office().at("08:52:10")
        office.do("AnswerCall", call="call-truck")

        assert "quelle heure" in office.do("Reply", call="call-truck", choice="b").refusal
        office.do("Reply", call="call-truck", choice="b", due="10h30")
        assert office.world.calls["call-truck"].promises == [("réponse écrite", "10:30")]

    def test_an_unanswered_call_goes_away_at_its_time_and_leaves_a_message(self):
        office = Office().at("09:30")

        call = office.world.calls["call-truck"]
        assert call.state == "missed"
        assert call.lines[0].text == "Rappelez-moi."
        assert "n’attend plus" in office.do("AnswerCall", call="call-truck").refusal

    def test_one_conversation_at_a_time(self):
        office = Office().at("08:52:10")
        office.do("PlaceCall", person="karim")

        assert "conversation en cours" in office.do("AnswerCall", call="call-truck").refusal
        office.do("HangUp", call="A1")
        assert office.do("AnswerCall", call="call-truck").refusal == ""

    def test_somebody_without_a_script_has_a_voicemail(self, office):
        office.do("PlaceCall", person="karim")

        assert office.world.calls["A1"].voicemail
        assert "messagerie" in office.world.calls["A1"].lines[0].text

    def test_somebody_with_a_script_answers(self):
        script = a_script("out-luc", channel="outgoing_call", person="luc")
        office = Office(a_scenario(scripts=(a_script(), script))).at("08:40")
        office.do("PlaceCall", person="luc")

        assert office.world.calls["A1"].lines[0].text == "Le camion passe à 9 h 50."

    @pytest.mark.parametrize("person", ["buyer", "ghost", "personne"])
    def test_it_refuses_to_call_who_cannot_be_called(self, office, person):
        assert office.do("PlaceCall", person=person).refusal

    def test_a_note_is_kept(self):
        office = Office().at("08:52:10")
        office.do("AnswerCall", call="call-truck")
        office.do("SaveNote", call="call-truck", note={"caller": "M. Vuillet"})

        assert office.world.calls["call-truck"].note.caller == "M. Vuillet"
        assert office.do("SaveNote", call="autre", note={}).refusal


class TestDirectory:
    def test_it_finds_by_any_word_whatever_the_accents(self, office):
        office.do("SearchDirectory", query="COMPTABLE benali")

        assert office.entries[-1].fact.results == 1

    def test_it_hides_who_is_not_listed(self, office):
        assert office.do("OpenPerson", person="ghost").refusal
        assert office.do("OpenPerson", person="karim").refusal == ""
