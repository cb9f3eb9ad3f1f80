"""Documents of a pack: plain files as they are, texts rendered, and documents made from a description.

`x.pdf` is looked for as itself, then as `x.pdf.yaml` (a printed form), as `x.csv.j2` (a rendered
text), or as `x.xlsx.yaml`, `x.docx.yaml`, `x.pptx.yaml` (a document described block by block).
"""

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from pydantic import ValidationError

from sim.making import MakeSpec, make
from sim.printing import PrintedForm, render_pdf
from sim.scenario.problems import Text
from sim.scenario.refusals import refusal, template_message, yaml_message
from sim.scenario.templates import AuthoringError, render
from sim.scenario.yaml import Fault, Parsed, parse

Assets = Mapping[str, bytes]


class CannotMake(Exception):
    """A document's description is wrong, at a line and a field: what is said in French and in English."""

    def __init__(self, said: Text, line: int = 0, field: str = "") -> None:
        super().__init__(said[0])
        self.said, self.line, self.field = said, line, field


def find(assets: Assets, name: str) -> str | None:
    """Return the asset a file comes from."""
    return next((found for end in ("", ".j2", ".yaml") if (found := name + end) in assets), None)


def build(asset: str, assets: Assets, context: Mapping[str, Any]) -> bytes:
    """Return the bytes of a file for what a seed drew. Raises `CannotMake`."""
    for ending, builder in BUILDERS.items():
        if asset.endswith(ending):
            return builder(asset, assets, context)
    return assets[asset]


def _text(asset: str, assets: Assets, context: Mapping[str, Any]) -> bytes:
    try:
        return render(assets[asset].decode("utf-8"), context).encode("utf-8")
    except (AuthoringError, UnicodeDecodeError) as error:
        raise CannotMake(template_message(str(error))) from error


def _printed(asset: str, assets: Assets, context: Mapping[str, Any]) -> bytes:
    try:
        return render_pdf(PrintedForm.model_validate(described(asset, assets, context)))
    except ValidationError as error:
        raise _first(error) from error


def _described(asset: str, assets: Assets, context: Mapping[str, Any]) -> bytes:
    data = described(asset, assets, context)
    template = data.pop("template", None) if isinstance(data, dict) else None
    if template is not None and template not in assets:
        fr = f"Le modèle « {template} » n’est pas dans le pack : ajoutez-le ou corrigez son nom."
        en = f"The template “{template}” is not in the pack: add it or correct its name."
        raise CannotMake((fr, en), field="template")
    try:
        return make(MakeSpec.model_validate(data), assets[template] if template else None)
    except ValidationError as error:
        raise _first(error) from error


def described(asset: str, assets: Assets, context: Mapping[str, Any]) -> Any:
    """Return a document's description, rendered."""
    try:
        return _rendered(_parsed(assets[asset]).data, context)
    except Fault as fault:
        raise CannotMake(yaml_message(fault.reason), fault.line) from fault
    except (AuthoringError, UnicodeDecodeError) as error:
        raise CannotMake(template_message(str(error))) from error


@lru_cache(maxsize=256)
def _parsed(source: bytes) -> Parsed:
    """Return a description's data, read once for all seeds; nobody changes it."""
    return parse(source.decode("utf-8"))


def _rendered(value: Any, context: Mapping[str, Any]) -> Any:
    if isinstance(value, dict):
        return {render(key, context): _rendered(item, context) for key, item in value.items()}
    if isinstance(value, list):
        return [_rendered(item, context) for item in value]
    return render(value, context) if isinstance(value, str) else value


def _first(error: ValidationError) -> CannotMake:
    detail = error.errors(include_url=False)[0]
    return CannotMake(refusal(detail), field=".".join(str(part) for part in detail["loc"]))


BUILDERS: dict[str, Callable[[str, Assets, Mapping[str, Any]], bytes]] = {
    ".j2": _text,
    ".pdf.yaml": _printed,
    ".xlsx.yaml": _described,
    ".docx.yaml": _described,
    ".pptx.yaml": _described,
}
