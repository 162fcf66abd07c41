"""The parameters that a notebook declares, and the values that a person gives them.

A notebook declares them in its one cell tagged ``parameters``, an assignment a line with a
type: ``year: int = 2021``. Values are taken literally in that type; nothing is guessed,
because papermill's own guess makes 17.1 of ``17.10``.
"""

import ast
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from difflib import get_close_matches

import nbformat

from rapor.catalogue import Catalogue, load_city
from rapor.ground.errors import Problem, UsageError
from rapor.ground.paths import Home, slug
from rapor.ground.period import check_period
from rapor.run.settings import check_language, reached

Value = str | int
TAG = "parameters"
_TYPES: Mapping[str, type[str] | type[int]] = {"str": str, "int": int}
_INTEGER = re.compile(r"-?[0-9]{1,9}")
_INJECTED = "# Parameters\n"
"""First line of the cell that papermill puts behind the declared parameters."""


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
            raise UsageError(self.wrong(f"{text[:60]!r}"))
        return int(text)

    def wrong(self, value: str) -> Problem:
        """What is said of a value, written as code, that is not of the type."""
        words = "a whole number" if self.kind is int else "a text"
        step = "correct the value"
        if self.kind is int and _INTEGER.fullmatch(value.strip("'\"")):
            # papermill's -r gives every value as a text
            value, step = f"the text {value}", f"give it with -p {self.name} and not with -r"
        return Problem(f"parameter {self.name}", value, f"{words}, such as {self.default}", step)


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
    return _declared_in(cells[0].source, shown)


def _declared_in(source: str, shown: str) -> dict[str, Parameter]:
    parameters = {}
    for statement in _statements(source, shown):
        match statement:
            case ast.AnnAssign(
                target=ast.Name(id=name),
                annotation=ast.Name(id=kind),
                value=ast.Constant(value=default),
            ) if kind in _TYPES and type(default) is _TYPES[kind]:
                parameters[name] = Parameter(name, _TYPES[kind], default)
            case _:
                raise UsageError(
                    Problem(
                        f"{shown} parameters",
                        ast.unparse(statement),
                        f"name: type = value, with a type of {', '.join(_TYPES)}",
                        "correct the cell",
                    )
                )
    return parameters


def _statements(source: str, shown: str) -> list[ast.stmt]:
    try:
        return ast.parse(source).body
    except SyntaxError as error:
        place = f"{shown} parameters line {error.lineno}"
        raise UsageError(
            Problem(place, "is no Python", "name: type = value", "correct the cell")
        ) from None


def _unknown(name: str, parameters: Mapping[str, Parameter]) -> Problem:
    nearest = get_close_matches(name, parameters, n=1)
    return Problem(
        f"parameter {name[:60]!r}",
        "the notebook has no such parameter",
        f"one of {', '.join(parameters)}" if parameters else "none",
        "correct the name" + (f"; the nearest is {nearest[0]!r}" if nearest else ""),
    )


def check_injected() -> None:
    """Hold what papermill injected into this notebook to the parameters that it declares.

    The first call of a notebook, because bare papermill only warns of an unknown parameter and
    takes any type. Without a kernel, or with nothing injected, there is nothing to check.

    Raises ``UsageError`` with every unknown or wrongly typed parameter.
    """
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython else None
    if shell is not None:
        check_cells(shell.history_manager.input_hist_raw)


def check_cells(sources: Sequence[str]) -> None:
    """As ``check_injected``, on the code cells that a kernel has run so far.

    In JupyterLab the parameters may have been run more than once: the last time counts.
    """
    declaring = [number for number, source in enumerate(sources) if _only_annotated(source)]
    injected = [number for number, source in enumerate(sources) if source.startswith(_INJECTED)]
    if not declaring and not injected:
        return
    last = declaring[-1] if declaring else injected[-1] - 1
    parameters = _declared_in(sources[last], "notebook") if declaring else {}
    if last + 1 in injected:
        problems = list(_wrong(sources[last + 1], parameters))
        if problems:
            raise UsageError(problems)


def _only_annotated(source: str) -> bool:
    with suppress(SyntaxError):  # a cell may hold IPython's own commands
        body = ast.parse(source).body
        return bool(body) and all(isinstance(statement, ast.AnnAssign) for statement in body)
    return False


def _wrong(source: str, parameters: Mapping[str, Parameter]) -> Iterator[Problem]:
    """Problems of an injected cell: a line ``name = value`` for each parameter."""
    for statement in ast.parse(source).body:
        match statement:
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                parameter = parameters.get(name)
                if parameter is None:
                    yield _unknown(name, parameters)
                elif not _is_of(value, parameter.kind):
                    yield parameter.wrong(ast.unparse(value)[:60])


def _is_of(value: ast.expr, kind: type[str] | type[int]) -> bool:
    with suppress(ValueError):  # papermill writes some values as calls, such as float('nan')
        return type(ast.literal_eval(value)) is kind
    return False


def read_values(
    parameters: Mapping[str, Parameter], given: Sequence[tuple[str, str]]
) -> dict[str, Value]:
    """Values of all parameters: as given, typed, else their defaults.

    Raises ``UsageError`` with every unknown, repeated or wrongly typed one.
    """
    values: dict[str, Value] = {name: parameter.default for name, parameter in parameters.items()}
    problems = []
    names = [name for name, _ in given]
    for name, text in given:
        if name not in parameters:
            problems.append(_unknown(name, parameters))
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
