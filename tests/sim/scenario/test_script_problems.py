"""What is refused in a conversation, at its file, line and field, in both languages."""

import pytest

from tests.sim.scenario.conftest import problems_of

HEAD = """\
id: appel
channel: incoming_call
person: luc
moods: [aimable, agacé]
"""
VISIT = HEAD.replace("incoming_call", "visit")
NODES = """\
nodes:
  start: {says: [Oui], hears: [{mentions: [midi], to: end}], otherwise: start}
  end: {says: [Merci], ends: true}
"""


def found(small, text: str):
    return problems_of(small({"calls/appel.yaml": text}))


def test_moods_knowledge_and_the_rest_are_accepted(small):
    rest = """\
mood: agacé
walks_out: end
rephrase: true
moved_by: {blame: 2, apology: -1}
transfers: {luc: end, "*": end}
knows:
  - {id: plaque, asked: [plaque], says: [AB-123-CD], mood: agacé, unwilling: [Non.], once: true}
  - {id: code, says: ["4512"], after: [plaque, end]}
"""
    asks = NODES.replace(
        "says: [Oui],", "says: [Oui], choices: [{id: a, text: Le code ?, asks: code}],"
    )

    assert found(small, HEAD + rest + asks) == []


@pytest.mark.parametrize(
    ("text", "line", "field", "fr", "en"),
    [
        (HEAD + "start: debut\n" + NODES, 5, "start", "« debut »", "“debut”"),
        (HEAD + NODES + "  perdu: {says: [Allô], ends: true}\n", 8, "nodes.perdu", "Aucune réponse ne mène à l’étape « perdu »", "No reply leads to"),
        (HEAD + NODES.replace("to: end}], otherwise: start", "to: end}], otherwise: muet") + "  muet: {says: [Ah]}\n", 8, "nodes.muet", "On ne sort pas de l’étape « muet »", "Nothing leaves"),
        (HEAD + NODES.replace("ends: true", "otherwise: start"), 5, "nodes", "ne finit jamais", "never ends"),
        (HEAD + "walks_out: dehors\n" + NODES, 5, "walks_out", "« dehors »", "“dehors”"),
        (HEAD + "walks_out: start\n" + NODES, 5, "walks_out", "ends: true", "ends: true"),
        (HEAD + NODES.replace("otherwise: start", "otherwise: suite"), 6, "nodes.start.otherwise", "« suite »", "“suite”"),
        (HEAD + NODES.replace("to: end", "to: fin"), 6, "nodes.start.hears.0.to", "« fin »", "“fin”"),
        (HEAD + "transfers:\n  luc: ailleurs\n" + NODES, 6, "transfers.luc", "« ailleurs »", "“ailleurs”"),
        (HEAD + "transfers:\n  eva: end\n" + NODES, 6, "transfers.eva", "« eva »", "“eva”"),
        (VISIT + "transfers: {luc: end}\n" + NODES, 5, "transfers", "ne se transfère pas", "cannot be transferred"),
        (HEAD + "mood: furieux\n" + NODES, 5, "mood", "« furieux » n’est pas dans l’échelle", "is not on the scale"),
        (HEAD.replace("agacé", "aimable") + NODES, 4, "moods.1", "deux fois", "twice"),
        (HEAD + NODES.replace("says: [Oui]", "says_in: {joyeux: [Oui]}"), 6, "nodes.start.says_in.joyeux", "« joyeux »", "“joyeux”"),
        (HEAD + "knows:\n  - id: plaque\n    asked: [plaque]\n    says: [AB]\n    mood: gai\n" + NODES, 9, "knows.0.mood", "« gai »", "“gai”"),
        (HEAD + "knows:\n  - {id: plaque, says: [AB]}\n" + NODES, 6, "knows.0", "Personne ne peut obtenir « plaque »", "Nobody can be told “plaque”"),
        (HEAD + "knows:\n  - {id: un, asked: [un], says: [A], after: [un]}\n" + NODES, 6, "knows.0", "« un »", "“un”"),
        (HEAD + "knows:\n  - {id: un, asked: [un], says: [A], after: [deux]}\n" + NODES, 6, "knows.0.after.0", "« deux »", "“deux”"),
        (HEAD + "knows:\n  - {id: un, asked: ['?'], says: [A]}\n" + NODES, 6, "knows.0.asked", "ni mot ni chiffre", "no word"),
        (HEAD + "knows:\n  - {id: end, asked: [un], says: [A]}\n" + NODES, 6, "knows.0.id", "deux fois", "twice"),
        (HEAD + "knows:\n  - {id: un, asked: [un], says: []}\n" + NODES, 6, "knows.0.says", "vide", "empty"),
        (HEAD + NODES.replace("says: [Oui]", "choices: [{id: a, text: Et ?, asks: code}]"), 6, "nodes.start.choices.0.asks", "« code »", "“code”"),
        (HEAD + NODES.replace("says: [Oui]", "choices: [{id: a, text: Et ?}]"), 6, "nodes.start.choices.0", "ne mène à rien", "leads nowhere"),
        (HEAD + NODES.replace("mentions: [midi]", "intents: [menace]"), 6, "nodes.start.hears.0.intents.0", "request", "request"),
        (HEAD.replace("moods: [aimable, agacé]\n", "walks_out: end\n") + NODES, 4, "walks_out", "n’a pas d’humeurs", "has no moods"),
        (HEAD.replace("moods: [aimable, agacé]\n", "") + NODES.replace("to: end", "to: end, mood: 1"), 5, "nodes.start.hears.0.mood", "n’a pas d’humeurs", "has no moods"),
        (HEAD.replace("moods: [aimable, agacé]\n", "moved_by: {blame: 2}\n") + NODES, 4, "moved_by.blame", "n’a pas d’humeurs", "has no moods"),
        (HEAD + "moved_by: {colère: 2}\n" + NODES, 5, "moved_by.colère", "apology", "apology"),
        (HEAD + "impatient: [{after_min: 2, says: Hum}]\n" + NODES, 5, "impatient.0", "Seul un visiteur", "Only a visitor"),
        (VISIT + "impatient: [{after_min: 0, says: Hum}]\n" + NODES, 5, "impatient.0.after_min", "plus grand que 0", "above 0"),
        (VISIT + "impatient:\n  - {after_min: 2, says: Hum}\n  - {after_min: 2, says: Hum}\n" + NODES, 7, "impatient.1.after_min", "croissantes", "growing"),
        (VISIT + "rings_for: 60\nimpatient: [{after_min: 2, says: Hum}]\n" + NODES, 6, "impatient.0.after_min", "rings_for", "rings_for"),
    ],
)  # fmt: skip
def test_a_mistake_is_placed_and_said_in_both_languages(small, text, line, field, fr, en):
    problems = found(small, text)

    assert [(one.file, one.line, one.field) for one in problems] == [
        ("calls/appel.yaml", line, field)
    ]
    assert fr in problems[0].fr
    assert en in problems[0].en
