"""The links that open a document of the drive in the desktop suite of the candidate's computer."""

from flask import current_app, request

from sim.drive import EDITABLE
from sim.world import DriveFile
from webapp import context
from webapp.desk.blueprint import office
from webapp.webdav.links import DesktopLink, issue, links


def desktop_context(file: DriveFile) -> list[DesktopLink]:
    """Return the programs that open this file; none when the centre has no desktop suite."""
    config = current_app.config
    if not config["DESKTOP_SUITE"]:
        return []
    scheme = "https" if config["SESSION_COOKIE_SECURE"] else request.scheme
    token = issue(config["SECRET_KEY"], office().sitting_id, context.wall())
    root = f"{scheme}://{request.host}"
    return links(root, token, file.path, editable=file.origin in EDITABLE)
