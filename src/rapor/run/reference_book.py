"""Reference pages of the documentation, made from the code and the catalogue as they are.

The site's build asks for them (``.ci/site_pages.py``), so that no copy can grow old: the commands
with their options, the national indicators with their references, and the fields of every YAML
file that a person edits.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from rapor.catalogue import load_catalogue
from rapor.ground.paths import Home
from rapor.run.schemas import LISTS, SHAPES
from rapor.run.textable import markdown

PAGES = ("commands.md", "indicators.md", "schemas.md")


def reference_pages(home: Home) -> dict[str, str]:
    """Markdown of each page by its name below ``docs``; raises as ``load_catalogue``."""
    made = (_commands(), _indicators(home), _schemas())
    return {name: "\n".join(lines) for name, lines in zip(PAGES, made, strict=True)}


def _commands() -> Iterator[str]:
    from typer.main import get_command

    from rapor.run.cli import app

    yield "# Commands\n"
    yield "Exit codes: 0 fine, 1 data rejected, 2 usage, 3 missing input. Every command takes"
    yield "`--home DIR`, or `RAPOR_HOME`, to work on another project folder.\n"
    group: Any = get_command(app)
    for name, command in group.commands.items():
        yield f"## rapor {name}\n"
        yield f"{(command.help or '').strip()}\n"
        rows = [
            (_shown(parameter), "yes" if parameter.required else "", parameter.help or "")
            for parameter in command.params
            if parameter.name not in ("home", "help")
        ]
        yield _table(("Argument or option", "Needed", "Meaning"), rows)


def _shown(parameter: Any) -> str:
    """An argument in capitals, or the names of an option with what it takes."""
    if parameter.param_type_name == "argument":
        return f"`{parameter.metavar or parameter.name.upper()}`"
    takes = "" if parameter.is_flag else f" {parameter.metavar or parameter.name.upper()}"
    return f"`{', '.join(parameter.opts)}{takes}`"


def _indicators(home: Home) -> Iterator[str]:
    catalogue = load_catalogue(home)
    yield "# Indicators\n"
    yield "The national catalogue, `data/reference/indicators.yaml`. What is not verified was taken"
    yield "from general knowledge or a quotation, and every report that uses it says so.\n"
    rows = [
        (
            f"`{indicator.code}`",
            indicator.name,
            indicator.unit,
            "–".join(f"{bound:g}" for bound in indicator.scale or ()),
            indicator.polarity,
            indicator.owner,
            indicator.reference,
            "yes" if indicator.verified else "no",
        )
        for indicator in catalogue.indicators.values()
    ]
    titles = ("Code", "Name", "Unit", "Scale", "Better", "Owner", "Reference", "Verified")
    yield _table(titles, rows)


def _schemas() -> Iterator[str]:
    yield "# Files that a person edits\n"
    yield "An editor that knows JSON Schema underlines what would be refused: `schemas/*.json` are"
    yield "made from the same shapes by which the files are read.\n"
    for name, (file, shape) in SHAPES.items():
        yield f"## {file}\n"
        yield f"Schema: `schemas/{name}.json`\n"
        fields = list(dict.fromkeys(_fields(shape.schema())))
        yield _table(("Field", "Holds", "Meaning"), fields)
    yield "Lists are CSV files. `schemas/*.table.json` are Frictionless table schemas of them, for"
    yield "editors of tables, made from the same columns.\n"
    for name, (file, columns) in LISTS.items():
        yield f"## {file}\n"
        yield f"Schema: `schemas/{name}.table.json`\n"
        yield _table(("Column", "Holds", "Meaning"), map(_column, columns.schema()["fields"]))


def _column(field: Mapping[str, Any]) -> tuple[str, str, str]:
    words = field.get("constraints", {}).get("enum", ())
    holds = ", ".join(f"`{word}`" for word in words) or field["type"]
    return f"`{field['name']}`", holds, field.get("description", "")


def _fields(schema: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, str, str]]:
    """Every field of a schema by its path; those of a list's or a map's entries stand below it."""
    for name, field in schema.get("properties", {}).items():
        path = f"{above}{name}"
        words = ", ".join(f"`{word}`" for word in field.get("enum", ()))
        kind = field.get("type", "")
        holds = words or (kind if isinstance(kind, str) else " or ".join(kind))
        yield f"`{path}`", holds, field.get("description", "")
        yield from _fields(field, f"{path}.")
    for inner in (schema.get("items"), schema.get("additionalProperties")):
        if isinstance(inner, Mapping):
            yield from _fields(inner, f"{above}…." if above else "")
    for choice in (*schema.get("anyOf", ()), *schema.get("oneOf", ())):
        yield from _fields(choice, above)


def _table(titles: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    """A table with a blank line below; nothing of it without rows."""
    lines = list(rows)
    return f"{markdown(titles, lines)}\n" if lines else ""
