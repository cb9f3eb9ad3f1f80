"""Settings come from the environment and have sound defaults."""

import stat

from webapp.config import read_settings


def test_it_needs_nothing(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    settings = read_settings({})

    assert settings.data == tmp_path / "var"
    assert settings.database_url == f"sqlite:///{tmp_path}/var/bannette.sqlite3"
    assert not settings.demo


def test_it_makes_the_secret_key_once_for_its_owner_only(tmp_path):
    first = read_settings({"BANNETTE_DATA": str(tmp_path)})
    second = read_settings({"BANNETTE_DATA": str(tmp_path)})

    assert len(first.secret_key) == 64
    assert first.secret_key == second.secret_key
    assert stat.S_IMODE((tmp_path / "secret_key").stat().st_mode) == 0o600


def test_it_reads_what_is_given(tmp_path):
    settings = read_settings(
        {
            "BANNETTE_DATA": str(tmp_path),
            "BANNETTE_DEMO": "1",
            "BANNETTE_MAX_UPLOAD_MB": "2",
            "BANNETTE_HTTPS": "oui",
        }
    )

    assert settings.demo
    assert settings.https
    assert settings.max_upload == 2 * 1024 * 1024
