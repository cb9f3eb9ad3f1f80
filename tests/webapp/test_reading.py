"""Documents are read in a process of its own: whatever a file does to it, the next one is read."""

import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from grading.documents.model import TextDocument, Unreadable
from grading.documents.read import read
from tests.grading.documents.build import a_deck, a_letter, a_table
from webapp import reading
from webapp.reading import Reader

ROOT = Path(__file__).parents[2]
HOSTILE = {
    "loops for ever": "while True: pass",
    "sleeps for ever": "import time; time.sleep(600)",
    "eats memory": "x = bytearray(10**10)",
    "dies": "import os; os.kill(os.getpid(), 11)",
    "answers nonsense": "sys.stdout.buffer.write(b'\\0\\0\\0\\4abcd'); sys.stdout.buffer.flush(); os._exit(0)",
    "stalls in its answer": "sys.stdout.buffer.write(b'\\0\\0\\0\\4ab'); sys.stdout.buffer.flush(); import time; time.sleep(600)",
    "prints": "print('a warning', flush=True); import time; time.sleep(600)",
    "answers another thing": "return os.path",
    "answers a program": "return Evil()",
}


@pytest.fixture
def reader(request):
    made = Reader()
    yield made
    made.close()


@pytest.mark.parametrize(
    ("name", "make"), [("a.docx", a_letter), ("a.xlsx", a_table), ("a.pptx", a_deck)]
)
def test_a_document_reads_as_it_does_in_the_same_process(reader, name, make):
    assert reader.read(make(), name) == read(make(), name)


def test_a_refusal_comes_back_with_its_reason(reader):
    found = reader.read(b"", "lettre.docx")
    assert isinstance(found, Unreadable)
    assert found.code == "empty"


@pytest.mark.parametrize("what", HOSTILE)
def test_a_file_that_takes_the_reader_down_is_named_and_the_next_one_is_read(
    what, tmp_path, monkeypatch
):
    script = tmp_path / "hostile.py"
    script.write_text(
        "import os, sys\n"
        "from webapp.reading import serve\n"
        "from grading.documents.read import read\n"
        "class Evil:\n    def __reduce__(self): return os.system, ('touch pwned',)\n"
        "def hostile(data, name):\n"
        "    if b'hostile' in data:\n"
        f"        {HOSTILE[what]}\n"
        "    return read(data, name)\n"
        "serve(hostile)\n",
        encoding="utf-8",
    )
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    reader = Reader((sys.executable, str(script)), timeout_s=3)
    try:
        refused = reader.read(b"hostile", "lettre.txt")
        assert isinstance(refused, Unreadable)
        assert refused.code == "too_heavy"
        assert "déposez-le à nouveau" in refused.reason
        assert isinstance(reader.read(b"Bonjour", "lettre.txt"), TextDocument)
    finally:
        reader.close()
    assert not Path("pwned").exists()


def test_many_threads_ask_at_once(reader):
    found: list[object] = []
    threads = [
        threading.Thread(
            target=lambda rank=rank: found.append(reader.read(b"Ligne %d" % rank, "a.txt"))
        )
        for rank in range(12)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (
        len({document.all_text() for document in found if isinstance(document, TextDocument)}) == 12
    )


def test_the_child_ends_with_the_process_that_asked():
    code = (
        "from webapp.reading import READER\n"
        "READER.read(b'Bonjour', 'a.txt')\n"
        "print(READER._child.pid, flush=True)\n"
        "import os; os._exit(1)\n"
    )
    asked = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=False, timeout=60
    )
    child = Path("/proc") / asked.stdout.decode().strip()

    deadline = time.monotonic() + 10
    while child.exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not child.exists()


def test_what_is_remembered_is_bounded_by_its_size(reader, monkeypatch):
    monkeypatch.setattr(reading, "KEPT_BYTES", 2 * reading.SMALL_BYTES)
    for name in ("a.docx", "b.docx", "c.docx"):
        assert isinstance(reader.read(a_letter(), name), TextDocument)

    assert [name for _, name in reader._kept] == ["b.docx", "c.docx"]
