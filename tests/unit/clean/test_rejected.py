"""Raw folders that cannot be used: everything wrong is told at once, with a next step."""

import pytest

from rapor.ground.errors import DataRejected, MissingInput, UsageError


def edit(contoh, name: str, old: str, new: str) -> None:
    """Write the city, then change one of its files."""
    contoh.write()
    path = contoh.raw / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def problems(contoh) -> list:
    with pytest.raises(DataRejected) as rejected:
        contoh.clean(write=False)
    assert all(problem.where and problem.found for problem in rejected.value.problems)
    return rejected.value.problems


def test_a_missing_column_is_named_with_its_file(contoh):
    contoh.tables["1.1"]["columns"]["Catatan"] = {"role": "text"}
    contoh.tables["1.1"]["rows"] = [[*row, ""] for row in contoh.tables["1.1"]["rows"]]
    edit(contoh, "tables/1.1.csv", ",Catatan\n", "\n")
    path = contoh.raw / "tables" / "1.1.csv"
    header, *rows = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([header, *(row[:-1] for row in rows)]) + "\n", encoding="utf-8")
    (problem,) = problems(contoh)
    assert problem.where == "data/raw/contoh/tables/1.1.csv"
    assert "'Catatan' is missing" in problem.found


def test_a_renamed_column_is_answered_with_the_name_it_had(contoh):
    edit(contoh, "tables/1.1.csv", "Indikator", "Indikatr")
    messages = problems(contoh)
    assert "rename 'Indikatr' to 'Indikator'" in messages[0].next_step
    assert "'Indikatr' is not in tables.yaml" in messages[1].found


def test_an_extra_column_is_refused(contoh):
    contoh.write()
    path = contoh.raw / "tables" / "1.2.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    lines = [lines[0] + ",Tambahan", *(line + ",x" for line in lines[1:])]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    (problem,) = problems(contoh)
    assert "'Tambahan'" in problem.found


def test_a_table_without_rows_is_refused(contoh):
    contoh.tables["1.1"]["rows"] = []
    contoh.write()
    (problem,) = problems(contoh)
    assert problem.found == "no rows"


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", "rów".encode("latin-1")])
def test_an_empty_file_or_another_encoding_is_refused(contoh, content):
    contoh.write()
    (contoh.raw / "tables" / "1.1.csv").write_bytes(content)
    (problem,) = problems(contoh)
    assert problem.where.startswith("data/raw/contoh/tables/1.1.csv")
    assert problem.next_step


def test_a_row_with_too_few_cells_is_refused_with_its_line(contoh):
    edit(contoh, "tables/1.1.csv", "1,101,,1,Kinerja naik,", "1,101,,1,")
    assert problems(contoh)[0].where.endswith("1.1.csv line 2")


def test_a_file_without_entry_is_refused(contoh):
    contoh.write()
    (contoh.raw / "tables" / "9.9.csv").write_text("row,line,mark\n1,1,\n", encoding="utf-8")
    (problem,) = problems(contoh)
    assert problem.where.endswith("tables/9.9.csv")
    assert "no entry '9.9'" in problem.found


@pytest.mark.parametrize(
    "name", [".ipynb_checkpoints/1.1-checkpoint.csv", ".~lock.1.1.csv#", "1.1.csv~", ".DS_Store"]
)
def test_what_an_editor_leaves_beside_a_table_is_no_table(contoh, name):
    contoh.write()
    before = contoh.clean()
    left_behind = contoh.raw / "tables" / name
    left_behind.parent.mkdir(exist_ok=True)
    left_behind.write_text("x", encoding="utf-8")
    assert contoh.clean().keys() == before.keys()


@pytest.mark.parametrize("number", ["1", "0", "x", "-1", "1.5", ""])
def test_row_numbers_must_rise(contoh, number):
    edit(contoh, "tables/1.1.csv", "\n2,102,", f"\n{number},102,")
    assert problems(contoh)[0].where.endswith("1.1.csv line 3")


@pytest.mark.parametrize("line", ["l02", "102+", "1O2"])
def test_a_line_of_the_document_is_a_number(contoh, line):
    edit(contoh, "tables/1.1.csv", "\n2,102,,", f"\n2,{line},,")
    assert f"line {line!r}" in problems(contoh)[0].found


def test_an_unknown_mark_is_refused(contoh):
    edit(contoh, "tables/1.1.csv", "\n2,102,,", "\n2,102,moved,")
    assert "mark 'moved'" in problems(contoh)[0].found


@pytest.mark.parametrize("name", ["tables/1.1.csv", "tables.yaml", "sources.yaml"])
def test_a_missing_file_is_named(contoh, name):
    contoh.write()
    (contoh.raw / name).unlink()
    with pytest.raises(MissingInput) as missing:
        contoh.clean(write=False)
    assert name in missing.value.problems[0].where


def test_every_missing_table_is_named_at_once(contoh):
    contoh.write()
    for name in ("1.1", "2.1"):
        (contoh.raw / "tables" / f"{name}.csv").unlink()
    with pytest.raises(MissingInput) as missing:
        contoh.clean(write=False)
    assert len(missing.value.problems) == 2


def test_a_city_that_nothing_was_published_of_needs_no_list_of_results(contoh):
    contoh.write()
    (contoh.raw / "realisation.csv").unlink()
    tidy = contoh.clean(write=False)
    assert "realisation" not in set(tidy["realisations"]["table"])


@pytest.mark.parametrize("name", ["../1.1", "a/b", ".hidden", ""])
def test_a_table_number_that_is_no_file_name_is_refused(contoh, name):
    contoh.write()
    edit(contoh, "tables.yaml", "'1.1':", f"'{name}':")
    with pytest.raises((MissingInput, DataRejected)) as refused:
        contoh.clean(write=False)
    assert "file's name" in str(refused.value)


def test_a_city_that_the_catalogue_does_not_have_is_a_wrong_use(contoh):
    contoh.write()
    with pytest.raises(UsageError):
        _ = contoh.clean_as("lain")


def test_a_publications_file_with_other_columns_is_refused(contoh):
    edit(contoh, "realisation.csv", "address", "link")
    messages = problems(contoh)
    assert "'address' is missing" in messages[0].found
    assert "'link'" in messages[1].found


def test_a_year_outside_the_road_map_is_refused(contoh):
    contoh.tables["1.1"]["columns"]["Target 2024"]["year"] = 2026
    contoh.write()
    (problem,) = problems(contoh)
    assert problem.where.endswith("tables.yaml table 1.1 column 'Target 2024'")
    assert "2021 to 2024" in problem.expected


def test_unknown_areas_goals_sources_and_tables_of_the_settings_are_refused(contoh):
    contoh.tables["1.1"] |= {"area": "kebersihan", "goal": "g", "source": "s"}
    edit(contoh, "tables.yaml", "targets:\n  - '1.1'", "targets:\n  - '7.7'")
    messages = " ".join(problem.found for problem in problems(contoh))
    for name in ("'kebersihan'", "'g'", "'s'", "'7.7'"):
        assert name in messages


def test_all_problems_of_a_city_come_in_one_list(contoh):
    contoh.tables["1.1"]["rows"][0][3] = "Nilai SAKIPP"
    contoh.tables["1.2"]["rows"][0][1] = "Birokrasi lain"
    contoh.tables["1.3"]["rows"][1][-1] = "Dinas Lain"
    contoh.tables["1.5"]["rows"][0][1] = "Area lain"
    contoh.tables["2.1"]["rows"][1][2] = "Bagian lain"
    contoh.tables["2.4"]["rows"][1][1] = "Parameter lain"
    contoh.published.append("x,1800,y,,,,z,,,,,q")
    contoh.write()
    (contoh.raw / "tables" / "9.9.csv").write_text("row\n", encoding="utf-8")
    messages = problems(contoh)
    places = {problem.where.rpartition("/")[2] for problem in messages}
    assert places == {
        "1.1.csv row 1",
        "1.2.csv row 1",
        "1.3.csv row 2",
        "1.5.csv row 1",
        "2.1.csv row 2",
        "2.4.csv row 2",
        "realisation.csv row 3",
        "9.9.csv",
    }
    assert len(messages) == len(set(messages)), "a problem is told twice"
    assert all(problem.next_step for problem in messages)


HOSTILE = [
    "<script>alert(1)</script>",
    "=cmd|' /C calc'!A0",
    "{city}",
    '"; DROP TABLE targets',
    "../../etc/passwd",
    "🙂",
    "x" * 5000,
    "\\begin{document}",
    "#set text(red)",
    "NaN",
    "None",
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_stays_text_in_every_figure_and_title(contoh, text):
    contoh.tables["1.3"]["rows"][2][2] = text
    contoh.tables["1.3"]["rows"][2][5] = text
    contoh.tables["1.1"]["rows"][0][4] = text
    contoh.tables["2.1"]["rows"][1][4] = text
    tidy = contoh.clean()
    plan = tidy["action_plan"].query("table == '1.3' and row == 3")
    assert set(plan["activity"]) == {text.strip()}
    assert plan["printed"].iloc[0] == text
    target = tidy["targets"].query("table == '1.1' and row == 1").iloc[0]
    assert target["printed"] == text
    assert tidy["scores"].query("table == '2.1' and row == 2").iloc[0]["printed"] == text


def test_a_row_that_is_lost_between_two_is_missed(contoh):
    contoh.write()
    path = contoh.raw / "tables" / "1.1.csv"
    header, _, *rest = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([header, *rest]) + "\n", encoding="utf-8")
    (problem,) = problems(contoh)
    assert (problem.found, problem.expected) == ("row 2", "row 1 before it")


def test_a_lost_last_row_is_missed_by_the_number_of_printed_rows(contoh):
    edit(contoh, "tables.yaml", "kind: targets", "kind: targets\n    rows: 99")
    (problem,) = problems(contoh)
    assert problem.expected == "99, as tables.yaml says of table 1.1"
