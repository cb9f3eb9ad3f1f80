"""The ways to work on a document of the drive: the computer's desktop suite, or the editor in the browser."""

from flask import current_app, request

from sim.drive import EDITABLE
from sim.world import DriveFile
from webapp import context
from webapp.desk.blueprint import office
from webapp.desk.previews import extension
from webapp.webdav.links import DesktopLink, issue, links

EDITED = frozenset({"docx"})
"""What the browser's editor opens."""


def desktop_context(file: DriveFile) -> list[DesktopLink]:
    """Return the programs that open this file; none when the centre has no desktop suite."""
    config = current_app.config
    if not config["DESKTOP_SUITE"]:
        return []
    scheme = "https" if config["SESSION_COOKIE_SECURE"] else request.scheme
    token = issue(config["SECRET_KEY"], office().sitting_id, context.wall())
    root = f"{scheme}://{request.host}"
    return links(root, token, file.path, editable=file.origin in EDITABLE)


def can_edit(file: DriveFile) -> bool:
    """Say whether the browser's editor saves this file back."""
    has_editor = bool(current_app.config["BROWSER_EDITOR"])
    return has_editor and file.origin in EDITABLE and extension(file.name) in EDITED
