"""A whole session of examination in real browsers: planned, sat by twelve, rated, decided, published, reported."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.journeys.centre import Centre
from tests.journeys.session_after import report
from tests.journeys.session_commission import decide
from tests.journeys.session_jury import deliberate
from tests.journeys.session_planning import plans
from tests.journeys.session_rating import rate
from tests.journeys.session_room import sit
from tests.journeys.session_story import Story, chapter

pytestmark = pytest.mark.journey
CHAPTERS = (
    ("planning", plans),
    ("sitting", sit),
    ("rating", rate),
    ("commission", decide),
    ("jury", deliberate),
    ("reports", report),
)


@pytest.fixture
def story(tmp_path: Path, browser: Browser) -> Iterator[Story]:
    """An empty centre with its accounts."""
    centre = Centre(tmp_path / "data")
    centre.data.mkdir()
    centre.open_accounts()
    centre.start()
    yield Story(centre, browser, tmp_path)
    centre.kill()


def test_a_session_from_its_planning_to_its_report(story):
    for name, play in CHAPTERS:
        chapter(name, play, story)
