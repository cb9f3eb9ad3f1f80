"""The commission's words on screen and on paper."""

OPINIONS = {
    "favorable": "Favorable",
    "reserve": "Réservé",
    "defavorable": "Défavorable",
    "sans_avis": "Sans avis",
}
PROPOSALS = {"acquired": "Acquise", "to_discuss": "À débattre", "not_acquired": "Non acquise"}
