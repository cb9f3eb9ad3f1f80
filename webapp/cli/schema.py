"""`bannette pack schema`: JSON Schemas of a pack's files, for editors, generated from the models."""

import json
from pathlib import Path

from pydantic import BaseModel, TypeAdapter

from grading.rehearsal import RehearsalFile
from grading.rubric import Indicator
from sim.facts.base import Value
from sim.making import MakeSpec
from sim.printing import PrintedForm
from sim.scenario.model import Injection
from sim.scenario.pack import (
    DriveLayout,
    ErpSettings,
    KeyFile,
    MailFront,
    NoticesFile,
    PackFile,
    PeopleFile,
    RecordsFile,
    VariantsFile,
)
from sim.scenario.script import Script


class TimelineFile(Value):
    """`timeline.yaml`."""

    injections: tuple[Injection, ...] = ()


class RubricFile(Value):
    """`rubric/<n>.yaml`."""

    indicators: tuple[Indicator, ...] = ()


SCHEMAS: dict[str, type[BaseModel]] = {
    "pack": PackFile,
    "variants": VariantsFile,
    "people": PeopleFile,
    "key": KeyFile,
    "mail": MailFront,
    "notices": NoticesFile,
    "drive": DriveLayout,
    "erp-records": RecordsFile,
    "erp-settings": ErpSettings,
    "call": Script,
    "timeline": TimelineFile,
    "rubric": RubricFile,
    "rehearsal": RehearsalFile,
    "document": MakeSpec,
    "printed-form": PrintedForm,
}


def schema_texts() -> dict[str, str]:
    """Return each schema's text by file name."""
    return {
        f"{name}.schema.json": json.dumps(
            TypeAdapter(model).json_schema(), ensure_ascii=False, indent=1, sort_keys=True
        )
        + "\n"
        for name, model in SCHEMAS.items()
    }


def write_schemas(folder: Path) -> None:
    """Write the schemas to a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in schema_texts().items():
        (folder / name).write_text(text, encoding="utf-8")
