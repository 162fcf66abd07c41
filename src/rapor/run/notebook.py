"""Strict papermill: one notebook with checked values, written without a trace of when or where.

Bare papermill only warns of an unknown parameter, guesses types, writes times and paths
into its output, and leaves a half-run notebook behind. Here everything is checked before
a kernel starts, and the notebook is written once, when it has run to its end.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import nbformat

from rapor.catalogue import load_catalogue
from rapor.ground.errors import Problem, UsageError
from rapor.ground.files import read_text, write_text
from rapor.ground.paths import Home
from rapor.ground.period import ANNUAL
from rapor.run.kernel import NAME, Kernel
from rapor.run.parameters import Value, check_values, declared, read_values

NOTEBOOKS = ("01_clean", "02_validate", "03_evaluate", "04_report", "05_compare")
"""The notebooks that can be run, in the order of their stages."""

START = "00_start"
"""Where a person begins in JupyterLab; it runs no stage of its own, so it is only stored."""

_METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": NAME},
    "language_info": {"name": "python"},
}
_WIDGET = "application/vnd.jupyter.widget-view+json"
_INJECTED = "injected-parameters"
_WHOLE_YEAR = ("period", ANNUAL)


@dataclass(frozen=True)
class NotebookRun:
    """One notebook with the values that it is run with."""

    home: Home
    name: str
    values: dict[str, Value]

    @property
    def folder(self) -> Path:
        """The folder of the notebook's own stage, city, year and period."""
        city, year = str(self.values.get("city", "")), int(self.values.get("year", 0))
        period = str(self.values.get("period", ANNUAL))
        match self.name:
            case "05_compare":
                return self.home.comparison(year)
            case "01_clean":
                return self.home.tidy(city)
            case "02_validate":
                return self.home.accepted(city)
            case "03_evaluate":
                return self.home.evaluation(city, year, period)
            case _:
                return self.home.report(city, year, period)

    @property
    def output(self) -> Path:
        """Where the executed notebook goes; the Indonesian one has no mark of its language."""
        language = self.values.get("language", "id")
        suffix = "" if language == "id" else f"_{language}"
        return self.folder / f"{self.name}{suffix}.ipynb"

    def __str__(self) -> str:
        shown = (value for name, value in self.values.items() if (name, value) != _WHOLE_YEAR)
        return " ".join([self.name, *(str(value) for value in shown)])


def read_notebook(home: Home, name: str, among: Sequence[str] = NOTEBOOKS) -> nbformat.NotebookNode:
    """Read a notebook by its name; raises ``UsageError`` for one that is not ``among`` them."""
    if name not in among:
        opened = name == START
        raise UsageError(
            Problem(
                "notebook",
                f"{name[:60]!r} {'runs no stage' if opened else 'does not exist'}",
                f"one of {', '.join(among)}",
                "open it with 'make lab'" if opened else "correct the name",
            )
        )
    path = home.notebooks / f"{name}.ipynb"
    return nbformat.reads(read_text(path, f"notebooks/{path.name}"), as_version=4)


def prepare(home: Home, name: str, given: Sequence[tuple[str, str]]) -> NotebookRun:
    """Check a notebook's name and the values given to it; nothing is started or written.

    Raises ``UsageError`` for an unknown notebook, parameter, city or language, or a value of
    the wrong type; ``DataRejected`` and ``MissingInput`` as ``check_values``.
    """
    values = read_values(declared(read_notebook(home, name), name), given)
    check_values(home, load_catalogue(home), values)
    return NotebookRun(home, name, values)


def execute(run: NotebookRun, kernel: Kernel) -> Path:
    """Run a prepared notebook and write it; return where it is.

    To be called inside ``surroundings``. Raises as ``Kernel.run``; the notebook of an earlier
    run stays unless this one ends well.
    """
    executed = kernel.run(read_notebook(run.home, run.name), run.values)
    write_text(run.output, plain(executed))
    return run.output


def store(home: Home, name: str, kernel: Kernel) -> Path:
    """Run a notebook with its defaults and keep the outputs, as text, in the notebook itself."""
    path = home.notebooks / f"{name}.ipynb"
    executed = kernel.run(read_notebook(home, name, (START, *NOTEBOOKS)), {})
    for output in (one for cell in executed.cells for one in cell.get("outputs", ())):
        output.get("data", {}).pop(_WIDGET, None)
    write_text(path, plain(executed))
    return path


def plain(notebook: nbformat.NotebookNode) -> str:
    """An executed notebook as text: no times, paths or random ids, whatever the machine."""
    notebook.metadata = nbformat.from_dict(_METADATA)
    for number, cell in enumerate(notebook.cells, start=1):
        tags = cell.metadata.get("tags", [])
        cell.metadata = nbformat.from_dict({"tags": tags} if tags else {})
        cell["id"] = _INJECTED if _INJECTED in tags else f"cell-{number}"
    notebook.nbformat, notebook.nbformat_minor = 4, 5
    return str(nbformat.writes(notebook)).rstrip("\n") + "\n"
