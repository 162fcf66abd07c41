"""Doubts of a reading, and the decisions on them that let a city go on."""

import pytest

from rapor.catalogue.doubts import check_doubts, decisions_text, read_doubts
from rapor.ground.errors import Problems
from rapor.ground.paths import Home

INGEST = """line,table,what,reason,doubt,at,proposed,weight
12,2.1,doubtful,can be read two ways,results_or_targets,kind,results,grave
15,2.1,doubtful,"column 'Nilai' holds figures",figures_without_role,column:Nilai,text,grave
19,2.1,doubtful,"column 'Ket' holds figures",figures_as_text,column:Ket,text,slight
30,3.1,joined,goes on in line 33,,,,
"""
HEAD = "doubt,table,at,proposed,decision,reason,decided_by,decided_on\n"
BOTH = (
    "results_or_targets,2.1,kind,results,accepted,page 12 says so,consultant,2026-11-27\n"
    "figures_without_role,2.1,column:Nilai,text,left,not needed,consultant,2026-11-27\n"
)


@pytest.fixture
def home(tmp_path):
    (tmp_path / "params.yaml").write_text("cities: []\n", encoding="utf-8")
    folder = tmp_path / "data" / "raw" / "contoh"
    folder.mkdir(parents=True)
    (folder / "ingest.csv").write_text(INGEST, encoding="utf-8")
    return Home(tmp_path)


def told(home, decisions=None):
    if decisions is not None:
        (home.raw("contoh") / "doubts.csv").write_text(HEAD + decisions, encoding="utf-8")
    problems = Problems()
    check_doubts(home, "contoh", problems)
    return [str(problem) for problem in problems]


def test_a_grave_doubt_that_nobody_has_decided_is_told_with_the_way_out(home):
    first, second = told(home)
    assert "data/raw/contoh/ingest.csv table 2.1 (line 12 of the document)" in first
    assert "can be read two ways; taken: results" in first
    assert "data/raw/contoh/doubts.csv: results_or_targets,2.1,kind,results," in first
    assert "column:Nilai" in second


def test_decided_doubts_are_told_no_more(home):
    assert told(home, BOTH) == []


def test_one_line_decides_all_doubts_of_a_kind_in_a_table(home):
    line = "figures_without_role,2.1,*,,left,not needed,consultant,2026-11-27\n"
    (open_doubt,) = told(home, line)
    assert "results_or_targets" in open_doubt


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("results_or_targets,9.9,kind,results,accepted,r,c,2026-11-27\n", "no doubt"),
        ("results_or_targets,2.1,kind,targets,accepted,r,c,2026-11-27\n", "is proposed now"),
        ("results_or_targets,2.1,kind,results,yes,r,c,2026-11-27\n", "one of accepted"),
        ("results_or_targets,2.1,kind,results,accepted,,c,2026-11-27\n", "reason is empty"),
        ("results_or_targets,2.1,kind,results,accepted,r,c,soon\n", "a date such as"),
    ],
)
def test_a_decision_that_decides_nothing_is_told(home, line, reason):
    assert any(reason in problem for problem in told(home, BOTH.splitlines()[1] + "\n" + line))


def test_a_reading_of_before_there_were_doubts_has_none(home):
    path = home.raw("contoh") / "ingest.csv"
    path.write_text("line,table,what,reason\n3,1,joined,goes on\n", encoding="utf-8")
    assert told(home) == []


def test_decisions_are_written_as_they_are_read(home):
    doubts = read_doubts(home, "contoh")
    text = decisions_text(doubts, "accepted", "reviewed", "consultant", "2026-11-27")
    assert text.startswith(HEAD)
    assert told(home, text.removeprefix(HEAD)) == []
