"""Words as sound: an option of the machine, bounded, made once, and only of one's own conversation."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from webapp.app import create_app
from webapp.config import read_settings
from webapp.voice import PROGRAM, TEXT_LIMIT, Voice, find_voice

FAKE = """\
#!/bin/sh
while [ $# -gt 0 ]; do [ "$1" = -w ] && out=$2; shift; done
echo call >> "$(dirname "$0")/calls"
cat > "$out"
"""


@pytest.fixture
def speaker(tmp_path: Path) -> Voice:
    """A voice that writes the text it is given instead of its sound."""
    return Voice(tmp_path / "voice", program(tmp_path, FAKE))


def program(folder: Path, text: str) -> str:
    path = folder / "speak"
    path.write_text(text)
    path.chmod(0o755)
    return str(path)


def test_a_line_is_spoken_once_and_kept(speaker, tmp_path):
    first, again = speaker.of("Bonjour."), speaker.of("Bonjour.")

    assert first == again
    assert first.read_text() == "Bonjour."
    assert (tmp_path / "calls").read_text() == "call\n"
    assert speaker.of("Au revoir.") != first


def test_what_the_script_says_of_a_person_is_not_spoken(speaker):
    assert speaker.of("(Il revient.) Je m’assois.").read_text() == "Je m’assois."
    assert speaker.of("(Silence.)") is None
    assert speaker.of(" … ") is None


def test_a_speech_is_cut(speaker):
    assert len(speaker.of("a" * (TEXT_LIMIT + 50)).read_text()) == TEXT_LIMIT


@pytest.mark.parametrize(
    "text", ["#!/bin/sh\nexit 1\n", "#!/bin/sh\nexit 0\n", "#!/bin/sh\nexec sleep 9\n"]
)
def test_a_voice_that_fails_or_takes_too_long_says_nothing_and_leaves_nothing(tmp_path, text):
    broken = Voice(tmp_path / "voice", program(tmp_path, text), timeout_s=0.2)

    assert broken.of("Bonjour.") is None
    assert list((tmp_path / "voice").iterdir()) == []


def test_there_is_none_without_the_program_or_when_it_is_not_wanted(tmp_path):
    assert find_voice(tmp_path, program="no-such-program") is None
    assert find_voice(tmp_path, wanted=False, program="sh") is None
    assert not read_settings({"BANNETTE_DATA": str(tmp_path), "BANNETTE_VOICE": "non"}).voice
    assert read_settings({"BANNETTE_DATA": str(tmp_path)}).voice


@pytest.mark.skipif(shutil.which(PROGRAM) is None, reason="espeak-ng is not installed")
def test_the_real_voice_makes_a_sound_file(tmp_path):
    found = find_voice(tmp_path)
    path = found.of("C’est la troisième erreur !") if found else None

    assert path is not None
    assert path.read_bytes()[:4] == b"RIFF"
    assert path.stat().st_size > 10_000


def test_the_setting_reaches_the_application(settings, store):
    off = create_app(replace(settings, voice=False), store, testing=True)

    assert off.extensions["bannette.voice"] is None
