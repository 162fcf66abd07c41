import pytest

from rapor.ground.errors import (
    DataRejected,
    MissingInput,
    Problem,
    Problems,
    RaporError,
    UsageError,
)


def test_a_problem_says_where_what_expected_and_next():
    problem = Problem("3.7.csv line 2", "770", "0 to 100", "decide it in corrections.yaml")
    assert str(problem) == (
        "3.7.csv line 2: 770; expected: 0 to 100; next: decide it in corrections.yaml"
    )


def test_what_a_problem_does_not_know_is_left_out():
    assert str(Problem("city", "unknown")) == "city: unknown"


def test_a_notebook_shows_the_problems_and_hands_them_on_whole():
    awkward = Problem("a.csv: row 1", "'x'; expected: y", "one; next: two", "do: z")
    raised = UsageError([awkward, Problem("b.csv", "gone")])
    assert raised._render_traceback_() == [str(problem) for problem in raised.problems]
    assert UsageError.from_kernel(str(raised)).problems == raised.problems


@pytest.mark.parametrize(("error", "code"), [(DataRejected, 1), (UsageError, 2), (MissingInput, 3)])
def test_exit_codes_differ_by_kind(error, code):
    raised = error(Problem("file", "found"))
    assert raised.exit_code == code
    assert isinstance(raised, RaporError)


def test_all_problems_of_a_file_are_raised_together():
    problems = Problems()
    problems.add("line 2", "blank")
    problems.add("line 3", "blank")
    with pytest.raises(DataRejected) as caught:
        problems.raise_if_any()
    assert str(caught.value) == "line 2: blank\nline 3: blank"
    assert len(caught.value.problems) == 2


def test_without_a_problem_nothing_is_raised():
    problems = Problems()
    problems.raise_if_any()
    assert not problems


def test_problems_of_a_rejected_file_are_gathered_and_work_goes_on():
    problems = Problems()
    with problems.gathering():
        raise DataRejected([Problem("a", "1"), Problem("b", "2")])
    with problems.gathering():
        raise DataRejected(Problem("c", "3"))
    assert [problem.where for problem in problems] == ["a", "b", "c"]


@pytest.mark.parametrize("error", [MissingInput, UsageError])
def test_other_errors_are_not_gathered(error):
    problems = Problems()
    with pytest.raises(error), problems.gathering():
        raise error(Problem("a", "1"))
    assert not problems


@pytest.mark.parametrize(
    ("found", "shown"),
    [
        ("\x1b[31mred\x07", "\\x1b[31mred\\x07"),
        ("two\nlines\u2028three", "two lines three"),
        ("\u202eturned", "\\u202eturned"),
        ("half a letter \udcff", "half a letter \\udcff"),
        ("é 中 🏛", "é 中 🏛"),
    ],
)
def test_a_problem_steers_no_terminal_and_stays_one_line(found, shown):
    assert str(Problem("x.csv", found)) == f"x.csv: {shown}"


def test_a_problem_quotes_no_more_than_a_person_reads():
    assert len(str(Problem("x.csv", "a" * 100_000))) < 1100
