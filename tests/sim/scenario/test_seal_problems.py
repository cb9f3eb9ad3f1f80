"""What sealing refuses: fields, values, templates, and names of things that are not there."""

import pytest

from tests.sim.scenario.conftest import SMALL, changed, problems_of, refusals

MAIL = '---\nfrom: luc@petit.example\nsubject: Essai\nat: "08:00"\n{}---\nBonjour\n'
SCRIPT = """\
id: appel
channel: incoming_call
person: {person}
nodes:
  start: {{says: [Oui], choices: [{{id: a, text: Bien, to: {to}}}], hears: [{{mentions: ["{heard}"], to: end}}]}}
  end: {{says: [Merci], ends: true}}
"""


def timeline(row: str) -> dict[str, str]:
    return {"timeline.yaml": f"injections:\n  - {{id: un, {row}}}\n"}


def test_the_small_pack_is_right(small):
    files = {
        "mail/M01.md": MAIL.format(""),
        "calls/appel.yaml": SCRIPT.format(person="luc", to="end", heard="midi"),
    }

    assert problems_of(small(files | timeline('at: "08:40", does: [{begin: appel}]'))) == []


@pytest.mark.parametrize(
    ("files", "place", "fr", "en"),
    [
        ({"people.yaml": "people:\n  - {id: luc}\n"}, ("people.yaml", 2, "people.0.name"), "obligatoire", "required"),
        (
            {"people.yaml": "people:\n  - {id: luc, name: Luc}\n  - id: eva\n    name: Eva\n    mel: x\n"},
            ("people.yaml", 5, "people.1.mel"),
            "n’existe pas",
            "does not exist",
        ),
        ({"people.yaml": "people: luc\n"}, ("people.yaml", 1, "people"), "une liste", "a list"),
        ({"people.yaml": "people:\n  - {id: luc, name: Luc, chat: souvent}\n"}, ("people.yaml", 2, "people.0.chat"), "true ou false", "true or false"),
        ({"people.yaml": "people:\n  - {id: 12, name: Luc}\n"}, ("people.yaml", 2, "people.0.id"), "guillemets", "quotes"),
        ({"people.yaml": "- luc\n"}, ("people.yaml", 1, ""), "nom: valeur", "name: value"),
        ({"people.yaml": ""}, ("people.yaml", 1, ""), "nom: valeur", "name: value"),
        ({"people.yaml": "people:\n  - {id: luc, name: \"{{ nom }}\"}\n"}, ("people.yaml", 2, "people.0.name"), "nom", "variants.yaml"),
        ({"brief.md": "Bonjour {{ nom }}\n"}, ("brief.md", 1, ""), "nom", "nom"),
        ({"variants.yaml": "values:\n  a: 1\n  b: nom + 1\n"}, ("variants.yaml", 3, "values.b"), "nom", "nom"),
        ({"variants.yaml": "draws:\n  a: []\n"}, ("variants.yaml", 2, "draws.a"), "vide", "empty"),
        ({"variants.yaml": "drows: {}\n"}, ("variants.yaml", 1, "drows"), "orthographe", "spelling"),
        ({"key.yaml": "tasks:\n  - {id: T1, title: Un, expert_min: beaucoup}\n"}, ("key.yaml", 2, "tasks.0.expert_min"), "un nombre", "a number"),
        ({"key.yaml": "tasks:\n  - {id: T1, title: Un, expert_min: 2, priority: P9}\n"}, ("key.yaml", 2, "tasks.0.priority"), "P0", "P0"),
        ({"key.yaml": "tasks:\n  - {id: T1, title: Un, expert_min: 2, mails: [M99]}\n"}, ("key.yaml", 2, "tasks.T1"), "M99", "M99"),
        ({"key.yaml": "sensitive:\n  - {id: S, label: Un, mentions: [midi], allowed: [eva]}\n"}, ("key.yaml", 2, "sensitive.S"), "eva", "eva"),
        ({"key.yaml": "sensitive:\n  - {id: S, label: Un, mentions: ['…']}\n"}, ("key.yaml", 2, "sensitive.S"), "ni mot ni chiffre", "no word"),
        ({"mail/M01.md": MAIL.format("attachments: [plan.pdf]\n")}, ("mail/M01.md", 5, "attachments.0"), "plan.pdf", "plan.pdf"),
        ({"mail/M01.md": MAIL.format("in_reply_to: M99\n")}, ("mail/M01.md", 0, "in_reply_to"), "M99", "M99"),
        ({"mail/M01.md": MAIL.format("").replace("08:00", "tantôt")}, ("mail/M01.md", 4, "at"), "heure", "time"),
        ({"mail/M01.md": MAIL.format("") + "{{ nom }}\n"}, ("mail/M01.md", 6, ""), "nom", "nom"),
        ({"mail/M01.md": "---\nsubject: Essai\n---\nBonjour\n"}, ("mail/M01.md", 1, "from"), "obligatoire", "required"),
        ({"drive.yaml": "files:\n  - {path: /a.pdf, source: files/a.pdf}\n"}, ("drive.yaml", 2, "files.0.source"), "files/a.pdf", "files/a.pdf"),
        ({"drive.yaml": "files:\n  - {path: /a.pdf, source: files/a.pdf}\n", "files/a.pdf.yaml": "titre: x\n"}, ("files/a.pdf.yaml", 0, "title"), "fabriqué", "made"),
        ({"drive.yaml": "files:\n  - {path: /a.csv, source: files/a.csv}\n", "files/a.csv.j2": "{{ nom }}"}, ("files/a.csv.j2", 0, ""), "nom", "nom"),
        ({"drive.yaml": "files:\n  - {path: /a.docx, source: files/a.docx}\n", "files/a.docx.yaml": "kind: docx\ntemplate: files/x.docx\n"}, ("files/a.docx.yaml", 0, "template"), "files/x.docx", "files/x.docx"),
        (timeline('at: "09:00", does: [{chat: [luc, Oui, Non]}]'), ("timeline.yaml", 2, "injections.0.does.0.chat"), "trop longue", "too long"),
        ({"pack.yaml": SMALL["pack.yaml"].replace("60", "5")}, ("pack.yaml", 8, "duration_min"), "au moins 10", "at least 10"),
        ({"pack.yaml": SMALL["pack.yaml"].replace("60", "481")}, ("pack.yaml", 8, "duration_min"), "au plus 480", "at most 480"),
        ({"pack.yaml": SMALL["pack.yaml"].replace("id: petit", "id: Petit Pack")}, ("pack.yaml", 2, "id"), "forme", "form"),
        ({"pack.yaml": SMALL["pack.yaml"].replace("T08:30", "T08:30+02:00")}, ("pack.yaml", 7, "start"), "fuseau", "zone"),
        (timeline('does: [{chat: [luc, Oui]}]'), ("timeline.yaml", 2, "un"), "soit « at »", "either"),
        (timeline('at: "25:00", does: [{chat: [luc, Bonjour]}]'), ("timeline.yaml", 2, "un.at"), "08:45", "08:45"),
        (timeline('at: "09:00", does: [{mail: M99}]'), ("timeline.yaml", 2, "un"), "M99", "M99"),
        (timeline('at: "09:00", does: [{begin: appel}]'), ("timeline.yaml", 2, "un"), "appel", "appel"),
        (timeline('at: "09:00", does: [{chat: [eva, Oui]}]'), ("timeline.yaml", 2, "un"), "eva", "eva"),
        (timeline('at: "09:00", does: []'), ("timeline.yaml", 2, "injections.0.does"), "vide", "empty"),
        (timeline('at: "09:00", does: [{}]'), ("timeline.yaml", 2, "injections.0.does.0"), "un seul", "exactly one"),
        (timeline('at: "09:00", does: [{mail: M1, begin: a}]'), ("timeline.yaml", 2, "injections.0.does.0"), "un seul", "exactly one"),
        (timeline('at: "09:00", does: [{erp: {kind: erp.wished}}]'), ("timeline.yaml", 2, "un.erp"), "enregistré", "stored"),
        (timeline('after: {fact: mail.dreamt}, does: [{chat: [luc, Oui]}]'), ("timeline.yaml", 2, "un.fact"), "mail.dreamt", "mail.dreamt"),
        (timeline('after: {fact: told, to: eva}, does: [{chat: [luc, Oui]}]'), ("timeline.yaml", 2, "un.to"), "eva", "eva"),
        (timeline('after: {fact: told, mentions: "!!"}, does: [{chat: [luc, Oui]}]'), ("timeline.yaml", 2, "un.mentions"), "« !! »", "“!!”"),
        (timeline('after: {fact: told}, unless: [{fact: told, not_mentions: ["midi | …"]}], does: [{chat: [luc, Oui]}]'), ("timeline.yaml", 2, "un.not_mentions"), "« midi | … »", "midi"),
        (timeline('at: "09:00", after: {fact: told}, does: [{chat: [luc, Oui]}]'), ("timeline.yaml", 2, "un"), "un seul déclencheur", "one trigger"),
        (timeline('follows: deux, does: [{chat: [luc, Oui]}]'), ("timeline.yaml", 2, "un"), "« deux » n’existe pas", "“deux” is not"),
        (timeline('follows: un, does: [{chat: [luc, Oui]}]'), ("timeline.yaml", 2, "un"), "ne viendra jamais", "never come"),
        (timeline('silence: {of: {fact: session.started}, for_min: 5}, does: [{chat: [luc, Oui]}]'), ("timeline.yaml", 2, "un"), "answered_by", "answered_by"),
        (timeline('silence: {of: {fact: mail.delivered}, for_min: 0}, does: [{chat: [luc, Oui]}]'), ("timeline.yaml", 2, "injections.0.silence.for_min"), "plus grand que 0", "above 0"),
        (timeline('silence: {of: {fact: mail.delivered}, answered_by: [{fact: told, to: eva}], for_min: 5}, does: [{chat: [luc, Oui]}]'), ("timeline.yaml", 2, "un.to"), "eva", "eva"),
        (timeline('at: "09:00", every_min: 5, does: [{chat: [luc, Oui]}]'), ("timeline.yaml", 2, "un"), "« times »", "“times”"),
        (timeline('at: "09:00", times: 3, does: [{chat: [luc, Oui]}]'), ("timeline.yaml", 2, "un"), "« every_min »", "“every_min”"),
        (timeline('at: "09:00", times: 300, every_min: 1, does: [{chat: [luc, Oui]}]'), ("timeline.yaml", 2, "injections.0.times"), "au plus 50", "at most 50"),
        (timeline('at: "09:00", each: true, does: [{chat: [luc, Oui]}]'), ("timeline.yaml", 2, "un"), "qu’une fois", "only once"),
        (timeline('at: "09:00", when: [{}], does: [{chat: [luc, Oui]}]'), ("timeline.yaml", 2, "injections.0.when.0"), "un seul", "exactly one"),
        (timeline('at: "09:00", when: [{record: {doctype: invoyce}}], does: [{chat: [luc, Oui]}]'), ("timeline.yaml", 2, "un.when.record"), "invoyce", "invoyce"),
        (timeline('at: "09:00", when: [{task: {titel: x}}], does: [{chat: [luc, Oui]}]'), ("timeline.yaml", 2, "un.when.task"), "titel", "titel"),
        (timeline('at: "09:00", does: [{withdraw: appel}]'), ("timeline.yaml", 2, "un"), "appel", "appel"),
        (timeline('at: "09:00", does: [{reply: M99}]'), ("timeline.yaml", 2, "un"), "M99", "M99"),
        (timeline('at: "09:00", does: [{chat: [luc, "{{ trigger.hour }}"]}]'), ("timeline.yaml", 2, "un"), "ne dit rien", "says nothing"),
        (timeline('after: {fact: told}, does: [{chat: [luc, "{{ trigger.words | length }} {{ trigger.hour[0] }}"]}]'), ("timeline.yaml", 2, "un"), "tel quel", "as it stands"),
        (timeline('after: {fact: told}, does: [{chat: [luc, "{{ trigger.mood }}"]}]'), ("timeline.yaml", 2, "injections.0.does.0.chat.1"), "mood", "mood"),
        ({"mail/M01.md": MAIL.format("") + "Reçu à {{ trigger.hour }}\n"}, ("mail/M01.md", 0, ""), "dès le début", "from the start"),
        ({"brief.md": "Bonjour {{ trigger.hour }}\n"}, ("brief.md", 1, ""), "trigger", "trigger"),
        (timeline('after: {fact: chat.received}, each: true, does: [{chat: [luc, Oui]}]'), ("timeline.yaml", 2, "un"), "« un » → « un »", "for ever"),
        (timeline('at: "09:00", does: [{incident: {id: i, kind: fire}}]'), ("timeline.yaml", 2, "injections.0.does.0.incident.kind"), "permise", "allowed"),
        (timeline('at: "09:00", does: [{incident: {id: i, kind: erp, minutes: 0}}]'), ("timeline.yaml", 2, "injections.0.does.0.incident.minutes"), "plus grand que 0", "above 0"),
        (timeline('at: "09:00", does: [{incident: {id: i, kind: absence}}]'), ("timeline.yaml", 2, "injections.0.does.0.incident"), "qui est absent", "who is away"),
        (timeline('at: "09:00", does: [{incident: {id: i, kind: erp, person: luc}}]'), ("timeline.yaml", 2, "injections.0.does.0.incident"), "qui est absent", "who is away"),
        (timeline('at: "09:00", does: [{incident: {id: i, kind: erp, reply: Non}}]'), ("timeline.yaml", 2, "injections.0.does.0.incident"), "reply", "reply"),
        (timeline('at: "09:00", does: [{incident: {id: i, kind: absence, person: eva}}]'), ("timeline.yaml", 2, "un.incident.person"), "eva", "eva"),
        (timeline('at: "09:00", does: [{incident: {id: i, kind: erp}}, {incident: {id: i, kind: printer}}]'), ("timeline.yaml", 0, "i"), "deux fois", "twice"),
        ({"notices.yaml": "notices:\n  - {id: a, title: A, text: T}\n  - {id: b, title: B, text: T, author: eva}\n"}, ("notices.yaml", 3, "notices.1.author"), "eva", "eva"),
        ({"notices.yaml": "notices:\n  - {id: a, title: A, text: T, until: bientôt}\n"}, ("notices.yaml", 2, "notices.0.until"), "2026-10-15", "2026-10-15"),
        ({"notices.yaml": "notices:\n  - {id: a, title: A, text: T}\n  - {id: a, title: B, text: T}\n"}, ("notices.yaml", 3, "a"), "deux fois", "twice"),
        ({"pack.yaml": SMALL["pack.yaml"] + "post_collection: midi\n"}, ("pack.yaml", 11, "post_collection"), "08:45", "08:45"),
        ({"pack.yaml": SMALL["pack.yaml"] + "channels: {minutes: {pigeon: 5}}\n"}, ("pack.yaml", 11, "channels.minutes.pigeon"), "permise", "allowed"),
        ({"pack.yaml": SMALL["pack.yaml"] + "channels: {minutes: {mail: 999}}\n"}, ("pack.yaml", 11, "channels.minutes.mail"), "au plus 240", "at most 240"),
        ({"pack.yaml": SMALL["pack.yaml"] + "channels: {purposes: {urgent: {best: [mail], wrong: [mail]}}}\n"}, ("pack.yaml", 11, "channels.purposes.urgent"), "deux listes", "two lists"),
        ({"timeline.yaml": "un: 1\n"}, ("timeline.yaml", 1, ""), "injections:", "injections:"),
        ({"timeline.yaml": "injections:\n  - {id: a, at: '09:00', does: [{chat: [luc, A]}]}\n  - {id: a, at: '09:00', does: [{chat: [luc, A]}]}\n"}, ("timeline.yaml", 3, "a"), "deux fois", "twice"),
        ({"calls/appel.yaml": SCRIPT.format(person="eva", to="end", heard="midi")}, ("calls/appel.yaml", 3, "person"), "eva", "eva"),
        ({"calls/appel.yaml": SCRIPT.format(person="luc", to="suite", heard="midi")}, ("calls/appel.yaml", 5, "nodes.start.choices.0.to"), "suite", "suite"),
        ({"calls/appel.yaml": SCRIPT.format(person="luc", to="end", heard="?")}, ("calls/appel.yaml", 5, "nodes.start.hears.0"), "« ? »", "“?”"),
        ({"rubric/c1.yaml": "indicators:\n  - {id: C1.1-a, check: {type: happened, what: [{fact: told, mentions: ['—']}]}}\n"}, ("rubric/c1.yaml", 2, "C1.1-a.check.what.mentions"), "« — »", "“—”"),
        (timeline('at: "19:00", does: [{chat: [luc, Oui]}]'), ("timeline.yaml", 2, "un.at"), "hors de l’épreuve, qui va de 08:30 à 09:30", "outside the sitting"),
        (timeline('after: {fact: told}, delay_min: -2, does: [{chat: [luc, Oui]}]'), ("timeline.yaml", 2, "un"), "0 ou plus", "0 or more"),
        (timeline('after: {fact: mail.sent, where: {objet: x}}, does: [{chat: [luc, Oui]}]'), ("timeline.yaml", 2, "un"), "« objet » n’est pas un champ", "“objet” is not a field"),
        (timeline('after: {fact: chat.received, to: luc}, does: [{chat: [luc, Oui]}]'), ("timeline.yaml", 2, "un"), "pas de destinataire", "reaches nobody"),
        (timeline('after: {fact: erp.action_done, record: {doctype: invoice, where: {ident: x}}}, does: [{chat: [luc, Oui]}]'), ("timeline.yaml", 2, "un.record.where"), "« ident »", "“ident”"),
        ({"people.yaml": "people:\n  - {id: luc, name: Luc, email: luc@courriel.fr}\n"}, ("people.yaml", 2, "luc"), "imaginaire", "invented"),
        ({"people.yaml": "people:\n  - {id: luc, name: Luc, email: l@petit.example}\n  - {id: eva, name: Eva, other_emails: [L@petit.example]}\n"}, ("people.yaml", 3, "eva"), "autre personne", "somebody else"),
        ({"mail/M01.md": MAIL.format("").replace("luc@petit.example", "Luc")}, ("mail/M01.md", 0, "from"), "« Luc »", "“Luc”"),
        ({"key.yaml": "tasks:\n  - {id: T1, title: Un, expert_min: 2, due: 9h45}\n"}, ("key.yaml", 2, "tasks.T1.due"), "09:45", "09:45"),
        ({"key.yaml": "sensitive:\n  - {id: S, label: Un, mentions: [a]}\n  - {id: S, label: Deux, mentions: [b]}\n"}, ("key.yaml", 3, "S"), "deux fois", "twice"),
        ({"key.yaml": "sensitive:\n  - {id: S, label: Un}\n"}, ("key.yaml", 2, "sensitive.S"), "reconnaître", "tells"),
        ({"key.yaml": "sensitive:\n  - {id: S, label: Un, file: paie.xlsx}\n"}, ("key.yaml", 2, "sensitive.S.file"), "paie.xlsx", "paie.xlsx"),
        ({"drive.yaml": "restricted: {/RH: [eva]}\n"}, ("drive.yaml", 0, "restricted./RH"), "eva", "eva"),
        ({"calls/a.yaml": SCRIPT.format(person="luc", to="end", heard="midi"), "calls/b.yaml": SCRIPT.format(person="luc", to="end", heard="midi")}, ("calls", 0, "appel"), "deux fois", "twice"),
        ({"erp/x.yaml": "doctype: invoyce\n"}, ("erp/x.yaml", 0, "invoyce"), "invoyce", "invoyce"),
        ({"erp/x.yaml": "doctype: article\nrecords:\n  - {id: A1, values: {colour: red}}\n"}, ("erp/x.yaml", 3, "article.A1"), "colour", "colour"),
    ],
)  # fmt: skip
def test_a_mistake_is_placed_and_said_in_both_languages(small, files, place, fr, en):
    problems = problems_of(small(files))

    found = [
        problem for problem in problems if (problem.file, problem.line, problem.field) == place
    ]
    assert found, problems
    assert fr in found[0].fr
    assert en in found[0].en
    assert len(problems) == 1


@pytest.mark.parametrize(
    ("file", "old", "new", "field"),
    [
        ("erp/invoice.yaml", "article: AV-1205", "article: AV-9999", "invoice.PF26-1871"),
        ("erp/invoice.yaml", "customer: C00112", "customer: C99999", "invoice.PF26-1871"),
        ("erp/invoice.yaml", "state: draft", "state: dreamt", "invoice.PF26-1871"),
        ("erp/invoice.yaml", "quantity: 2000", "quantity: beaucoup", "invoice.PF26-1871"),
        ("erp/invoice.yaml", "id: PF26-1872", "id: PF26-1871", "invoice.PF26-1871"),
    ],
)
def test_the_records_of_the_shipped_pack_hold_together(shipped, file, old, new, field):
    problems = refusals(changed(shipped, file, old, new))

    assert {(problem.file, problem.field) for problem in problems} == {(file, field)}
    assert all(problem.line > 1 for problem in problems)


def test_problems_of_several_files_come_together_in_order(shipped):
    pack = changed(shipped, "people.yaml", "name: Karim Benali", "nom: Karim Benali")
    assert {problem.file for problem in refusals(pack)} == {"people.yaml"}

    pack = changed(shipped, "timeline.yaml", "begin: call-truck", "begin: call-boat")
    pack = changed(pack, "erp/customer.yaml", "id: C00112", "id: C00999")
    pack = changed(pack, "key.yaml", "mails: [M01]", "mails: [M98]")

    problems = refusals(pack)

    assert {"timeline.yaml", "key.yaml", "erp/invoice.yaml"} <= {
        problem.file for problem in problems
    }
    assert problems == sorted(problems)


def test_a_problem_can_be_given_to_another_program(small):
    (problem,) = problems_of(small({"people.yaml": "people: luc\n"}))

    assert set(problem.as_data()) == {"file", "line", "field", "fr", "en", "severity"}


LOOP = """\
injections:
  - {{id: go, after: {{fact: told}}, does: [{{chat: [luc, Bonjour]}}]}}
  - {{id: ping, after: {{fact: chat.received, where: {{person: luc}}}}, each: true, {number}does: [{{chat: [{pong}, Oui]}}]}}
  - {{id: pong, after: {{fact: chat.received, where: {{person: eva}}}}, each: true, does: [{{chat: [luc, Non]}}]}}
"""
EVA = "people:\n  - {id: luc, name: Luc}\n  - {id: eva, name: Eva}\n"


@pytest.mark.parametrize(
    ("number", "pong", "endless"),
    [("", "eva", True), ("times: 4, ", "eva", False), ("", "luc", True)],
)
def test_a_chain_that_comes_back_needs_a_number_and_is_told_at_its_line(
    small, number, pong, endless
):
    loop = LOOP.format(number=number, pong=pong)

    found = problems_of(small({"timeline.yaml": loop, "people.yaml": EVA}))

    assert [(one.file, one.line, one.field) for one in found] == (
        [("timeline.yaml", 3, "ping")] if endless else []
    )


def test_a_chain_that_an_actor_or_another_person_ends_is_no_loop(small):
    once = LOOP.format(number="", pong="eva").replace(
        "fact: chat.received, where: {person: eva}", "fact: chat.received, actor: candidate"
    )

    assert problems_of(small({"timeline.yaml": once, "people.yaml": EVA})) == []


def test_a_message_that_reacts_is_told_at_the_line_of_what_starts_it(small):
    mail = MAIL.format("").replace('at: "08:00"', "reply: true\nfollows: rien")

    assert [(one.file, one.line) for one in problems_of(small({"mail/R1.md": mail}))] == [
        ("mail/R1.md", 5)
    ]


ENGLISH = ("Input", "should", "Field", "expected", "found", "undefined", "permitted", "required")


@pytest.mark.parametrize(
    ("files", "said"),
    [
        (timeline("at: '09:00', why: a: b, does: []"), "se met entre guillemets"),
        (timeline("at: '09:00', id: deux, does: []"), "« id » est écrit deux fois"),
        (timeline("after: *rien, does: []"), "rien n’est nommé « &rien »"),
        (timeline("at: '09:00', does: [{chat: [luc, 'J'ai vu']}]"), "une apostrophe ferme le texte trop tôt"),
        (timeline("at: '09:00', does: [{chat: [luc, 'Bonjour]}]"), "n’est pas refermé"),
        ({"timeline.yaml": "injections:\n  - {id: un}\n - {id: deux}\n"}, "n’est pas alignée"),
        ({"timeline.yaml": "injections:\n\t- {id: un}\n"}, "mettez des espaces"),
        (timeline("at: '09:00', does: [{chat: [luc, '{{ rien }}']}]"), "« rien » n’est défini nulle part"),
        (timeline("at: '09:00', does: [{chat: [luc, '{{ \"a\" | euros }}']}]"), "le filtre « euros » n’existe pas"),
        (timeline("at: '09:00', does: [{chat: [luc, '{{ \"a\" ']}]"), "manque"),
        ({"variants.yaml": "values:\n  total: rien * 2\n"}, "« rien » n’est défini nulle part"),
        (timeline("after: {fact: mail.sent, states: [montant]}, does: [{chat: [luc, Oui]}]"), "Sorte d’information inconnue « montant »"),
        (timeline("after: {fact: mail.sent, actor: candidat}, does: [{chat: [luc, Oui]}]"), "écrivez candidate, world ou examiner"),
        (timeline("at: '09:00', does: [{erp: {kind: erp.action_done}}]"), "obligatoire"),
        (timeline("at: '09:00', does: [{erp: {kind: erp.action_don}}]"), "écrivez erp.action_done"),
        ({"pack.yaml": SMALL["pack.yaml"].replace("id: petit", "id: Petit Pack")}, "comme adv-fac-02"),
        ({"notices.yaml": "notices:\n  - {id: a, title: A, text: T, until: 15/10/2026}\n"}, "2026-10-15"),
        ({"drive.yaml": "files:\n  - {path: /a.pdf, source: files/a.pdf}\n", "files/a.pdf.yaml": "title: [\n"}, "n’est pas fermé"),
        ({"drive.yaml": "files:\n  - {path: /a.pdf, source: files/a.pdf}\n", "files/a.pdf.yaml": "titre: x\n"}, "obligatoire"),
    ],
)  # fmt: skip
def test_the_author_reads_french_and_what_to_write(small, files, said):
    found = problems_of(small(files))

    told = " ".join(problem.fr for problem in found)
    assert said in told
    assert not [word for word in ENGLISH if word in told]
