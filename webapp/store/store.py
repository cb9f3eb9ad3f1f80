"""Everything kept, behind one name: what the web, the worker and the command line are given."""

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session, sessionmaker

from sim.journal.files import FolderFiles
from webapp.config import Settings
from webapp.store.database import connect
from webapp.store.sittings import Sittings


@dataclass(frozen=True, slots=True)
class Store:
    """The database, its sessions, the files, the sittings open in this process."""

    database: sa.Engine
    sessions: sessionmaker[Session]
    """Makes sessions for ordinary rows: `with store.sessions.begin() as session:`."""
    files: FolderFiles
    sittings: Sittings


def open_store(settings: Settings) -> Store:
    """Open what the settings point to; `webapp.store.database.upgrade` makes its tables."""
    database = connect(settings.database_url)
    files = FolderFiles(settings.data / "files")
    sessions = sessionmaker(database, expire_on_commit=False)
    return Store(database, sessions, files, Sittings(database, files))
