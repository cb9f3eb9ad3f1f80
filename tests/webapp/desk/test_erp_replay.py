"""The ERP and the documents are drawn for a replay: no form, no button, nowhere to go."""

import pytest
from sample_erp import OPENING
from sample_office import scenario

from sim.dispatch import opening
from webapp.desk.screens import render_readonly

PLACES = [
    ("erp", {}),
    ("erp", {"doctype": "invoice"}),
    ("erp", {"doctype": "invoice", "record": "PF-1871"}),
    ("erp", {"doctype": "customer", "record": "C00112"}),
    ("erp", {"doctype": "customer", "record": "gone"}),
    ("erp", {"doctype": "invoice", "tab": "batch"}),
    ("erp", {"doctype": "customer", "tab": "vat_number"}),
    ("drive", {"folder": "/ADV/9_Travail"}),
    ("drive", {"folder": "", "query": "bl26"}),
]


@pytest.mark.parametrize(("name", "place"), PLACES)
def test_a_screen_is_shown_without_forms(app, store, name, place):
    with app.test_request_context():
        html = render_readonly(name, opening(scenario(store, OPENING)), **place)
    assert 'method="post"' not in html
    assert "<button" not in html
    assert "hx-post" not in html
