"""What several tests of the site share."""

from functools import cache

import pytest

from tests.conftest import sign_in
from tests.webapp.crawl import demonstration, places_of, says_why, walk


@pytest.fixture(scope="session")
def demo(tmp_path_factory):
    """The demonstration centre, as its people find it: for reading only."""
    app, store = demonstration(tmp_path_factory.mktemp("demo"))
    yield app
    store.database.dispose()


@pytest.fixture(scope="session")
def walked(demo):
    """Each kind of page that a person of the demonstration meets, walked through once."""

    @cache
    def walk_as(account):
        client, places = demo.test_client(), places_of(demo)
        sign_in(client, account, account.password)
        if account.role == "admin":
            says_why(client, places)
        return list(walk(client, places))

    return walk_as
