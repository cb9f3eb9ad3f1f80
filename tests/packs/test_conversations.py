"""The people of adv-fac-01, spoken to in free words through the real engine.

Whoever can be asked is asked rightly in three ways and wrongly in one; the call of the customer who
complains and the visit of the driver who may not load end well in two ways and badly in two.
"""

from functools import lru_cache
from typing import Any

import pytest

from sim.dialogue import GREETED
from sim.scenario.seal import Sealed, seal
from sim.scenario.templates import render
from tests.build import Office
from tests.grading.pack import pack

SEEDS = (0, 11)
ANGRY, VISIT = "call-angry", "visit-bethenod"
BEGINS = {
    ANGRY: "09:36:10", VISIT: "09:18:20", "call-truck": "08:52:10", "call-curious": "09:07:10",
    "visit-transalpis": "{{ truck.time }}:20", "call-sophie": "10:05:10",
}  # fmt: skip


@lru_cache
def sealed(seed: int) -> Sealed:
    return seal(pack(), seed)


class Talk:
    """A conversation of the pack, from its beginning."""

    def __init__(self, script: str, seed: int) -> None:
        self.sealed = sealed(seed)
        begins = render(BEGINS.get(script, "08:40"), self.sealed.context)
        self.office = Office(self.sealed.scenario).at(begins)
        self.call = script
        if script.startswith("out-"):
            person = self.sealed.scenario.script_by_id[script].person
            self.call = self.office.do("PlaceCall", person=person, purpose="Question").facts[0].call
        else:
            assert not self.office.do("AnswerCall", call=script).refusal

    def says(self, *texts: str) -> "Talk":
        for text in texts:
            words = render(text, self.sealed.context)
            refusal = self.office.do("Say", call=self.call, text=words).refusal
            assert not refusal, (text, refusal)
        return self

    def chooses(self, choice: str, due: str = "") -> "Talk":
        refusal = self.office.do("Reply", call=self.call, choice=choice, due=due).refusal
        assert not refusal
        return self

    @property
    def there(self) -> Any:
        return self.office.world.calls[self.call]

    @property
    def ending(self) -> tuple[str, str]:
        return self.there.state, self.there.node


KNOWN = {
    (ANGRY, "who_told"): (
        "Qui vous a parlé de cette remise ?",
        "De qui tenez-vous ce chiffre, s’il vous plaît ?",
        "C’est quelle personne, chez nous, qui en a parlé ?",
        "Personne n’a pu vous dire une chose pareille.",
    ),
    (ANGRY, "no_paper"): (
        "Avez-vous une trace de cet accord ?",
        "Auriez-vous un justificatif, s’il vous plaît ?",
        "Est-ce que cela vous a été confirmé par mail ?",
        "Et bien sûr, vous n’avez rien.",
    ),
    (ANGRY, "free_carriage"): (
        "Vous êtes franco depuis quand ?",
        "À partir de quel seuil êtes-vous livrés sans frais ?",
        "Quelles sont vos conditions de port ?",
        "Le port est dû par tout le monde.",
    ),
    (ANGRY, "where_to_write"): (
        "À quelle adresse dois-je vous l’envoyer ?",
        "Pouvez-vous me dire qui mettre en copie ?",
        "Vous me redonnez votre mail ?",
        "Vous recevrez un courrier un de ces jours.",
    ),
    (ANGRY, "where_to_call"): (
        "Où puis-je vous joindre ?",
        "À quel numéro vous rappeler ?",
        "Vous avez une ligne directe ?",
        "On vous téléphonera.",
    ),
    (VISIT, "plate"): (
        "Quelle est l’immatriculation, s’il vous plaît ?",
        "Vous pouvez me donner votre plaque ?",
        "Vous êtes venu avec quel camion ?",
        "Vous êtes mal garé.",
    ),
    (VISIT, "phone"): (
        "Vous me laissez votre numéro ?",
        "Où est-ce que je peux vous joindre ?",
        "C’est quoi, votre portable ?",
        "Je vous retrouverai bien.",
    ),
    (VISIT, "proof"): (
        "Qui a payé, et de quelle façon ?",
        "Vous avez un justificatif du paiement ?",
        "Avez-vous l’avis de virement avec vous ?",
        "Ça, c’est vous qui le dites.",
    ),
    (VISIT, "until"): (
        "Combien de temps pouvez-vous rester ?",
        "Jusqu’à quelle heure êtes-vous là ?",
        "Vous pouvez patienter jusqu’à quand ?",
        "Il y en a pour un moment.",
    ),
}
"""Three right ways of asking for what they know, and one that asks nothing."""


def at_the_question(script: str, seed: int) -> Talk:
    """Return the conversation once it is about something, its first reply given."""
    return Talk(script, seed).chooses("b")


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize(("script", "item"), KNOWN)
def test_what_a_person_knows_is_told_to_whoever_asks(script, item, seed):
    *right, wrong = KNOWN[script, item]
    for text in right:
        talk = at_the_question(script, seed)
        before = talk.there.node
        talk.says(text)
        assert talk.there.learned == [item], text
        assert talk.there.node == before

    assert at_the_question(script, seed).says(wrong).there.learned == []


@pytest.mark.parametrize("script", [ANGRY, VISIT])
def test_everything_that_somebody_knows_is_asked_for_here(script):
    items = {item.id for item in sealed(0).scenario.script_by_id[script].knows}

    assert items == {item for name, item in KNOWN if name == script}


CALLED = {
    ("out-luc", "truck"): (
        "Le camion passe à {{ truck.time | hour }}.",
        "Salut Luc, Transalpis avance : {{ truck.time }} ce matin",
        "Peux-tu sortir les palettes pour {{ truck.time | hour }} ?",
        "Le camion passe bientôt.",
    ),
    ("out-luc", "missing"): (
        "Il manque des pièces sur le BL26-1875.",
        "C’est pour les manquants de la palette d’hier.",
        "Peux-tu vérifier le 1875 ?",
        "On a un souci avec un client.",
    ),
    ("out-luc", "bethenod"): (
        "Le chauffeur de Béthenod est là.",
        "Ne charge pas le BL26-1880.",
        "Où en est le 1880 ?",
        "Il y a quelqu’un à l’accueil.",
    ),
    ("out-karim", "bethenod"): (
        "Le chauffeur de Béthenod est au comptoir, que dois-je faire ?",
        "Peux-tu regarder le compte C00127 ?",
        "Est-ce qu’un déblocage est possible ?",
        "Il y a un problème, tu peux venir ?",
    ),
    ("out-karim", "proof"): (
        "J’ai reçu une preuve de virement de 4 200 €.",
        "On m’a envoyé l’avis de virement, je te le transfère ?",
        "Ils ont fait un virement instantané, tu le vois ?",
        "Ils disent que c’est bon.",
    ),
    ("out-karim", "fraud"): (
        "J’ai un message suspect sous les yeux.",
        "On me demande de changer un RIB.",
        "Je crois que c’est du phishing.",
        "J’ai un message bizarre.",
    ),
    ("out-karim", "letter"): (
        "C’est pour la relance de ce matin.",
        "As-tu ce qu’il faut pour la lettre ?",
        "TRANSMÉCARO, où en sont-ils ?",
        "Je travaille sur ton dossier.",
    ),
    ("out-karim", "journal"): (
        "Il te faut le journal pour quelle heure ?",
        "Pour la clôture, il manque une pièce.",
        "J’ai une question sur les factures du jour.",
        "J’ai presque fini.",
    ),
    ("out-nadia", "noted"): (
        "Il me manque {{ shortage }} buses AV-3140.",
        "Peux-tu me donner une date pour {{ order.q2 }} AV-3140 ?",
        "J’ai besoin de {{ shortage }} buses, pour quand ?",
        "Il me manque des pièces.",
    ),
    ("out-nadia", "list"): (
        "C’est pour la liste S43.",
        "La semaine 43, il te la faut pour quand ?",
        "Ta liste peut-elle attendre cet après-midi ?",
        "Ton fichier, c’est pressé ?",
    ),
    ("out-elodie", "fnc"): (
        "Où en est la FNC-26-118 ?",
        "Je t’appelle pour la 118, s’il te plaît.",
        "As-tu une décision pour TRANSMÉCARO ?",
        "Tu as du nouveau ?",
    ),
    ("out-elodie", "missing"): (
        "Il y a des manquants chez {{ disputing.short }}.",
        "Un client a reçu un colis ouvert, BL26-1875.",
        "Il manque {{ missing }} pièces au client.",
        "Un client n’est pas content.",
    ),
    ("out-amandine", "sorry"): (
        "J’ai reçu les variables de paie par erreur.",
        "Ton fichier nominatif est arrivé chez moi.",
        "Tu t’es trompée de destinataire, je crois.",
        "Je te dérange ?",
    ),
    ("out-thomas", "vat"): (
        "Il me faut le numéro de TVA de {{ export.short }}.",
        "As-tu leur numéro intracommunautaire ?",
        "Quel est leur n° de TVA, s’il te plaît ?",
        "Il me manque un numéro.",
    ),
    ("out-thomas", "truck"): (
        "Le camion est reparti sans la palette.",
        "L’enlèvement n’a pas eu lieu.",
        "Transalpis avance son passage.",
        "On aura du retard.",
    ),
    ("out-vuillet", "time"): (
        "Je vous appelle pour confirmer l’enlèvement.",
        "Votre camion passe bien à {{ truck.time | hour }} ?",
        "À quelle heure serez-vous chez nous ?",
        "C’est Arvello, bonjour.",
    ),
    ("out-vuillet", "no_delay"): (
        "Peut-il attendre un quart d’heure ?",
        "Est-ce possible de passer plus tard ?",
        "Nous aurons du retard, pouvez-vous décaler ?",
        "Nous ne serons pas prêts.",
    ),
    ("out-vuillet", "tomorrow"): (
        "Votre chauffeur est reparti : quand peut-il revenir ?",
        "Il nous faut un nouvel enlèvement.",
        "Pouvez-vous repasser demain ?",
        "On fait comment, maintenant ?",
    ),
    ("out-girard", "invoice"): (
        "Je vous appelle au sujet de la F2026-0987.",
        "C’est pour votre réclamation d’hier.",
        "J’ai regardé votre facture.",
        "Je vous rappelle comme convenu.",
    ),
    ("out-girard", "amount"): (
        "La remise de l’accord signé est de {{ discount.agreed }} %.",
        "L’avoir est de {{ c_net | money }} hors taxes.",
        "Cela fait {{ c_total | money }}.",
        "Nous avons trouvé un montant.",
    ),
    ("out-girard", "when"): (
        "Vous aurez une réponse écrite.",
        "Je vérifie encore un point.",
        "C’est en cours chez nous.",
        "Un peu de patience.",
    ),
    ("out-girard", "missing"): (
        "Combien de pièces manque-t-il ?",
        "Le BL26-1875 est-il arrivé complet ?",
        "Y avait-il un colis ouvert ?",
        "Et la livraison ?",
    ),
}  # fmt: skip
"""Three right ways of bringing a colleague or a partner to the matter, and one too vague."""


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize(("script", "node"), CALLED)
def test_whoever_is_called_answers_what_is_asked_and_asks_back_what_is_vague(script, node, seed):
    *right, wrong = CALLED[script, node]
    for text in right:
        assert Talk(script, seed).says(text).there.node == node, text

    assert Talk(script, seed).says(wrong).there.node != node


def test_everybody_who_can_be_called_is_called_here():
    scripts = {one.id for one in sealed(0).scenario.scripts if one.channel == "outgoing_call"}

    assert scripts == {script for script, _ in CALLED}


CALL_ENDS = {
    "good: agrees to a written answer at a time": (
        "calmed",
        "calme",
        (
            "Je comprends, et je vous présente nos excuses pour la F2026-0987.",
            "Je vérifie l’accord-cadre et je vous réponds par écrit.",
            "Vous aurez notre réponse à 10 h.",
            "Je vous écris avec copie à votre comptabilité, est-ce que cela vous convient ?",
        ),
    ),
    "good: expects a call as well": (
        "expected",
        "calme",
        (
            "Vous contestez la remise de la F2026-0987, je suis désolé de ces erreurs.",
            "Où puis-je vous joindre ?",
            "Je fais une vérification et vous aurez une réponse écrite.",
            "À 10h30 au plus tard.",
            "Et je vous rappelle à ce moment-là pour vous l’expliquer.",
        ),
    ),
    "bad: nothing is settled": (
        "unsettled",
        "furieux",
        (
            "C’est la commerciale qui se trompe, ce n’est pas ma faute.",
            "On verra avec ma responsable.",
            "Je ne sais pas bien.",
            "Plus tard.",
            "On verra.",
            "Je ne sais pas.",
            "Peut-être.",
        ),
    ),
    "bad: put down by the customer": (
        "hangs_up",
        "furieux",
        (
            "C’est la faute de votre service, pas de la nôtre.",
            "Vous dites n’importe quoi.",
        ),
    ),
    "bad: a promise without authority": (
        "holds_to_it",
        "calme",
        (
            "Je comprends, excusez-nous pour cette remise.",
            "Vous voulez bien {{ discount.claimed }} % ?",
            "Oui, c’est promis.",
            "Merci, au revoir.",
            "Merci, au revoir.",
            "Merci, au revoir.",
        ),
    ),
}
VISIT_ENDS = {
    "good: waits at the desk": (
        "sits",
        "cordial",
        (
            "Bonjour, voici un badge, une vérification est en cours.",
            "C’est confidentiel, je reviens vers vous avec des nouvelles.",
        ),
    ),
    "good: waits in the truck, and can be called": (
        "in_truck",
        "cordial",
        (
            "Bonjour, asseyez-vous un instant, je vérifie.",
            "Vous me laissez votre numéro ?",
            "Vous pouvez attendre dans votre camion, je vous appelle dès que je sais.",
        ),
    ),
    "bad: sent to the quay": (
        "turned_back",
        "cordial",
        ("Bonjour, allez au quai, on vous charge.", "Porte 2.", "Porte 2.", "Porte 2."),
    ),
    "bad: told a figure and driven out": (
        "storms_off",
        "furieux",
        (
            "Votre encours dépasse le plafond.",
            "C’est la faute de votre patron.",
            "Dis donc, tu vas te calmer.",
        ),
    ),
}


def ends(script: str, seed: int, node: str, mood: str, texts: tuple[str, ...]) -> None:
    """Speak until the person takes leave, and see where and in which mood."""
    talk = Talk(script, seed)
    for text in texts:
        if talk.there.state == "talking":
            talk.says(text)
    assert (*talk.ending, talk.there.mood) == ("ended", node, mood)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("name", CALL_ENDS)
def test_the_call_ends(name, seed):
    ends(ANGRY, seed, *CALL_ENDS[name])


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("name", VISIT_ENDS)
def test_the_visit_ends(name, seed):
    ends(VISIT, seed, *VISIT_ENDS[name])


def test_a_time_said_to_the_customer_is_a_promise_that_can_be_kept():
    talk = Talk(ANGRY, 0).says(*CALL_ENDS["good: agrees to a written answer at a time"][2])

    assert talk.there.promises == [("Réponse écrite sur la F2026-0987", "10:00")]


def test_a_customer_who_is_furious_will_not_be_questioned():
    talk = Talk(ANGRY, 0).says("Tu te trompes.", "Qui vous a parlé de cela ?")

    assert talk.there.learned == []
    assert "dans mon message" in talk.there.lines[-1].text


def test_a_driver_nobody_looks_at_says_so():
    office = Office(sealed(0).scenario).at("09:26")
    office.do("SearchDirectory", query="luc")

    said = [line.text for line in office.world.calls[VISIT].lines]
    assert said == ["Ohé, il y a quelqu’un ?", "Dites, j’ai une machine qui attend, moi !"]


@pytest.mark.parametrize(
    ("script", "words"),
    [
        ("call-truck", "Il pleut ?"),
        ("call-curious", "Comment allez-vous ?"),
        ("visit-transalpis", "Il fait beau aujourd’hui."),
    ],
)
def test_whoever_calls_or_comes_asks_again_what_they_did_not_understand(script, words):
    talk = Talk(script, 0)
    before = talk.there.node

    talk.says(words)

    assert talk.ending == ("talking", before)
    assert talk.there.lost == 1


@pytest.mark.parametrize(
    ("script", "words", "node"),
    [
        ("call-truck", "D’accord, je le note, merci.", "vague"),
        ("call-truck", "C’est {{ truck.time | hour }} au lieu de 11 h, c’est bien cela ?", "confirmed"),
        ("call-truck", "Ah non, c’est impossible avant 11 h.", "refused"),
        ("call-curious", "Je ne peux pas vous donner le prix d’un autre client.", "insists"),
        ("call-curious", "Désolée, c’est confidentiel.", "insists"),
        ("call-curious", "Il leur coûte {{ p26.AV1205 | number }} €.", "told"),
        ("visit-transalpis", "Je vous apporte la CMR au quai.", "hurries"),
        ("visit-transalpis", "Voici vos papiers.", "signs"),
    ],
)  # fmt: skip
def test_what_is_understood_at_once(script, words, node):
    assert Talk(script, 0).says(words).there.node == node


def test_a_firm_answer_gives_nothing_away_even_by_its_words():
    talk = Talk("call-curious", 0).says("Je ne donne pas les prix d’un autre client.")

    talk.says("Je ne vous dirai pas s’ils sont au tarif ou en dessous.")

    assert talk.ending == ("ended", "leaves")


@pytest.mark.parametrize("farewell", ["Merci, au revoir Madame.", "Entendu. Bonne journée !"])
def test_a_customer_who_has_her_hour_lets_one_take_leave(farewell):
    talk = Talk(ANGRY, 0).says(
        "Toutes nos excuses. Vous contestez la remise et le port ?",
        "Je vérifie l’accord signé et je vous réponds par écrit ce matin.",
        "Dans une demi-heure.",
        farewell,
    )

    assert talk.ending == ("ended", "calmed")


@pytest.mark.parametrize(
    "words",
    [
        "Je ne vous fais pas d’excuses.",
        "Je ne comprends rien.",
        "Je comprends pas.",
        "Je refuse de m’excuser.",
    ],
)
def test_no_good_word_is_heard_where_it_is_refused(words):
    talk = Talk(ANGRY, 0).says(words)

    assert talk.ending == ("talking", "start")
    assert talk.there.mood in ("agacé", "furieux")


@pytest.mark.parametrize("seed", SEEDS)
def test_everybody_answers_a_greeting_and_waits(seed):
    for script in sealed(seed).scenario.scripts:
        talk = Talk(script.id, seed)
        before = talk.there.node, talk.there.mood
        talk.says("Bonjour" if script.channel == "visit" else "Bonjour Madame.")

        assert talk.there.state == "talking", script.id
        assert (talk.there.node, talk.there.mood, talk.there.lost) == (*before, 0), script.id
        assert talk.there.lines[-1].text == GREETED


SOPHIE = "call-sophie"
POINT = (
    "L’AR est parti et le camion a ses papiers.",
    "Béthenod attend la réponse de Karim.",
    "Je termine les factures et tu as tout à 10 h 25.",
    "Oui, il me faut ton accord écrit sur l’avoir.",
)
"""The oral point as an assistant makes it, in their own words."""


@pytest.mark.parametrize("seed", SEEDS)
def test_the_oral_point_in_free_words_ends_well_and_its_hour_is_a_promise(seed):
    talk = Talk(SOPHIE, seed).says(*POINT)

    assert talk.ending == ("ended", "clear")
    assert talk.there.promises == [("Travaux annoncés à S. Marchetti terminés", "10:25")]


@pytest.mark.parametrize("said", range(len(POINT)))
def test_at_no_step_do_words_that_say_nothing_lead_on(said):
    talk = Talk(SOPHIE, 0).says(*POINT[:said])
    before = talk.there.node
    talk.says("Blablabla.")

    assert talk.there.node == ("done" if before == "start" else before)


@pytest.mark.parametrize(
    "words", ["Dans vingt minutes.", "Le journal pour 10 h 15, le reste à 10 h 25."]
)
def test_an_hour_said_in_any_way_is_one_she_holds_to(words):
    talk = Talk(SOPHIE, 0).says(*POINT[:2], words)

    assert talk.there.node == "needs"
    assert talk.there.promises[0][1] == "10:25"


def test_an_order_without_an_hour_is_asked_for_one():
    talk = Talk(SOPHIE, 0).says(*POINT[:2], "D’abord les factures, puis le classement.")
    assert talk.there.node == "pressed"

    assert talk.says("Tout sera fini à 10 h 30.").there.node == "needs"
    assert talk.there.promises == [("Travaux annoncés à S. Marchetti terminés", "10:30")]
