import json
from pathlib import Path

import jsonschema
import pytest
import yaml
from paths import ROOT

from geo_lesson.cli import main
from geo_lesson.teacher.schemas import SCHEMAS, write_schemas

FILES = sorted(path for path in ROOT.glob("data/*/**/*.yaml") if path.name != "glossary.yaml")


def schema_of(path):
    """The schema that the first line of a file names, read from where that line says it is."""
    first = path.read_text(encoding="utf-8").splitlines()[0]
    assert first.startswith("# yaml-language-server: $schema=")
    return json.loads((path.parent / first.split("=", 1)[1]).read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_schemas_we_ship_are_those_of_the_models(name, tmp_path):
    """Whoever changes a model runs `geo-lesson schema`."""
    write_schemas(tmp_path)
    assert (ROOT / "data/schemas" / name).read_text(encoding="utf-8") == (tmp_path / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_file_names_its_schema_and_fits_it(path):
    """What an editor would underline in our own files is a mistake of the schema."""
    jsonschema.validate(yaml.safe_load(path.read_text(encoding="utf-8")), schema_of(path))


@pytest.mark.parametrize(
    ("old", "new"),
    [("minutes: 3", "minuts: 3"), ("kind: single-choice", "kind: single"), ("when: after", "when: later")],
)
def test_an_editor_would_underline_a_slip(old, new):
    """Unknown keys and words that are not allowed do not fit the schema."""
    path = ROOT / "data/troops/exercises/three-numbers-one-rally.yaml"
    data = yaml.safe_load(path.read_text(encoding="utf-8").replace(old, new))
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(data, schema_of(path))


def test_the_command_writes_the_schemas_and_names_them(tmp_path, capsys):
    """One command, which says where the files are; a folder that cannot be made is said too."""
    assert main(["schema", str(tmp_path / "new" / "folder")]) == 0
    assert [Path(line).name for line in capsys.readouterr().out.split()] == list(SCHEMAS)
    (tmp_path / "x").write_text("")
    assert main(["schema", str(tmp_path / "x"), "--language", "en"]) == 1
    assert "Cannot create anything" in capsys.readouterr().err
