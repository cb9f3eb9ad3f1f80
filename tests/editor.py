"""Documents as the browser's editor saves them: its own engine, without the browser."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from webapp import assets

SOURCES = Path(assets.__file__).parent / "editor"
# `make editor` brings Node as a package of Python where the machine has none.
NODE = shutil.which("node", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
needed = pytest.mark.skipif(
    NODE is None or not (SOURCES / "node_modules").exists(),
    reason="the editor is not built: make editor",
)


def saved(folder: Path, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Open .docx files in the editor and save them; return them by their name."""
    source, target = folder / "source", folder / "saved"
    source.mkdir(parents=True)
    target.mkdir()
    for name, data in files.items():
        (source / name).write_bytes(data)
    command = [str(NODE), "resave.mjs", str(source), str(target)]
    subprocess.run(command, cwd=SOURCES, check=True, capture_output=True, timeout=180)
    return {path.name: path.read_bytes() for path in target.iterdir()}
