"""What a candidate hands in is looked at before it is kept: a clear refusal, and nothing is lost."""

import pytest

from tests.grading.documents.test_plain_and_pdf import pdf
from webapp.app import create_app


@pytest.fixture
def inspect(settings, store):
    return create_app(settings, store, testing=True).extensions["bannette.inspect_upload"]


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("lettre.docx", b"ceci n'est pas un zip", "n’est pas un document Word"),
        ("lettre.docx", b"", "est vide"),
        ("lettre.doc", b"\xd0\xcf\x11\xe0", "n’ouvre pas"),
        ("tableau.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600, "ancien format"),
        ("diapos.pdf", b"<html>", "contient une page web"),
    ],
)
def test_it_says_what_is_wrong_and_what_to_do(inspect, name, data, sentence):
    reason = inspect(name, data)

    assert sentence in reason.replace("\u00a0", " ")
    assert "déposez" in reason or "nregistrez" in reason or "exportez" in reason


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("jeu.exe", b"MZ\x90"),
        ("jeu", b"MZ\x90"),
        ("outil.txt", b"#!/bin/sh\n"),
        ("macro.VBS", b"MsgBox 1"),
        ("raccourci.lnk", b"L"),
    ],
)
def test_a_program_is_refused_under_any_name(inspect, name, data):
    assert "est un programme" in inspect(name, data)


@pytest.mark.parametrize("name", ["page.html", "dessin.svg", "dossier.zip", "sans_extension"])
def test_what_harms_nobody_is_kept(inspect, name):
    assert inspect(name, b"<p>Bonjour</p>") == ""


def test_it_lets_a_plain_file_pass(inspect):
    assert inspect("notes.txt", b"Bonjour") == ""


def test_a_pdf_under_a_password_is_named_as_such(inspect):
    assert inspect("note.pdf", pdf("Bonjour")) == ""
    assert "protégé par un mot de passe" in inspect("note.pdf", pdf("secret", password="1234"))
