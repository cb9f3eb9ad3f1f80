"""No dead end: from each role's own page, every link of the demonstration centre leads to a page that answers."""

import pytest

from webapp.auth.demo import DEMO_ACCOUNTS


@pytest.mark.parametrize("account", DEMO_ACCOUNTS, ids=lambda one: one.login)
def test_every_link_leads_somewhere(walked, account):
    for url, source, answer in walked(account):
        assert answer.status_code == 200, (url, "lien de", source)
