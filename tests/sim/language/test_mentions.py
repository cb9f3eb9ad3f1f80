"""What a text mentions, whatever its spelling."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.language.mentions import find, mentions, mentions_all, mentions_any, parse

SAID = [
    # amounts
    ("3264.00", "Le total est de 3 264,00 €."),
    ("3264.00", "Le total est de 3\u202f264,00\u00a0€."),
    ("3 264,00 €", "Le total est de 3264 €"),
    ("3 264,00 €", "total : 3264.00"),
    ("3 264,00 €", "total : 3.264,00 euros"),
    ("3264", "3,264.00 EUR"),
    ("3 264 €", "(3264,00€)"),
    ("1 234 567,89 €", "1.234.567,89 €"),
    ("1.48", "au prix de 1,48 €/pièce"),
    ("1,48", "1.480 €"),
    ("174,60", "soit 174€60 de trop"),
    ("174,60", "un avoir de -174,60 €"),
    ("-174,60", "un avoir de −174,60 €"),
    ("12000", "environ 12 k€"),
    ("140", "140 pièces, pas 120"),
    ("140", "il en reste 140."),
    ("140", "140pcs livrées"),
    ("140 pièces", "nous avons reçu 140 pieces"),
    ("1 250 pièces", "soit 1250 pièces"),
    ("12.500", "12,5 kg"),
    ("1250", "1.250 pièces"),
    # percentages
    ("4 %", "une remise de 4%"),
    ("4 %", "une remise de 4,0 %"),
    ("87,5 %", "87.5 pour cent"),
    ("87,5 %", "taux de service : 87,50\u00a0%"),
    # dates
    ("2026-10-20", "le 20/10/2026"),
    ("2026-10-20", "le 20/10"),
    ("2026-10-20", "le 20/10, avant midi"),
    ("2026-10-20", "le 20-10-2026"),
    ("2026-10-20", "20.10.26"),
    ("2026-10-20", "20 octobre 2026"),
    ("2026-10-20", "livrée le 20 oct."),
    ("2026-10-20", "mardi 20 OCTOBRE au matin"),
    ("2026-10-20", "2026-10-20"),
    ("2026-10-20", "export_20261020.xlsx"),
    ("2026-10-12", "du 12 au 16 octobre"),
    ("2026-10-16", "du 12 au 16 octobre"),
    ("2026-10-01", "au 1er octobre 2026"),
    ("2026-02-03", "3 février"),
    ("20/10/2026", "20 octobre"),
    # times
    ("09:50", "à 9h50"),
    ("09:50", "à 9 h 50"),
    ("09:50", "9H50."),
    ("09:50", "à 09:50, quai 3"),
    ("10:00", "vers 10h"),
    ("10:00", "vers 10 heures"),
    ("10:00", "10 h 00"),
    ("9 h 30", "à 9 heures et demie"),
    ("12:00", "avant midi"),
    # references
    ("CF-88214", "votre commande cf 88214"),
    ("CF-88214", "CF88214"),
    ("CF-88214", "(réf. CF\u201188214)"),
    ("CF-88214", "CF n° 88214"),
    ("F2026-0987", "facture F2026 0987"),
    ("F2026-0987", "la F 2026-0987."),
    ("F2026-0987", "facture_F2026-0987.pdf"),
    ("BL26-1875", "BL 26-1875"),
    ("BL26-1875", "B.L. 26/1875"),
    ("AV-1610", "avoir av.1610"),
    ("4500081312", "commande n°4500081312"),
    ("4500081312", "commande n° 4500 081 312"),
    ("4500081312", "PO-4500081312"),
    ("03 87 12 45 60", "au 03.87.12.45.60"),
    ("03 87 12 45 60", "au +33 3 87 12 45 60"),
    ("RAL 7016", "peinture RAL7016"),
    ("316L", "inox 316 L"),
    # words
    ("bon de livraison", "les Bons de Livraison émargés"),
    ("bon de livraison", "le bon\nde livraison"),
    ("réclamation", "votre reclamtion du jour"),
    ("avoir", "un AVOIR partiel"),
    ("Lefèvre", "Mme LEFEVRE"),
    ("l’avoir", "je joins l'avoir"),
    ("rendez-vous", "un rendez vous"),
    ("30 jours fin de mois", "à 30 jours, fin de mois"),
    ("compta@mecalor.fr", "à compta@mecalor.fr"),
    ("cœur", "au coeur"),
    ("120", "120/140 pièces reçues"),
    ("3264.00", "3264,00€TTC"),
    ("14:00", "14h-16h"),
    ("48 h", "sous 48h"),
    ("C1.6", "critère C1.6"),
    ("812 345 678", "SIREN 812345678"),
    ("81234567800012", "SIRET 812 345 678 00012"),
    ("FR 32 812345678", "TVA FR32812345678"),
]

NOT_SAID = [
    ("10", "2 010 €"),
    ("10", "10,5 kg"),
    ("10", "110"),
    ("10", "10 %"),
    ("10 %", "10 €"),
    ("10", "à 10h"),
    ("10", "le 10/12/2026"),
    ("10", "le 10 décembre"),
    ("1,48", "1 48"),
    ("3264,00", "3 246,00 €"),
    ("3264,00", "13 264,00 €"),
    ("3264,00", "3 264,50 €"),
    ("3264", "32,64"),
    ("-174,60", "174,60 €"),
    ("3140", "l'article AV-3140"),
    ("1043", "la facture F2026-1043"),
    ("45", "au 03 87 12 45 60"),
    ("987", "facture F2026 0987"),
    ("2026-10-20", "le 20/11"),
    ("2026-10-20", "le 20 octobre 2025"),
    ("2026-10-20", "le 21 octobre"),
    ("2026-10-20", "120/10"),
    ("31", "le 31/02/2026"),
    ("09:50", "9h05"),
    ("09:50", "19h50"),
    ("10:00", "10h15"),
    ("12:00", "cet après-midi"),
    ("F2026-0987", "F2026-09871"),
    ("F2026-0987", "AF2026-0987"),
    ("F2026-0987", "F2026-0987-2"),
    ("CF-88214", "CF-88241"),
    ("AV-314", "AV-3140"),
    ("4500081312", "45000813120"),
    ("RAL 7016", "RAL 70160"),
    ("avoir", "nous avions"),
    ("crédit", "débit"),
    ("bon de livraison", "bon. De livraison"),
    ("bon de livraison", "bon de commande"),
    ("Martin", "Marchand"),
    ("08:00", "8-10h"),
    ("100", "100 % conforme"),
    ("1", "le 1er avril"),
    ("F2026-1043", "F2026-1043bis"),
]


@pytest.mark.parametrize(("value", "text"), SAID)
def test_it_recognises_another_spelling_of_the_value(value, text):
    assert mentions(text, value)


@pytest.mark.parametrize(("value", "text"), NOT_SAID)
def test_it_refuses_another_value(value, text):
    assert not mentions(text, value)


CENTS = st.integers(min_value=0, max_value=999_999_999)


def spellings(cents: int) -> list[str]:
    amount = Decimal(cents) / 100
    english = f"{amount:,.2f}"
    return [
        f"{amount:.2f}",
        f"{amount:.2f}".replace(".", ","),
        english.replace(",", " ").replace(".", ","),
        english.replace(",", "\u202f").replace(".", ",") + "\u00a0€",
        english.replace(",", " ").replace(".", ",") + "€",
        english.replace(",", "#").replace(".", ",").replace("#", ".") + " EUR",
    ]


@given(CENTS)
def test_every_spelling_of_an_amount_is_the_same_amount(cents):
    value = spellings(cents)[0]

    assert all(mentions(f"Solde : {said}, à régler.", value) for said in spellings(cents))


@given(CENTS, CENTS)
def test_another_amount_is_never_the_same(wanted, said):
    value = spellings(wanted)[0]

    assert any(mentions(f"Solde : {text}.", value) for text in spellings(said)) == (wanted == said)


@given(st.text(), st.text(alphabet="0123456789 ,./-:hFCé%€", max_size=20))
def test_no_text_and_no_value_makes_it_fail(text, value):
    try:
        parse(value)
    except ValueError:
        return

    assert mentions(text, value) in {True, False}


@given(st.dates(), st.sampled_from(["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%y", "%Y-%m-%d", "%d/%m"]))
def test_every_spelling_of_a_date_is_the_same_date(day, spelling):
    day = day.replace(year=2000 + day.year % 100)

    assert mentions(f"Livraison le {day.strftime(spelling)} au quai 3", day.isoformat())


def test_it_gives_the_place_and_the_words_as_evidence():
    span = find("Cœur de cible : l’avoir de 174,60\u00a0€ est parti.", "174.60")

    assert span is not None
    assert span.text == "174,60\u00a0€"
    assert (span.start, span.end) == (27, 35)


def test_it_finds_nothing_where_nothing_is_said():
    assert find("Bonjour,", "174,60") is None


def test_a_value_with_nothing_to_look_for_is_refused():
    with pytest.raises(ValueError, match="ni mot ni chiffre"):
        parse(" — ")


def test_several_values_are_asked_at_once():
    text = "Facture F2026-0987 : 174,60 €"

    assert mentions_all(text, ["F2026-0987", "174.60"])
    assert not mentions_all(text, ["F2026-0987", "175"])
    assert mentions_any(text, ["F2026-0988", "174.60"])
    assert not mentions_any(text, [])
