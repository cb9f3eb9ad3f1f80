"""The drive as WsgiDAV walks it: folders, documents, and the name a suite is about to write."""

import io
from typing import Any
from urllib.parse import quote, unquote

from wsgidav.dav_error import HTTP_FORBIDDEN
from wsgidav.dav_provider import DAVCollection, DAVNonCollection, DAVProvider

from webapp.webdav.drive import KEPT, Shown, SittingDrive
from webapp.webdav.links import MOUNT

DRIVE = "bannette.drive"
TOKEN = "bannette.token"  # noqa: S105  a key of the request's environment
TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "odp": "application/vnd.oasis.opendocument.presentation",
    "rtf": "application/rtf",
    "csv": "text/csv",
    "pdf": "application/pdf",
}
"""What a browser must not run is sent as plain bytes."""


class _Named:
    """Addresses of a resource: locks are per sitting, whatever token it is reached by."""

    path: str
    environ: dict[str, Any]

    @property
    def drive(self) -> SittingDrive:
        found: SittingDrive = self.environ[DRIVE]
        return found

    @property
    def place(self) -> str:
        """Return the path as the drive writes it."""
        return self.drive.known(self.path)

    def get_ref_url(self) -> str:
        """Return the key of its locks."""
        return quote(f"/{self.drive.sitting}{self.place}") or "/"

    def get_href(self) -> str:
        """Return its address for the suite."""
        slash = "/" if isinstance(self, DAVCollection) else ""
        return f"{MOUNT}/{self.environ[TOKEN]}{quote(self.place)}{slash}"


class Folder(_Named, DAVCollection):  # type: ignore[misc]
    """A folder of the drive."""

    def get_member_names(self) -> list[str]:
        """Return what it holds."""
        return self.drive.names(self.place)

    def get_member(self, name: str) -> Any:
        """Return one of them."""
        return self.provider.get_resource_inst(f"{self.place}/{name}", self.environ)

    def get_member_list(self) -> list[Any]:
        """Return what it holds, without what has gone while it was being listed."""
        members = (self.get_member(name) for name in self.get_member_names())
        return [member for member in members if member is not None]

    def create_empty_resource(self, name: str) -> "Document":
        """Return the document about to be written; a lock reserves its name."""
        path = f"{self.place}/{name}"
        if self.environ["REQUEST_METHOD"] == "LOCK":
            self.drive.leave(path, b"")
        return Document(path, self.environ, None)

    def create_collection(self, name: str) -> None:
        """Create a folder in it."""
        self.drive.create_folder(f"{self.place}/{name}")

    def handle_delete(self) -> bool:
        """Refuse: a folder is never a temporary file."""
        raise self.drive.refuse(HTTP_FORBIDDEN, KEPT)

    def handle_move(self, dest_path: str) -> bool:
        """Refuse likewise."""
        raise self.drive.refuse(HTTP_FORBIDDEN, KEPT)

    def handle_copy(self, dest_path: str, *, depth_infinity: bool) -> bool:
        """Refuse likewise."""
        raise self.drive.refuse(HTTP_FORBIDDEN, KEPT)


class Document(_Named, DAVNonCollection):  # type: ignore[misc]
    """A file of the drive, or one that a suite leaves beside it."""

    def __init__(self, path: str, environ: dict[str, Any], shown: Shown | None) -> None:
        super().__init__(path, environ)
        self._shown = shown
        self._written = io.BytesIO()

    def get_content_length(self) -> int:
        """Return its size in bytes."""
        return self._shown.size if self._shown else 0

    def get_content_type(self) -> str:
        """Return its type."""
        return TYPES.get(self.path.rpartition(".")[2].casefold(), "application/octet-stream")

    def get_last_modified(self) -> float | None:
        """Return when it changed."""
        return self._shown.modified if self._shown else None

    def get_etag(self) -> str | None:
        """Return what names these bytes."""
        return self._shown.sha256 if self._shown else None

    def support_etag(self) -> bool:
        """Say that a suite can tell whether it changed."""
        return True

    def support_ranges(self) -> bool:
        """Say that a part can be asked."""
        return True

    def prevent_locking(self) -> bool:
        """Refuse the lock on what cannot be saved: the suite opens it read-only."""
        return self._shown is not None and not self._shown.editable

    def get_content(self) -> io.BytesIO:
        """Return the bytes to send."""
        return io.BytesIO(self.drive.open(self.place))

    def begin_write(self, *, content_type: str | None = None) -> io.BytesIO:
        """Return where the body goes."""
        self._written = _Kept()
        return self._written

    def end_write(self, *, with_errors: bool) -> None:
        """Save what was written."""
        if with_errors:
            return
        self.drive.save(self.place, self._written.getvalue())
        self._shown = self.drive.find(self.place)

    def handle_delete(self) -> bool:
        """Delete it."""
        self.drive.delete(self.place)
        return True

    def handle_move(self, dest_path: str) -> bool:
        """Move it, over what is there when that is the document being saved."""
        self.drive.move(self.place, self.drive.known(dest_path))
        return True

    def handle_copy(self, dest_path: str, *, depth_infinity: bool) -> bool:
        """Copy it likewise."""
        self.drive.copy(self.place, self.drive.known(dest_path))
        return True


class _Kept(io.BytesIO):
    """A buffer that can be read once it is closed."""

    def close(self) -> None:
        """Keep the bytes."""


class DriveProvider(DAVProvider):  # type: ignore[misc]
    """Any sitting's drive: the gate says which, in the request's environment."""

    def get_resource_inst(self, path: str | None, environ: dict[str, Any]) -> Any:
        """Return the folder or file at a path, or nothing."""
        drive: SittingDrive = environ[DRIVE]
        known = drive.known(path or "")  # the root's parent is None
        if drive.is_folder(known):
            return Folder(known or "/", environ)
        shown = drive.find(known)
        return Document(known, environ, shown) if shown else None

    def ref_url_to_path(self, ref_url: str) -> str:
        """Return the path of a lock's key."""
        return "/" + unquote(ref_url).strip("/").partition("/")[2]
