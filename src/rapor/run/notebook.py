"""Strict papermill: one notebook with checked values, written without a trace of when or where.

Bare papermill only warns of an unknown parameter, guesses types, writes times and paths
into its output, and leaves a half-run notebook behind. Here everything is checked before
a kernel starts, and the notebook is written once, when it has run to its end.
"""

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import nbformat

from rapor.catalogue import load_catalogue
from rapor.ground.errors import DataRejected, Problem, UsageError
from rapor.ground.files import read_text, write_text
from rapor.ground.paths import OWN, Home, slug
from rapor.ground.period import ANNUAL, folder_of
from rapor.ground.project_files import stored
from rapor.run.kernel import NAME, Kernel, Runner
from rapor.run.parameters import TAG, Value, check_values, declared, read_values
from rapor.run.pipeline import BY_NOTEBOOK, OPENED

NOTEBOOKS = tuple(BY_NOTEBOOK)
"""The notebooks that can be run, in the order of their stages, beside the consultant's own."""

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
        """The folder of the notebook's own stage, city, year and period.

        What a consultant's own notebook gives has one below ``reports/own``.
        """
        city, stage = str(self.values.get("city", "")), BY_NOTEBOOK.get(self.name)
        if stage is None:
            folder = self.home.reports.joinpath(self.name, *([slug(city)] if city else []))
        else:
            folder = self.home.of_city(stage.writes[0], city)
        if "year" in self.values:
            period = str(self.values.get("period", ANNUAL))
            folder /= folder_of(int(self.values["year"]), period)
        return folder

    @property
    def output(self) -> Path:
        """Where the executed notebook goes; the Indonesian one has no mark of its language."""
        language = self.values.get("language", "id")
        suffix = "" if language == "id" else f"_{language}"
        return self.folder / f"{self.name.rpartition('/')[2]}{suffix}.ipynb"

    def __str__(self) -> str:
        shown = (value for name, value in self.values.items() if (name, value) != _WHOLE_YEAR)
        return " ".join([self.name, *(str(value) for value in shown)])


def own_notebooks(home: Home) -> list[str]:
    """Names of the consultant's own notebooks, such as ``own/analysis``."""
    folder = home.own_notebooks
    files, place = stored(folder, "*.ipynb"), folder.resolve()
    inside = [path for path in files if path.resolve().parent == place]
    return sorted(f"{OWN}/{path.stem}" for path in inside)


def read_notebook(home: Home, name: str, among: Sequence[str] = NOTEBOOKS) -> nbformat.NotebookNode:
    """Read a notebook by its name: one of ``among`` or of the consultant's own.

    Raises ``UsageError`` for any other name, and for a file that is no notebook.
    """
    further = own_notebooks(home) if _is_own(name) else []
    if name not in (*among, *further):
        opened = name in OPENED
        raise UsageError(
            Problem(
                "notebook",
                f"{name[:60]!r} {'runs no stage' if opened else 'does not exist'}",
                f"one of {', '.join(further or among)}",
                "open it with 'make lab'" if opened else "correct the name",
            )
        )
    shown = f"notebooks/{name}.ipynb"
    text = read_text(_path(home, name), shown)
    try:
        return deepcopy(_parsed(text))
    except (ValueError, nbformat.ValidationError, AttributeError, KeyError, TypeError):
        raise DataRejected(
            Problem(shown, "is no whole notebook", "a notebook", "restore it, or save it again")
        ) from None


@lru_cache(maxsize=16)
def _parsed(text: str) -> nbformat.NotebookNode:
    """A notebook from its text, parsed and held to its format once a process."""
    notebook = nbformat.reads(text, as_version=4)
    nbformat.validate(notebook)
    return notebook


def _path(home: Home, name: str) -> Path:
    folder = home.own_notebooks.parent if _is_own(name) else home.notebooks
    return folder / f"{name}.ipynb"


def _is_own(name: str) -> bool:
    return name.startswith(f"{OWN}/")


def prepare(home: Home, name: str, given: Sequence[tuple[str, str]]) -> NotebookRun:
    """Check a notebook's name and the values given to it; nothing is started or written.

    Raises ``UsageError`` for an unknown notebook, parameter, city or language, or a value of
    the wrong type; ``DataRejected`` and ``MissingInput`` as ``check_values``.
    """
    values = values_for(home, name, given)
    check_values(home, load_catalogue(home), values)
    return NotebookRun(home, name, values)


def values_for(home: Home, name: str, given: Sequence[tuple[str, str]]) -> dict[str, Value]:
    """Values of a notebook's parameters by name and type; whether they exist is not asked.

    Raises ``UsageError`` for an unknown notebook or parameter, or a value of the wrong type.
    """
    notebook = read_notebook(home, name)
    parameters = {} if _takes_nothing(name, notebook) else declared(notebook, name)
    return read_values(parameters, given)


def _takes_nothing(name: str, notebook: nbformat.NotebookNode) -> bool:
    """Whether it is a notebook of the consultant's without a cell of parameters."""
    tags = [tag for cell in notebook.cells for tag in cell.metadata.get("tags", [])]
    return _is_own(name) and TAG not in tags


def execute(run: NotebookRun, kernel: Runner) -> Path:
    """Run a prepared notebook and write it; return where it is.

    To be called inside ``surroundings``. Raises as ``Kernel.run``; the notebook of an earlier
    run stays unless this one ends well.
    """
    executed = kernel.run(read_notebook(run.home, run.name), run.values)
    write_text(run.output, plain(executed))
    return run.output


def store(home: Home, name: str, kernel: Kernel) -> Path:
    """Run a notebook with its defaults and keep the outputs, as text, in the notebook itself."""
    executed = kernel.run(read_notebook(home, name, (*OPENED, *NOTEBOOKS)), {})
    for output in (made for cell in executed.cells for made in cell.get("outputs", ())):
        output.get("data", {}).pop(_WIDGET, None)
    path = _path(home, name)
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
