import subprocess
import sys

import pandas as pd
import pytest
from great_expectations.expectations import core
from great_expectations.expectations.expectation import (
    ColumnMapExpectation,
    ColumnPairMapExpectation,
    MulticolumnMapExpectation,
)

from rapor.catalogue import City
from rapor.validate.checked import Expected
from rapor.validate.checking import failing, run_suite
from rapor.validate.rule import within
from rapor.validate.rules.suite import RULES
from rapor.validate.suite_of_tables import CHECKS

OF_A_ROW = (ColumnMapExpectation, ColumnPairMapExpectation, MulticolumnMapExpectation)
OF_A_COLUMN = (core.ExpectColumnValuesToBeUnique, core.ExpectCompoundColumnsToBeUnique)

PROGRAM = """
import sys
import rapor.validate
print("great_expectations" in sys.modules)
from rapor.validate.checking import load_when_used
print("scipy.optimize" in sys.modules)
from scipy.stats import norm
print(round(norm.cdf(0), 3), "scipy.optimize" in sys.modules)
load_when_used("xml.dom.minidom")
print("xml.dom.xmlbuilder" in sys.modules)
from xml.dom import minidom
print(minidom.Document().nodeName, "xml.dom.xmlbuilder" in sys.modules)
"""


@pytest.fixture(scope="module")
def printed():
    """What a fresh process prints: nothing of it has been imported there before."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def test_great_expectations_is_not_imported_before_something_is_checked(printed):
    assert printed[0] == "False"


def test_a_module_put_off_is_loaded_when_something_of_it_is_used(printed):
    assert printed[3:] == ["False", "#document True"]


def test_checking_does_not_load_statistics_and_leaves_them_usable(printed):
    assert printed[1:3] == ["False", "0.5 True"]


def test_one_rule_with_other_bounds_is_another_expectation():
    """Projects with bounds of their own are checked in one process, as in a batch."""
    cells = pd.DataFrame({"step": [1.0, 5.0]})
    low, high = (Expected.of(within("step", high=bound)()) for bound in (2.0, 9.0))
    assert failing("leap", low, cells) == [1]
    assert failing("leap", high, cells) == []
    assert failing("leap", low, cells) == [1]


def test_rows_that_have_been_looked_at_fail_wherever_they_stand():
    expected = Expected.of(within("step", low=1, high=2)())
    known = pd.DataFrame({"step": [1.0, 5.0, None, 0.5]})
    assert failing("step", expected, known) == [1, 3]
    again = pd.DataFrame({"step": [0.5, None, 5.0, 1.0, 5.0]}, index=[7, 5, 3, 2, 1])
    assert failing("step", expected, again) == [7, 3, 1]
    assert failing("step", expected, pd.DataFrame({"step": [1.0, 2.5]})) == [1]


def test_all_that_is_expected_is_expected_of_a_row_by_itself(catalogue):
    """What failed is remembered by row: an expectation on a column as a whole has no place here."""
    city = City("contoh", 2021, 2024, 2020, {}, {})
    every = [rule.expectation() for rule in RULES]
    every += [check.of(city, catalogue)() for check in CHECKS]
    for made in every:
        assert isinstance(made, OF_A_ROW), made
        assert not isinstance(made, OF_A_COLUMN), made


def test_what_is_checked_again_is_what_stands_there_now():
    """What failed in a frame is remembered; a frame with another value is another frame."""
    cells = pd.DataFrame({"step": [1.0, 5.0]})
    mended = cells.assign(step=[1.0, 2.0])

    def failed(frame, high):
        suite = {"leap": within("step", high=high)(meta={"check": "leap"})}
        return run_suite("of a city", suite, frame)["leap"]

    for _ in range(2):
        assert failed(cells, 2.0) == [1]
        assert failed(mended, 2.0) == []
        assert failed(cells, 9.0) == []


def test_a_suite_tells_apart_what_is_expected_of_each_column():
    cells = pd.DataFrame({"step": [1.0, 5.0, 2.0], "share": [9.0, 0.5, 8.0]})
    suite = {name: within(name, high=2.0)() for name in cells}
    assert run_suite("of a city", suite, cells) == {"step": [1], "share": [0, 2]}


@pytest.mark.parametrize("expectation", [within("leap", high=1), within("word", high=1)])
def test_rows_that_cannot_be_checked_are_a_bug_and_pass_nothing(expectation):
    cells = pd.DataFrame({"step": [1.0, 5.0], "word": ["a", "b"]})
    with pytest.raises(RuntimeError, match="leap"):
        failing("leap", Expected.of(expectation()), cells)
