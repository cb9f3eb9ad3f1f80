"""What people say aloud, where the machine can speak: a French voice, made once for each text and kept.

An option: the text is always there. Nothing depends on it, and the folder may be emptied.
"""

import hashlib
import os
import re
import shutil
import subprocess
import tempfile
from contextlib import suppress
from pathlib import Path

PROGRAM = "espeak-ng"
"""Of the system's package of the same name."""
VOICE = "fr-fr"
WORDS_PER_MINUTE = 160
TEXT_LIMIT = 1_000
"""Characters spoken of one line; authors' lines are a few sentences."""
TIMEOUT_S = 10.0
"""Longest making of one line, by the wall."""
_ASIDE = re.compile(r"\([^)]*\)")
"""What a script says of the person and not by them: « (Il revient.) »."""


class Voice:
    """Lines as sound, by their text; may be called from any thread."""

    def __init__(self, folder: Path, program: str, timeout_s: float = TIMEOUT_S) -> None:
        self.folder, self._program, self._timeout_s = folder, program, timeout_s

    def of(self, text: str) -> Path | None:
        """Return the sound file of a line; nothing when there is nothing to say or it cannot be said."""
        spoken = _ASIDE.sub(" ", text).strip()[:TEXT_LIMIT]
        if not re.search(r"\w", spoken):
            return None
        name = hashlib.sha256(f"{VOICE}\n{WORDS_PER_MINUTE}\n{spoken}".encode()).hexdigest()
        path = self.folder / f"{name}.wav"
        if path.exists() or self._make(spoken, path):
            return path
        return None

    def _make(self, spoken: str, path: Path) -> bool:
        """Speak into a file of its own, then give it its name: two that race write the same."""
        self.folder.mkdir(parents=True, exist_ok=True)
        descriptor, made = tempfile.mkstemp(suffix=".part", dir=self.folder)
        os.close(descriptor)
        command = [self._program, "-v", VOICE, "-s", str(WORDS_PER_MINUTE), "-w", made, "--stdin"]
        try:
            subprocess.run(  # noqa: S603  a program of the system, and the text by its input
                command, input=spoken.encode(), capture_output=True, timeout=self._timeout_s, check=True,
            )  # fmt: skip
            if Path(made).stat().st_size:
                Path(made).replace(path)
                return True
        except (OSError, subprocess.SubprocessError):
            return False
        finally:
            with suppress(FileNotFoundError):
                Path(made).unlink()
        return False


def find_voice(folder: Path, *, wanted: bool = True, program: str = PROGRAM) -> Voice | None:
    """Return the machine's voice; nothing where there is none, or where it is not wanted."""
    found = shutil.which(program) if wanted else None
    return Voice(folder, found) if found else None
