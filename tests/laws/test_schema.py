"""The schemas that editors read are those of the program."""

import json
from pathlib import Path

from webapp.cli.schema import SCHEMAS, schema_texts, write_schemas

FOLDER = Path(__file__).parents[2] / "docs" / "schema"


def test_the_schemas_are_fresh():
    written = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.iterdir()}

    assert written == schema_texts()


def test_writing_makes_one_schema_per_kind_of_file(tmp_path):
    write_schemas(tmp_path / "schema")

    made = {path.name for path in (tmp_path / "schema").iterdir()}
    assert made == {f"{name}.schema.json" for name in SCHEMAS}


def test_a_field_an_author_may_write_has_no_surprise():
    for text in schema_texts().values():
        assert json.loads(text)["additionalProperties"] is False
