"""The parameters that a notebook declares, and the values that a person gives them.

A notebook declares them in its one cell tagged ``parameters``, an assignment a line with a
type: ``year: int = 2021``. Values are taken literally in that type; nothing is guessed,
because papermill's own guess makes 17.1 of ``17.10``.
"""

import ast
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import nbformat

from rapor.catalogue import Catalogue, load_city
from rapor.ground.errors import Problem, UsageError
from rapor.ground.paths import Home, slug
from rapor.ground.period import check_period
from rapor.run.params import check_language, reached

Value = str | int
TAG = "parameters"
_TYPES: Mapping[str, type[str] | type[int]] = {"str": str, "int": int}
_INTEGER = re.compile(r"-?[0-9]{1,9}")


@dataclass(frozen=True)
class Parameter:
    """A declared parameter: its name, type and default."""

    name: str
    kind: type[str] | type[int]
    default: Value

    def read(self, text: str) -> Value:
        """The value that ``text`` stands for; raises ``UsageError`` when it is not of the type."""
        if self.kind is str:
            return text
        if not _INTEGER.fullmatch(text):
            raise UsageError(
                Problem(
                    f"parameter {self.name}",
                    f"{text[:60]!r}",
                    f"a whole number, such as {self.default}",
                    "correct the value",
                )
            )
        return int(text)


def declared(notebook: nbformat.NotebookNode, shown: str) -> dict[str, Parameter]:
    """Parameters of a notebook by name.

    Raises ``UsageError`` when there is not exactly one cell of them, or when a line of it is
    not ``name: type = value``.
    """
    cells = [cell for cell in notebook.cells if TAG in cell.metadata.get("tags", [])]
    if len(cells) != 1:
        raise UsageError(
            Problem(shown, f"{len(cells)} cells tagged '{TAG}'", "one", "tag the second cell")
        )
    found = {}
    for statement in ast.parse(cells[0].source).body:
        match statement:
            case ast.AnnAssign(
                target=ast.Name(id=name),
                annotation=ast.Name(id=kind),
                value=ast.Constant(value=default),
            ) if kind in _TYPES and type(default) is _TYPES[kind]:
                found[name] = Parameter(name, _TYPES[kind], default)
            case _:
                raise UsageError(
                    Problem(
                        f"{shown} parameters",
                        ast.unparse(statement),
                        f"name: type = value, with a type of {', '.join(_TYPES)}",
                        "correct the cell",
                    )
                )
    return found


def read_values(
    parameters: Mapping[str, Parameter], given: Sequence[tuple[str, str]]
) -> dict[str, Value]:
    """Values of all parameters: as given, typed, else their defaults.

    Raises ``UsageError`` with every unknown, repeated or wrongly typed one.
    """
    values = {name: one.default for name, one in parameters.items()}
    problems = []
    names = [name for name, _ in given]
    for name, text in given:
        if name not in parameters:
            problems.append(
                Problem(
                    f"parameter {name[:60]!r}",
                    "the notebook has no such parameter",
                    f"one of {', '.join(parameters)}",
                    "correct the name",
                )
            )
        elif names.count(name) > 1:
            problems.append(Problem(f"parameter {name}", "given twice", "one value", "remove one"))
        else:
            try:
                values[name] = parameters[name].read(text)
            except UsageError as wrong:
                problems.extend(wrong.problems)
    if problems:
        raise UsageError(dict.fromkeys(problems))
    return values


def check_values(home: Home, catalogue: Catalogue, values: Mapping[str, Value]) -> None:
    """Hold city, year, language and period to what the project has, before anything is started.

    Raises ``UsageError`` for an unknown city, language or period, ``MissingInput`` for a city
    without data, ``DataRejected`` for a year that its road map does not reach, or, without
    a city, that the road map of no city reaches.
    """
    if "language" in values:
        check_language(str(values["language"]))
    if "period" in values:
        check_period(str(values["period"]))
    if "year" in values and "city" not in values:
        reached(home, int(values["year"]))
    if "city" in values:
        name = slug(str(values["city"]))
        facts = catalogue.city(name)
        city = load_city(home, name)
        if "year" in values:
            city.check_year(int(values["year"]), facts.name)
