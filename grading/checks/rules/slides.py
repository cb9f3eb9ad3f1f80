"""Slides: layouts used, a title each, density, legibility, notes, alternative texts (office.md §5.4)."""

from grading.checks.rules.house import SHOWN
from grading.checks.rules.rule import Breach, Breaches, Rule, Switch, length, unless
from grading.documents.model import Ink, SlideDeck, SlideModel
from grading.documents.palette import luminance
from sim.language.french import plural
from sim.language.mentions import says

CONTRAST, CONTRAST_LARGE = 4.5, 3.0
CONTRAST_ROUNDING = 0.05
"""Programs round colours when they convert: a ratio this near is the same."""
LARGE_PT, LARGE_BOLD_PT = 18.0, 14.0
"""From these sizes on a text is large: 24 and 18.66 px."""


def shown(deck: SlideDeck) -> list[SlideModel]:
    """Return the slides an audience sees."""
    return [slide for slide in deck.slides if not slide.is_hidden]


def _place(slide: SlideModel) -> str:
    return f"diapositive {slide.number}"


def _slides(deck: SlideDeck, setting: int) -> Breaches:
    count = len(shown(deck))
    return unless(
        count == setting, f"{plural(count, 'diapositive', 'diapositives')} au lieu de {setting}"
    )


def _titles(deck: SlideDeck, setting: Switch) -> Breaches:
    return [
        Breach("diapositive sans titre", _place(one))
        for one in shown(deck)
        if not one.title.strip()
    ]


def _titles_differ(deck: SlideDeck, setting: Switch) -> Breaches:
    seen: dict[str, SlideModel] = {}
    found = []
    for slide in shown(deck):
        title = slide.title.strip().casefold()
        if title and title in seen:
            found.append(
                Breach(f"même titre que la diapositive {seen[title].number}", _place(slide))
            )
        seen.setdefault(title, slide)
    return found


def _body_size(deck: SlideDeck, setting: float) -> Breaches:
    return [
        Breach(
            f"texte de taille {length(one.min_body_pt)} au lieu de {length(setting)} au moins",
            _place(one),
        )
        for one in shown(deck)
        if one.min_body_pt is not None and one.min_body_pt < setting
    ]


def _title_size(deck: SlideDeck, setting: float) -> Breaches:
    return [
        Breach(
            f"titre de taille {length(one.title_pt)} au lieu de {length(setting)} au moins",
            _place(one),
        )
        for one in shown(deck)
        if one.title_pt is not None and one.title_pt < setting
    ]


def _slide_numbers(deck: SlideDeck, setting: Switch) -> Breaches:
    return [
        Breach("diapositive sans numéro", _place(one))
        for one in shown(deck)[1:]
        if not one.has_number
    ]


def _density(deck: SlideDeck, setting: int) -> Breaches:
    return [
        Breach(f"{len(one.lines)} lignes au lieu de {setting} au plus", _place(one))
        for one in shown(deck)
        if len(one.lines) > setting
    ]


def _words_per_line(deck: SlideDeck, setting: int) -> Breaches:
    wrong = [
        (slide, line)
        for slide in shown(deck)
        for line in slide.lines
        if len(line.split()) > setting
    ]
    return [
        Breach(f"ligne de {len(line.split())} mots au lieu de {setting} au plus", _place(one))
        for one, line in wrong[:SHOWN]
    ]


def _layouts(deck: SlideDeck, setting: Switch) -> Breaches:
    """Ask that titles and texts stand in the places of the layout, not in boxes drawn beside them."""
    return [
        Breach(
            "texte ou titre dans une zone libre au lieu des emplacements de la mise en page",
            _place(one),
        )
        for one in shown(deck)
        if not one.is_title_placed or (one.free_boxes and not _uses_places(one))
    ]


def _uses_places(slide: SlideModel) -> bool:
    """Say whether a slide has a text, a table, a chart or a picture of its own beside its free boxes."""
    placed = len(slide.texts) - (1 if slide.title else 0) - slide.free_boxes
    return placed > 0 or bool(slide.charts) or bool(slide.tables) or bool(slide.pictures)


def _notes(deck: SlideDeck, setting: int) -> Breaches:
    count = sum(1 for one in shown(deck) if one.notes.strip())
    return unless(
        count >= setting,
        f"{plural(count, 'diapositive', 'diapositives')} avec des notes au lieu de {setting} au moins",
    )


def _alternative_texts(deck: SlideDeck, setting: Switch) -> Breaches:
    pictures = [picture for one in shown(deck) for picture in one.pictures]
    if not pictures:
        return None
    return [
        Breach("image sans texte de remplacement", one.place)
        for one in pictures
        if not one.alternative.strip()
    ]


def _mention(deck: SlideDeck, setting: str) -> Breaches:
    return unless(says(deck.all_text(), setting), f"mention « {setting} » absente")


def _charts_titled(deck: SlideDeck, setting: Switch) -> Breaches:
    charted = [one for one in shown(deck) if one.charts]
    if not charted:
        return None
    return [
        Breach("graphique sans titre", _place(one))
        for one in charted
        if not any(chart.title.strip() for chart in one.charts) and not one.title.strip()
    ]


def _contrast(deck: SlideDeck, setting: Switch) -> Breaches:
    """Ask for the contrast of WCAG 2.2, criterion 1.4.3 (AA), wherever colour and background are known."""
    if not any(one.inks for one in shown(deck)):
        return None
    faint = {
        (slide.number, ink.color, ink.ground): (slide, ink, ratio)
        for slide in shown(deck)
        for ink in slide.inks
        if (ratio := contrast(ink.color, ink.ground)) < _least_contrast(ink) - CONTRAST_ROUNDING
    }
    return [
        Breach(
            f"contraste de {length(round(ratio, 1))} au lieu de {length(_least_contrast(ink))} au moins"
            f" (#{ink.color} sur #{ink.ground})",
            _place(slide),
        )
        for slide, ink, ratio in faint.values()
    ]


def _least_contrast(ink: Ink) -> float:
    is_large = ink.size_pt >= LARGE_PT or (ink.is_bold and ink.size_pt >= LARGE_BOLD_PT)
    return CONTRAST_LARGE if is_large else CONTRAST


def contrast(one: str, other: str) -> float:
    """Return the ratio of contrast of two colours (RRGGBB), from 1 to 21 (WCAG 2.2)."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


_SLIDES = ("slides",)

RULES = {
    "slides": Rule("nombre de diapositives", int, "un nombre", "les diapositives masquées ne comptent pas", _slides, _SLIDES),
    "titles": Rule("titre sur chaque diapositive", bool, "oui ou non", "tout emplacement de titre", _titles, _SLIDES),
    "titles_differ": Rule("titres différents", bool, "oui ou non", "majuscules et espaces ne comptent pas", _titles_differ, _SLIDES),
    "body_size": Rule(
        "taille minimale du texte", float, "une taille en points",
        "titres, tableaux, pieds de page et numéros ne comptent pas ; la réduction automatique compte", _body_size, _SLIDES,
    ),
    "title_size": Rule("taille minimale des titres", float, "une taille en points", "taille du style ou mise à la main", _title_size, _SLIDES),
    "slide_numbers": Rule(
        "numéro de diapositive", bool, "oui ou non", "la première diapositive peut n’en pas avoir", _slide_numbers, _SLIDES,
    ),
    "density": Rule("densité des diapositives", int, "un nombre de lignes au plus", "titres et tableaux ne comptent pas", _density, _SLIDES),
    "words_per_line": Rule("mots par ligne", int, "un nombre de mots au plus", "titres, tableaux et notes ne comptent pas", _words_per_line, _SLIDES),
    "layouts": Rule(
        "mises en page utilisées", bool, "oui ou non",
        "une zone libre ajoutée à un contenu bien placé (légende, source)", _layouts, _SLIDES,
    ),
    "notes": Rule("notes de l’orateur", int, "un nombre de diapositives au moins", "tout texte", _notes, _SLIDES),
    "alternative_texts": Rule("textes de remplacement", bool, "oui ou non", "non jugé sans image", _alternative_texts, _SLIDES),
    "mention": Rule("mention de diffusion", str, "une mention", "n’importe où, masque compris ; toute écriture", _mention, _SLIDES),
    "contrast": Rule(
        "contraste du texte", bool, "oui ou non",
        "3 suffit à partir de 18 points, ou de 14 points en gras, 4,5 en dessous ; tableaux, pieds de page et numéros ne comptent"
        " pas ; non jugé sur une image, un dégradé ou un fond inconnu", _contrast, _SLIDES,
    ),
    "charts_titled": Rule(
        "titre des graphiques", bool, "oui ou non", "le titre de la diapositive vaut pour son graphique", _charts_titled, _SLIDES,
    ),
}  # fmt: skip
