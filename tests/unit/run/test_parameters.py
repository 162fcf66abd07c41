import nbformat
import pytest

from rapor.ground.errors import DataRejected, MissingInput, UsageError
from rapor.run.notebook import NOTEBOOKS, prepare, read_notebook
from rapor.run.parameters import check_cells, declared, read_values


def notebook(source, tags=("parameters",)):
    cell = nbformat.v4.new_code_cell(source)
    cell.metadata["tags"] = list(tags)
    return nbformat.v4.new_notebook(cells=[cell])


def test_parameters_carry_their_type_and_default():
    found = declared(notebook('city: str = "binjai"  # slug\nyear: int = 2021'), "a")
    assert [
        (parameter.name, parameter.kind, parameter.default) for parameter in found.values()
    ] == [
        ("city", str, "binjai"),
        ("year", int, 2021),
    ]


@pytest.mark.parametrize(
    "source",
    [
        "year = 2021",
        "year: float = 2.0",
        "year: int = 'x'",
        "year: int = 1 + 1",
        "import os",
        "year: int",
        "a.b: int = 1",
    ],
)
def test_a_line_that_is_no_typed_assignment_is_refused(source):
    with pytest.raises(UsageError, match="name: type = value"):
        declared(notebook(source), "a")


def test_a_notebook_without_parameters_is_refused():
    with pytest.raises(UsageError, match="0 cells tagged"):
        declared(notebook("year: int = 1", tags=()), "a")


PARAMETERS = declared(notebook('city: str = "binjai"\nyear: int = 2021'), "a")


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ([], {"city": "binjai", "year": 2021}),
        ([("year", "2023")], {"city": "binjai", "year": 2023}),
        ([("city", "17.10")], {"city": "17.10", "year": 2021}),
        ([("city", "0123"), ("year", "0023")], {"city": "0123", "year": 23}),
    ],
)
def test_values_are_taken_literally(given, found):
    assert read_values(PARAMETERS, given) == found


@pytest.mark.parametrize("text", ["2023.0", "2o23", "", " 2023", "2_023", "٢٠٢٣", "1e3", "9" * 30])
def test_a_year_that_is_no_whole_number_is_refused(text):
    with pytest.raises(UsageError, match="a whole number"):
        read_values(PARAMETERS, [("year", text)])


def test_every_wrong_parameter_is_told_at_once():
    with pytest.raises(UsageError) as refused:
        read_values(PARAMETERS, [("tahun", "2023"), ("year", "x"), ("city", "a"), ("city", "b")])
    assert [problem.found for problem in refused.value.problems] == [
        "the notebook has no such parameter",
        "'x'",
        "given twice",
    ]


def test_every_notebook_declares_its_parameters(sample):
    for name in NOTEBOOKS:
        found = declared(read_notebook(sample, name), name)
        assert next(iter(found)) == ("year" if name == "05_compare" else "city")


@pytest.mark.parametrize(
    ("name", "given", "kind"),
    [
        ("05_unknown", [], UsageError),
        ("../03_evaluate", [], UsageError),
        ("03_evaluate.ipynb", [], UsageError),
        ("03_evaluate", [("city", "kota-lain")], UsageError),
        ("03_evaluate", [("city", "../kota-uji")], UsageError),
        ("03_evaluate", [("city", "<b>kota-uji</b>")], UsageError),
        ("03_evaluate", [("city", "{kota}")], UsageError),
        ("03_evaluate", [("city", "")], UsageError),
        ("03_evaluate", [("city", "kota-uji"), ("tahun", "2022")], UsageError),
        ("03_evaluate", [("city", "kota-uji"), ("year", "dua")], UsageError),
        ("04_report", [("city", "kota-uji"), ("year", "2022"), ("language", "fr")], UsageError),
        ("03_evaluate", [("city", "kota-uji"), ("year", "2020")], DataRejected),
        ("03_evaluate", [("city", "kota-contoh"), ("year", "2025")], DataRejected),
    ],
)
def test_what_a_notebook_does_not_take_is_refused_before_a_kernel(sample, name, given, kind):
    with pytest.raises(kind):
        prepare(sample, name, given)
    assert not (sample.root / "data" / "processed").exists()
    assert not (sample.root / "reports").exists()


def test_a_city_without_its_tables_is_a_missing_input(sample):
    (sample.raw("kota-uji") / "tables.yaml").unlink()
    with pytest.raises(MissingInput, match=r"data/raw/kota-uji/tables\.yaml"):
        prepare(sample, "01_clean", [("city", "kota-uji")])


CELL = 'city: str = "binjai"  # slug\nyear: int = 2021'
READ = "import rapor"


def injected(*lines):
    return "\n".join(["# Parameters", *lines, ""])


@pytest.mark.parametrize(
    ("cells", "problems"),
    [
        ([injected("yaer = 2023")], ["parameter 'yaer': the notebook has no such parameter"]),
        (
            [injected('year = "2023"')],
            ["parameter year: the text '2023'; expected: a whole"],
        ),
        ([injected("year = 2023.0")], ["parameter year: 2023.0; expected: a whole number"]),
        ([injected("year = True")], ["parameter year: True; expected: a whole number"]),
        ([injected('year = float("nan")')], ["parameter year: float('nan')"]),
        ([injected("year = None")], ["parameter year: None"]),
        ([injected("city = 17.1")], ["parameter city: 17.1; expected: a text"]),
        ([injected('city = ["binjai"]')], ["parameter city: ['binjai']"]),
        ([injected("home = 1", "year = 1.5")], ["parameter 'home'", "parameter year: 1.5"]),
    ],
)
def test_what_papermill_injects_is_refused_by_name_and_type(cells, problems):
    with pytest.raises(UsageError) as refused:
        check_cells(["", CELL, *cells, READ])
    texts = [str(problem) for problem in refused.value.problems]
    assert len(texts) == len(problems)
    assert all(text.startswith(start) for text, start in zip(texts, problems, strict=True))


def test_an_unknown_parameter_is_told_with_the_nearest():
    with pytest.raises(UsageError, match="the nearest is 'year'"):
        check_cells(["", CELL, injected("yaer = 2023")])


@pytest.mark.parametrize(
    "cells",
    [
        [],
        ["", READ],
        ["", CELL, READ],
        ["", CELL, injected('city = "bengkulu"', "year = -1"), READ],
        ["", CELL, injected(), READ],
        ["", CELL, injected("yaer = 1"), READ, CELL, READ],
        ["", "%matplotlib inline", CELL, injected("year = 2022"), READ],
    ],
)
def test_nothing_injected_or_what_is_declared_is_taken(cells):
    check_cells(cells)


def test_what_is_injected_where_nothing_is_declared_is_refused():
    with pytest.raises(UsageError, match="no such parameter; expected: none"):
        check_cells(["", injected("year = 2023"), READ])


def test_parameters_that_were_changed_by_hand_to_another_type_are_refused():
    with pytest.raises(UsageError, match="name: type = value"):
        check_cells(["", CELL.replace("2021", "'2021'"), READ])
