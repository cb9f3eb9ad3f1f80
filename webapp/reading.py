"""Reading the candidates' documents in a process of its own, with limits: no file can stall or kill the platform.

The parsers are fed with anybody's bytes. They run in a child process that is bounded in memory, time and
files; what they make of a document comes back as plain data. A child that stalls, dies or answers nonsense is
replaced, and the document is said to be too heavy: a person looks at it.

Packs are written by trainers and checked from a command line, so they are read without this.
"""

import atexit
import hashlib
import io
import os
import pickle
import resource
import selectors
import struct
import subprocess
import sys
import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import IO, Any

from grading.documents.model import Document, Unreadable
from grading.documents.read import read as read_here
from webapp.wall import forward_s

TIMEOUT_S = 20.0
"""Longest reading of one document, by the wall."""
CPU_S = 20
"""Longest reading of one document, of processor."""
MEMORY_BYTES = 2_000_000_000
"""Address space of the child: libraries take some 600 MB of it before any document."""
OPEN_FILES = 64
KEPT_BYTES = 100_000_000
"""Documents remembered, by the size of the child's answers: many checks look at one."""
ANSWER_LIMIT = 60_000_000
"""Largest answer of the child: some hundred thousand cells take a tenth of it."""

SMALL_BYTES = 50_000
"""What a short document counts for at least."""

_HEADER = struct.Struct("!II")
_SIZE = struct.Struct("!I")
_BUILTINS = {"frozenset", "set"}

Read = Callable[[bytes, str], Document | Unreadable]


class _Answers(pickle.Unpickler):
    """Takes documents and nothing else out of an answer: a child is trusted no more than its file."""

    def find_class(self, module: str, name: str) -> Any:
        if module == "grading.documents.model" or (module == "builtins" and name in _BUILTINS):
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"{module}.{name} is no part of a document")


@dataclass(frozen=True, slots=True)
class _Answer:
    """What the child made of a file, and the bytes it took to say."""

    found: Document | Unreadable
    size: int


class Reader:
    """Reads documents in a child process, one at a time; may be called from any thread."""

    def __init__(
        self,
        command: Sequence[str] = (sys.executable, "-m", "webapp.reading"),
        timeout_s: float = TIMEOUT_S,
    ) -> None:
        self._command = tuple(command)
        self._timeout_s = timeout_s
        self._lock = threading.Lock()
        self._child: subprocess.Popen[bytes] | None = None
        self._owner = 0
        self._kept: OrderedDict[tuple[str, str], _Answer] = OrderedDict()

    def read(self, data: bytes, name: str) -> Document | Unreadable:
        """Open a file as what its extension says; a file that cannot be read within the limits says so."""
        key = (hashlib.sha256(data).hexdigest(), name)
        with self._lock:
            answer = self._kept.get(key) or self._read(data, name)
            self._kept[key] = answer
            self._kept.move_to_end(key)
            while sum(kept.size for kept in self._kept.values()) > KEPT_BYTES:
                self._kept.popitem(last=False)
            return answer.found

    def _read(self, data: bytes, name: str) -> _Answer:
        try:
            return self._ask(data, name)
        except (
            OSError,
            EOFError,
            ValueError,
            pickle.UnpicklingError,
            AttributeError,
            TypeError,
            TimeoutError,
        ):
            self.close()
            return _Answer(_too_heavy(name), SMALL_BYTES)

    def _ask(self, data: bytes, name: str) -> _Answer:
        child = self._running()
        assert child.stdin is not None
        assert child.stdout is not None
        label = name.encode("utf-8", "replace")
        child.stdin.write(_HEADER.pack(len(label), len(data)) + label + data)
        child.stdin.flush()
        deadline = forward_s() + self._timeout_s
        (size,) = _SIZE.unpack(_received(child.stdout, _SIZE.size, deadline))
        if size > ANSWER_LIMIT:
            raise ValueError("answer too large")
        found = _Answers(io.BytesIO(_received(child.stdout, size, deadline))).load()
        if not isinstance(found, Document | Unreadable):
            raise TypeError("no document")
        return _Answer(found, max(size, SMALL_BYTES))

    def _running(self) -> subprocess.Popen[bytes]:
        """Return the child; a server that forked after it was started gets its own."""
        child = self._child
        if child is None or self._owner != os.getpid() or child.poll() is not None:
            self._owner = os.getpid()
            self._child = child = subprocess.Popen(  # noqa: S603  our own program, no shell
                self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        return child

    def close(self) -> None:
        """End the child; the next reading starts another."""
        child, self._child = self._child, None
        if child is None or self._owner != os.getpid():
            return
        child.kill()
        child.wait()
        for pipe in (child.stdin, child.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except OSError:
                    continue


def _too_heavy(name: str) -> Unreadable:
    reason = (
        f"« {name} » est trop lourd ou trop compliqué pour être lu en sécurité. Enregistrez-le sans images ni objets"
        " inutiles, au format usuel, puis déposez-le à nouveau."
    )
    return Unreadable("too_heavy", reason)


def _received(answers: IO[bytes], size: int, deadline: float) -> bytes:
    """Return so many bytes of an answer. Raises TimeoutError when the last has not come by the deadline."""
    data = bytearray()
    with selectors.DefaultSelector() as selector:
        selector.register(answers, selectors.EVENT_READ)
        while len(data) < size:
            if not selector.select(max(0.0, deadline - forward_s())):
                raise TimeoutError
            # The pipe itself, past the buffer: a buffered read would wait for the rest without a limit.
            piece = os.read(answers.fileno(), size - len(data))
            if not piece:
                raise EOFError
            data += piece
    return bytes(data)


def _exactly(stream: IO[bytes], size: int) -> bytes:
    data = stream.read(size)
    if data is None or len(data) < size:
        raise EOFError
    return data


def serve(read_one: Read = read_here) -> None:
    """Read what comes in until nobody asks any more: the child's whole life."""
    source, answers = sys.stdin.buffer, sys.stdout.buffer
    _limit()
    while header := source.read(_HEADER.size):
        label, size = _HEADER.unpack(header)
        name = _exactly(source, label).decode("utf-8", "replace")
        data = _exactly(source, size)
        _limit_processor()
        answer = pickle.dumps(_answer(read_one, data, name))
        answers.write(_SIZE.pack(len(answer)) + answer)
        answers.flush()


def _answer(read_one: Read, data: bytes, name: str) -> Document | Unreadable:
    try:
        return read_one(data, name)
    except MemoryError:
        return _too_heavy(name)


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_NOFILE, (OPEN_FILES, OPEN_FILES))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _limit_processor() -> None:
    """Give the next document its share of processor time: past it, the system ends the child."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    resource.setrlimit(
        resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + CPU_S, resource.RLIM_INFINITY)
    )


READER = Reader()
"""The one of this process; its child starts with the first document."""
atexit.register(READER.close)


if __name__ == "__main__":
    serve()
