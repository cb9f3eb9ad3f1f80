"""A small pack on a bench of its own: sealed in milliseconds, broken at will."""

from pathlib import Path

import pytest

from tests.conftest import sign_in

FILES = {
    "pack.yaml": """
format: 1
id: petit
version: "1"
title: "Une petite matinée"
field: adv
framework: cqpm-aga
start: 2026-10-13T08:30
duration_min: 60
candidate: {name: Camille Morel, function: Assistante, mailbox: adv@brunel.example}
company: {name: Brunel, address: [1 rue du Port], identity: SAS}
""",
    "people.yaml": """
people:
  - {id: karim, name: Karim Benali, function: Comptable, internal: true, email: k.benali@brunel.example}
  - {id: vera, name: Véra Lind, function: Achats, email: v.lind@client.example}
""",
    "brief.md": "# Consignes\n\nTraitez le **courrier**.\n",
    "variants.yaml": """
draws:
  amount: [145.07, 99.50]
  city: [Lyon, Annecy]
values:
  total: round_money(amount * 120 / 100)
""",
    "key.yaml": """
tasks:
  - {id: T1, title: "Dire le total à Karim", priority: P1, due: "09:00", expert_min: 12, mails: [M01]}
  - {id: T2, title: "Ranger", expert_min: 5, deferrable: true}
sensitive:
  - {id: total, label: Le total, mentions: ["{{ total }}"], allowed: [karim]}
""",
    "mail/M01.md": """---
from: v.lind@client.example
subject: "Total de {{ city }}"
at: "08:10"
attachments: [liste.csv]
---
Quel est le total de la liste ?
""",
    "mail/M02.md": """---
from: k.benali@brunel.example
subject: "Merci"
after: {fact: mail.sent, to: karim, mentions: ["{{ total }}"]}
delay_min: 4
unless: [{fact: chat.sent, to: karim}]
---
Merci pour le total.
""",
    "files/liste.csv.j2": "Ville;Montant\n{{ city }};{{ amount | plain }}\n",
    "timeline.yaml": """
injections:
  - {id: call-vera, at: "08:50", does: [{begin: call-vera}], why: "La cliente s’impatiente."}
""",
    "calls/call-vera.yaml": """
id: call-vera
channel: incoming_call
person: vera
caller: Mme Lind
nodes:
  start:
    says: ["Alors, ce total ?"]
    choices: [{id: soon, text: "Je vous réponds par écrit.", to: end}]
    hears: [{mentions: ["{{ total }}"], to: end}]
    otherwise: end
  end: {says: ["Bien, au revoir."], ends: true}
on_missed: "Elle rappellera."
""",
    "erp/customer.yaml": """
doctype: customer
records:
  - {id: C1, state: active, number: C1, values: {name: Client de Lyon}}
""",
    "rubric/c1.yaml": """
indicators:
  - id: total
    criterion: C1.1
    title: "Total donné"
    grade: A
    weight: 2
    critical: true
    rule: M01
    check: {type: happened, what: [{fact: mail.sent, to: karim, mentions: ["{{ total }}"]}], by: "09:00", label: "total donné à Karim"}
""",
    "rehearsals/reference.yaml": """
kind: reference
title: "Fait tout"
steps:
  - {id: tell, at: "08:40", do: SendMail, with: {to: [k.benali@brunel.example], subject: Total, body: "Bonjour,\\n\\nLe total est de {{ total }} euros.\\n\\nCordialement"}}
""",
    "rehearsals/idle.yaml": 'kind: idle\ntitle: "Ne fait rien"\n',
    "rehearsals/late.yaml": """
kind: fault
title: "Trop tard"
based_on: reference
replace: {tell: {at: "09:10"}}
lowers: {C1.1: not_met}
""",
    "rehearsals/harmless.yaml": """
kind: fault
title: "Une faute qui n’en est pas une"
based_on: reference
lowers: {C1.1: not_met}
""",
}
"""Path to text of the pack."""


class PackFolder:
    """A pack's folder, to be written in."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name, text in FILES.items():
            self.write(name, text)

    def write(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.lstrip("\n"), encoding="utf-8")

    def without(self, name: str, line: str) -> None:
        """Take a line away from a file."""
        text = (self.folder / name).read_text(encoding="utf-8")
        kept = [one for one in text.splitlines() if not one.startswith(line)]
        self.write(name, "\n".join(kept) + "\n")


@pytest.fixture
def pack(tmp_path, app) -> PackFolder:
    """The only pack of the centre; its briefing is its own, so nothing was remembered of it."""
    app.config["PACKS"] = tmp_path / "packs"
    pack = PackFolder(tmp_path / "packs" / "petit")
    pack.write("brief.md", f"{FILES['brief.md']}\n{tmp_path.name}\n")
    return pack


@pytest.fixture
def trainer(client, users, pack):
    """The client of a trainer who is signed in."""
    sign_in(client, users["trainer"])
    return client
