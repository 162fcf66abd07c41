"""The appendix says what was looked at, also of what is in order."""

import pytest

from rapor.report.evidence import checked
from rapor.write.content import Table


def check(code, suite, looked_at, failed, stage="tidy"):
    return {
        "city": "contoh",
        "stage": stage,
        "suite": suite,
        "check": code,
        "severity": "error",
        "expects": f"Holds {code}.",
        "tables": "",
        "looked_at": looked_at,
        "failed": failed,
    }


@pytest.fixture
def table(full):
    """The table of a report whose city has one check of tables and three rules."""
    rules = [*full.catalogue.rules][:3]
    full.checks = [
        check("year_possible", "tables", 1234, 0),
        check("year_possible", "tables", 1234, 0, "accepted"),
        *(check(rule, "rules", n, n // 2) for n, rule in enumerate(rules)),
        *(check(rule, "rules", n // 2, 0, "accepted") for n, rule in enumerate(rules)),
    ]
    made = checked(full.dossier("id"), "x")
    return rules, next(block for block in made if isinstance(block, Table))


def test_every_expectation_has_a_row_below_its_suite(table):
    rules, shown = table
    assert [row.group for row in shown.rows] == [True, False, True, *[False] * len(rules)]
    assert [cell.value for cell in shown.rows[1].cells[1:]] == [1234, 0, 0]


def test_rules_stand_in_the_order_in_which_they_are_run(table):
    rules, shown = table
    told = [row.cells[0].text[0] for row in shown.rows[3:]]
    assert [str(getattr(text, "text", text)) for text in told] == [f"Holds {r}." for r in rules]


def test_nothing_looked_at_is_a_dash_and_never_none_failed(table):
    _, shown = table
    nothing, once, twice = (tuple(cell.value for cell in row.cells[1:]) for row in shown.rows[3:])
    assert nothing == (0, None, None)
    assert once == (1, 0, None)
    assert twice == (2, 1, 0)
