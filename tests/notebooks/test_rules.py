"""The rules of DESIGN.md §4: a notebook is a document over the library, not a program."""

import ast
import re

import nbformat
import pytest

from rapor.run.notebook import NOTEBOOKS, START
from rapor.run.parameters import TAG

FORBIDDEN = (
    ast.FunctionDef,
    ast.AsyncFunctionDef,
    ast.ClassDef,
    ast.Lambda,
    ast.For,
    ast.While,
    ast.Try,
    ast.With,
    ast.If,
    ast.IfExp,
    ast.ListComp,
    ast.DictComp,
    ast.SetComp,
    ast.GeneratorExp,
    ast.BinOp,
    ast.Compare,
)
PARAMETER = re.compile(r"[a-z_]+: (?:str|int) = (?:\"[^\"]*\"|[0-9]+)  # \S.*")


@pytest.fixture(params=(START, *NOTEBOOKS))
def notebook(request, repository):
    return nbformat.read(repository / "notebooks" / f"{request.param}.ipynb", as_version=4)


def code(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def test_the_folder_holds_the_notebooks_that_can_be_run_and_the_one_to_start_at(repository):
    stored = sorted(path.stem for path in (repository / "notebooks").glob("*.ipynb"))
    assert stored == [START, *NOTEBOOKS]


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


def test_no_cell_holds_logic(notebook):
    for cell in code(notebook):
        found = [
            type(node).__name__
            for node in ast.walk(ast.parse(cell.source))
            if isinstance(node, FORBIDDEN)
        ]
        assert found == [], cell.source


def test_no_cell_holds_a_path_or_a_threshold(notebook):
    for cell in code(notebook)[1:]:
        for node in ast.walk(ast.parse(cell.source)):
            if isinstance(node, ast.Constant):
                assert isinstance(node.value, str)
                assert not re.search(r"[/\\.]", node.value), cell.source


def test_there_are_at_most_16_code_cells_of_a_few_lines(notebook):
    assert len(code(notebook)) <= 16
    assert max(len(cell.source.splitlines()) for cell in code(notebook)) <= 6


def test_every_code_cell_has_been_executed_in_order(notebook):
    counts = [cell.execution_count for cell in code(notebook)]
    assert counts == list(range(1, len(counts) + 1))


def test_stored_outputs_are_small_plain_text(notebook):
    for cell in code(notebook):
        for output in cell.outputs:
            assert output.output_type in ("execute_result", "stream")
            if output.output_type == "stream":
                assert output.name == "stdout"
                text = output.text
            else:
                assert list(output.data) == ["text/plain"]
                text = output.data["text/plain"]
            assert len(text) < 10_000


def test_nothing_in_the_file_tells_where_or_when_it_ran(notebook):
    assert set(notebook.metadata) == {"kernelspec", "language_info"}
    assert notebook.metadata.language_info == {"name": "python"}
    for number, cell in enumerate(notebook.cells, start=1):
        assert cell["id"] == f"cell-{number}"
        assert set(cell.metadata) <= {"tags"}


def test_imports_are_the_library_alone(notebook):
    for cell in code(notebook):
        for node in ast.walk(ast.parse(cell.source)):
            if isinstance(node, ast.ImportFrom):
                assert node.module.split(".")[0] == "rapor"
            assert not isinstance(node, ast.Import)
