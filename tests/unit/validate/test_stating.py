import pytest

from rapor.catalogue import load_city
from rapor.ground.errors import DataRejected
from rapor.validate.evidence import read_statements

HEADER = "subject,kind,printed,table,line,source\n"


@pytest.fixture
def read(home):
    def run(text):
        (home.raw("contoh") / "statements.csv").write_text(HEADER + text, encoding="utf-8")
        return read_statements(home, load_city(home, "contoh"))

    return run


def test_a_city_without_statements_has_none(home):
    assert read_statements(home, load_city(home, "contoh")) == []


def test_a_statement_is_read_as_written(read):
    (one,) = read("indikator,rows,13,3.7,1300,doc\n")
    assert (one.row, one.subject, one.kind, one.printed) == (1, "indikator", "rows", "13")
    assert (one.table, one.line, one.source) == ("3.7", "1300", "doc")


def test_all_that_is_wrong_with_statements_is_told_at_once(read):
    with pytest.raises(DataRejected) as rejected:
        read("a,rowz,1,3.7,1,doc\nb,rows,tiga,9.9,1,koran\n,reference,,,1,doc\n")
    told = "\n".join(str(problem) for problem in rejected.value.problems)
    for expected in (
        "line 2: kind: 'rowz'",
        "line 3: table '9.9'",
        "line 3: count 'tiga'",
        "line 3: source 'koran'",
        "line 4: subject is empty",
        "line 4: printed is empty",
    ):
        assert expected in told


def test_another_header_is_rejected(home):
    (home.raw("contoh") / "statements.csv").write_text("what,count\na,1\n", encoding="utf-8")
    with pytest.raises(DataRejected, match="column"):
        read_statements(home, load_city(home, "contoh"))


CONDITIONED = HEADER.strip() + ",column,condition\n"


def test_a_count_of_values_names_its_column_and_condition(home):
    path = home.raw("contoh") / "statements.csv"
    path.write_text(CONDITIONED + "a,values,2,3.7,1,doc,2021,>0.70\n", encoding="utf-8")
    (one,) = read_statements(home, load_city(home, "contoh"))
    assert [one.met_by(value) for value in (0.69, 0.70, 0.71)] == [False, False, True]


def test_a_count_of_values_without_them_is_rejected(home):
    path = home.raw("contoh") / "statements.csv"
    path.write_text(CONDITIONED + "a,values,2,3.7,1,doc,2022,besar\n", encoding="utf-8")
    with pytest.raises(DataRejected) as rejected:
        read_statements(home, load_city(home, "contoh"))
    told = "\n".join(str(problem) for problem in rejected.value.problems)
    assert "column '2022'" in told
    assert "condition: 'besar'" in told
