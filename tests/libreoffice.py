"""Documents as LibreOffice itself saves them."""

import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

SOFFICE = shutil.which("soffice")
needed = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
FILTERS = {
    "docx": "docx:MS Word 2007 XML",
    "xlsx": "xlsx:Calc MS Excel 2007 XML",
    "pptx": "pptx:Impress MS PowerPoint 2007 XML",
}


def converted(folder: Path, ending: str, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Open files and save them in a format; return them by their name without ending."""
    source, target = folder / "source", folder / ending
    source.mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        (source / name).write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [str(SOFFICE), profile, "--headless", "--convert-to", FILTERS.get(ending, ending)]
    subprocess.run(
        [*command, "--outdir", str(target), *(str(source / name) for name in files)],
        cwd=folder,
        check=True,
        capture_output=True,
        timeout=180,
    )
    return {path.stem: path.read_bytes() for path in target.iterdir()}
