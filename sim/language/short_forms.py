"""How words are written in a hurry, and the words they stand for: folded."""

from sim.language.listed import listed

TEXTED: dict[str, str] = {
    "stp": "si il te plait", "svp": "si il vous plait", "siouplait": "si il vous plait", "sivouplait": "si il vous plait", "sil": "si il",
    "slt": "salut", "bjr": "bonjour", "bsr": "bonsoir", "bj": "bonjour", "cdt": "cordialement", "cdlt": "cordialement",
    "cdmt": "cordialement", "cldt": "cordialement", "mci": "merci", "mrc": "merci", "merki": "merci", "dsl": "desole", "dsle": "desole",
    "desoler": "desole", "pardn": "pardon", "vs": "vous", "ns": "nous", "vou": "vous", "vot": "votre", "vtre": "votre", "pr": "pour",
    "ds": "dans", "qd": "quand", "kan": "quand", "tt": "tout", "tjs": "toujours", "tjrs": "toujours", "rdv": "rendezvous", "pb": "probleme",
    "pbm": "probleme", "dc": "donc", "bcp": "beaucoup", "ms": "mais", "ac": "avec", "auj": "aujourdhui", "ajd": "aujourdhui",
    "jpeu": "je peux", "jpeux": "je peux", "jvous": "je vous", "jvs": "je vous", "jte": "je te", "jveu": "je veux", "jveux": "je veux",
    "jvais": "je vais", "jv": "je vais", "jdois": "je dois", "jsuis": "je suis", "chui": "je suis", "chuis": "je suis", "jsui": "je suis",
    "jai": "je ai", "jen": "je en", "jy": "je y", "jm": "je me", "nai": "ne ai", "na": "ne a", "cest": "ce est", "ct": "ce etait",
    "cetait": "ce etait", "ya": "il y a", "ke": "que", "ki": "qui", "koi": "quoi", "kel": "quel", "pk": "pourquoi", "pq": "pourquoi",
    "pkoi": "pourquoi", "pke": "parce que", "dacc": "accord", "dac": "accord", "asap": "des que possible", "dqp": "des que possible",
    "mtn": "maintenant", "tlm": "tout le monde", "qq": "quelque", "qqn": "quelqu un", "qqch": "quelque chose",
    "msg": "message", "biz": "bises", "bizz": "bises", "tkt": "inquiete", "pvez": "pouvez", "pouver": "pouvez", "pourier": "pourriez",
    "pouriez": "pourriez", "pourrier": "pourriez", "puije": "puis je", "peutu": "peux tu", "peus": "peux", "quelqu": "quelque",
    "plai": "plait", "vait": "vais", "veuiller": "veuillez", "demin": "demain", "dmain": "demain", "meric": "merci", "mreci": "merci", "den": "de en", "jvien": "je viens", "jviens": "je viens", "mercie": "merci", "men": "me en", "ocupe": "occupe", "mocupe": "me occupe", "2main": "demain",
}  # fmt: skip
"""Whole words; what they stand for is read in their place."""

ELIDED = {
    "j": "je", "n": "ne", "m": "me", "t": "te", "s": "se", "c": "ce", "d": "de", "l": "le", "qu": "que", "jusqu": "jusque",
    "lorsqu": "lorsque", "puisqu": "puisque", "quoiqu": "quoique", "g": "je", "k": "que",
}  # fmt: skip
"""What stands before an apostrophe."""

GLUED = {"l": "le", "j": "je", "n": "ne", "m": "me", "t": "te", "s": "se", "c": "ce", "qu": "que"}
"""What may be glued to a verb when the apostrophe is left out: « jenvoie », « nhesitez »."""

CLEAR_TEXTING = listed(
    """
    slt jpeu jpeux jvous jvs jte jveu jveux jvais jv jdois jsuis chui chuis jsui ke ki koi kel pk pkoi pke tkt mtn mdr lol ptdr tlm biz bizz
    merki qd kan tjs tjrs vs ns pr ds dsl mci mrc bcp bjr bsr dac dacc ajd auj tt dc ms qq qqn siouplait cad pcq jpense jcomprends jsais jsai
    vou jlai pq vot kom kom koman rdl oki okay
    """
)
"""Spellings of a telephone, which no trade uses. « cdt », « svp », « stp », « rdv » and « pb » are common abbreviations."""
TRADE_SHORT = listed("vs pr ds tt dc ms ns bcp tjs qd pq qq mtn bjr dsl")
"""Of these, the ones that hurried but proper notes also use: a point for the examiner."""
