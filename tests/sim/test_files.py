"""Files are kept by their digest, whole or not at all."""

import pytest

from sim.journal.files import FolderFiles, sha256


def test_it_gives_back_the_same_bytes(tmp_path):
    files = FolderFiles(tmp_path)

    name = files.put(b"contenu")

    assert name == sha256(b"contenu")
    assert files.get(name) == b"contenu"


def test_it_keeps_the_same_bytes_once(tmp_path):
    files = FolderFiles(tmp_path)

    files.put(b"contenu")
    files.put(b"contenu")

    assert files.names() == [sha256(b"contenu")]


def test_it_leaves_nothing_but_whole_files(tmp_path):
    files = FolderFiles(tmp_path)

    files.put(b"contenu")

    assert not list(tmp_path.rglob("*.part"))


@pytest.mark.parametrize("name", ["0" * 64, "../secret_key", ""])
def test_it_refuses_names_it_never_gave(tmp_path, name):
    with pytest.raises(KeyError):
        FolderFiles(tmp_path).get(name)
