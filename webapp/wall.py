"""The wall clock: the only module that reads it.

Wall times are whole milliseconds since the Unix epoch, so UTC; people see them in the time of Paris.
"""

import time
from datetime import date, datetime
from datetime import time as clock
from zoneinfo import ZoneInfo

PARIS = ZoneInfo("Europe/Paris")


def wall_ms() -> int:
    """Return the wall time."""
    return time.time_ns() // 1_000_000


def forward_s() -> float:
    """Return seconds that only go forward, from no known moment: for deadlines, never written down."""
    return time.monotonic()


def local(wall: int) -> datetime:
    """Return a wall time as the moment a person in France reads on a clock."""
    return datetime.fromtimestamp(wall / 1000, PARIS)


def wall_of(day: date, at: clock = clock()) -> int:
    """Return the wall time at which a clock in France shows this; midnight when no time is given."""
    return int(datetime.combine(day, at, PARIS).timestamp() * 1000)
