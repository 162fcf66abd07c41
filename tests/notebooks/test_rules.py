"""What a notebook of the project holds to: it analyses, and stays a document over the library.

``notebooks/own/`` is the consultant's and held to nothing.
"""

import ast
import json
import re

import nbformat
import pytest

from rapor.run.notebook import NOTEBOOKS
from rapor.run.parameters import TAG
from rapor.run.pipeline import OPENED

HIDDEN = (
    ast.FunctionDef,
    ast.AsyncFunctionDef,
    ast.ClassDef,
    ast.Lambda,
    ast.While,
    ast.Try,
    ast.Global,
)
"""What belongs into the library: there it has a name, a test, and a second user."""
LIBRARIES = {"rapor", "pandas", "numpy", "seaborn", "matplotlib"}
SHOWN = {"text/plain", "text/html", "image/png"}
PARAMETER = re.compile(r"[a-z_]+: (?:str|int) = (?:\"[^\"]*\"|[0-9]+)  # \S.*")
PATH = re.compile(r"\w[/\\]\w|\.(?:csv|yaml|html|json|xlsx|ipynb)\b")


@pytest.fixture(params=(*OPENED, *NOTEBOOKS))
def notebook(request, repository):
    return nbformat.read(repository / "notebooks" / f"{request.param}.ipynb", as_version=4)


@pytest.fixture(params=NOTEBOOKS)
def stage_notebook(request, repository):
    return nbformat.read(repository / "notebooks" / f"{request.param}.ipynb", as_version=4)


def code(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def nodes(notebook):
    return [node for cell in code(notebook) for node in ast.walk(ast.parse(cell.source))]


def outputs(notebook):
    return [output for cell in code(notebook) for output in cell.outputs]


def kinds(notebook):
    return {kind for output in outputs(notebook) for kind in output.get("data", {})}


def test_the_folder_holds_the_notebooks_that_can_be_run_and_the_one_to_start_at(repository):
    stored = sorted(path.stem for path in (repository / "notebooks").glob("*.ipynb"))
    assert stored == sorted([*OPENED, *NOTEBOOKS])


def test_the_first_cell_says_what_it_is_for(notebook):
    first = notebook.cells[0]
    assert first.cell_type == "markdown"
    for word in ("Purpose", "Reader", "Inputs", "Outputs"):
        assert f"**{word}.**" in first.source


def test_the_second_cell_alone_holds_the_parameters(notebook):
    tagged = [n for n, cell in enumerate(notebook.cells) if TAG in cell.metadata.get("tags", [])]
    assert tagged == [1]
    for line in notebook.cells[1].source.splitlines():
        assert PARAMETER.fullmatch(line), line


def test_the_parameters_are_checked_before_anything_is_read(notebook):
    calls = [
        ast.unparse(node.func)
        for cell in code(notebook)
        for node in ast.walk(ast.parse(cell.source))
        if isinstance(node, ast.Call) and ast.unparse(node.func).startswith("rapor.")
    ]
    assert calls[0] == "rapor.check_parameters"


def test_what_has_a_name_of_its_own_stands_in_the_library(notebook):
    assert [type(node).__name__ for node in nodes(notebook) if isinstance(node, HIDDEN)] == []


def test_no_cell_names_a_file_or_asks_the_kernel_for_more_than_it_says(notebook):
    for node in nodes(notebook):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            assert not PATH.search(node.value), node.value
        if isinstance(node, ast.Name):
            assert node.id not in {"get_ipython", "globals", "exec", "eval", "open", "Path"}
    for cell in code(notebook):
        assert not re.search(r"^\s*[%!]", cell.source, re.MULTILINE), cell.source


def test_imports_are_the_library_and_what_one_analyses_with(notebook):
    for node in nodes(notebook):
        if isinstance(node, ast.ImportFrom):
            assert node.module.split(".")[0] in LIBRARIES
        if isinstance(node, ast.Import):
            assert {alias.name.split(".")[0] for alias in node.names} <= LIBRARIES


def test_a_notebook_is_short(notebook):
    assert len(code(notebook)) <= 20
    assert max(len(cell.source.splitlines()) for cell in code(notebook)) <= 20


def test_every_code_cell_has_been_executed_in_order(notebook):
    counts = [cell.execution_count for cell in code(notebook)]
    assert counts == list(range(1, len(counts) + 1))


def test_a_stage_shows_its_data_frame_and_a_chart(stage_notebook):
    assert {"text/html", "image/png"} <= kinds(stage_notebook)


def test_a_sentence_stands_at_most_two_cells_above_whatever_is_shown(notebook):
    """So a filter with a chart of one's own may stand below what is shown already."""
    for place, cell in enumerate(notebook.cells):
        if cell.cell_type == "code" and any(output.get("data") for output in cell.outputs):
            above = notebook.cells[max(0, place - 2) : place]
            assert "markdown" in {other.cell_type for other in above}, cell.source


def test_stored_outputs_are_results_and_pictures_of_a_readable_size(notebook):
    for output in outputs(notebook):
        assert output.output_type in ("execute_result", "display_data")
        assert set(output.data) <= SHOWN
        assert len(json.dumps(output.data)) < 250_000
    assert len(nbformat.writes(notebook)) < 600_000


def test_nothing_in_the_file_tells_where_or_when_it_ran(notebook, repository):
    assert set(notebook.metadata) == {"kernelspec", "language_info"}
    assert notebook.metadata.language_info == {"name": "python"}
    for number, cell in enumerate(notebook.cells, start=1):
        assert cell["id"] == f"cell-{number}"
        assert set(cell.metadata) <= {"tags"}
    texts = [
        "".join(text) for output in outputs(notebook) for text in output.get("data", {}).values()
    ]
    assert not any(str(repository) in text or " at 0x" in text for text in texts)


def test_the_evaluation_s_defaults_show_every_status(repository):
    notebook = nbformat.read(repository / "notebooks" / "03_evaluate.ipynb", as_version=4)
    shown = "".join(str(output.get("data", "")) for output in outputs(notebook))
    for status in ("achieved", "not_achieved", "no_data", "no_target", "not_comparable"):
        assert f" {status}" in shown
