"""What a person can get wrong in a city's files, and how the command answers."""

import pytest

CITY = "kota-contoh"
TABLE = f"data/raw/{CITY}/tables/3.2.csv"


@pytest.fixture
def change(sample):
    """Replace text in a file of the sample, and return the sample's folder."""

    def replace(name, old, new, encoding="utf-8"):
        path = sample.root / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_bytes(text.replace(old, new).encode(encoding))
        return sample.root

    return replace


def test_a_renamed_column_is_told_with_the_name_that_it_should_have(rapor, change):
    home = change(TABLE, "No,Indikator,2021", "No,Indikatro,2021")
    code, _, err = rapor("check", CITY, "--home", home)
    assert code == 1
    assert f"{TABLE}: column 'Indikator' is missing" in err
    assert "next: rename 'Indikatro' to 'Indikator'" in err


def test_an_extra_column_is_told(rapor, change):
    home = change(TABLE, "Target 2024\n", "Target 2024,Catatan\n")
    (home / TABLE).write_text(
        "\n".join(
            line if "Catatan" in line or not line else f"{line},x"
            for line in (home / TABLE).read_text(encoding="utf-8").split("\n")
        ),
        encoding="utf-8",
    )
    code, _, err = rapor("check", CITY, "--home", home)
    assert code == 1
    assert "column 'Catatan' is not in tables.yaml" in err


def test_a_header_that_holds_the_separator_of_lists_is_refused(rapor, change):
    change(f"data/raw/{CITY}/tables.yaml", '"Indikator": {role: label}', '"A;B": {role: label}')
    home = change(TABLE, "No,Indikator,2021", "No,A;B,2021")
    code, _, err = rapor("check", CITY, "--home", home)
    assert code == 1
    assert f"{TABLE}: column 'A;B' holds ';'" in err


def test_another_encoding_is_told_with_its_byte(rapor, change):
    home = change(TABLE, "Kasus disiplin", "Kasus disiplin é", encoding="latin-1")
    code, _, err = rapor("check", CITY, "--home", home)
    assert code == 1
    assert f"{TABLE}: byte" in err
    assert "save the file again as UTF-8" in err


@pytest.mark.parametrize(
    "content", ["", "row,line,mark,No,Indikator,2021,2022,2023,2024,Target 2024\n"]
)
def test_a_table_without_rows_is_refused(rapor, sample, content):
    (sample.root / TABLE).write_text(content, encoding="utf-8")
    code, _, err = rapor("check", CITY, "--home", sample.root)
    assert code == 1
    assert TABLE in err


def test_an_unknown_label_is_told_with_its_nearest_candidates(rapor, change):
    home = change(TABLE, "Indeks SPBE", "Indeks SPBEE")
    code, _, err = rapor("check", CITY, "--home", home)
    assert code == 1
    assert f"{TABLE} row 2: label 'Indeks SPBEE' is not in the catalogue" in err
    assert "nearest: 'Indeks SPBE'" in err


def test_all_errors_of_a_city_are_told_at_once(rapor, change):
    change(TABLE, "Indeks SPBE", "Indeks Antah Berantah")
    home = change(f"data/raw/{CITY}/tables/3.1.csv", "Opini BPK", "Opini PBK")
    code, _, err = rapor("check", CITY, "--home", home)
    assert code == 1
    assert "Antah Berantah" in err
    assert "Opini PBK" in err


def test_every_error_says_what_to_do_next(rapor, change):
    home = change(TABLE, "Indeks SPBE", "Indeks Antah Berantah")
    _, _, err = rapor("check", CITY, "--home", home)
    heads = [line for line in err.splitlines() if not line.startswith(" ")]
    assert len(heads) == err.count("    next: ") == 1
    assert "Traceback" not in err


def test_an_undecided_error_is_listed_with_the_file_to_decide_it_in(rapor, sample):
    (sample.raw(CITY) / "corrections.yaml").write_text("[]\n", encoding="utf-8")
    code, out, err = rapor("check", CITY, "--home", sample.root)
    assert code == 1
    assert "outside_scale:3.1:1:2024" in out
    assert f"decide outside_scale:3.1:1:2024 in data/raw/{CITY}/corrections.yaml" in err


def test_a_half_year_without_its_year_is_told_with_its_row(rapor, change):
    home = change(f"data/raw/{CITY}/realisation.csv", ",2022,semester_1,", ",,semester_1,")
    code, _, err = rapor("check", CITY, "--home", home)
    assert code == 1
    assert "realisation.csv row 8: period 'semester_1' without a year" in err
    assert "expected: the year that the half year belongs to" in err


def test_a_stale_decision_fails(rapor, change):
    home = change(f"data/raw/{CITY}/tables/3.1.csv", "770", "70")
    code, _, err = rapor("check", CITY, "--home", home)
    assert code == 1
    assert "K-01" in err


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["report", CITY, "2025"], 1),
        (["report", CITY, "dua"], 2),
        (["report", CITY], 2),
        (["report", "kota-lain", "2021"], 2),
        (["report", "../kota-uji", "2021"], 2),
        (["report", "<script>", "2021"], 2),
        (["report", CITY, "2021", "--language", "fr"], 2),
        (["report", CITY, "2021", "--period", "semester_3"], 2),
        (["report", CITY, "2021", "--period", "../2022"], 2),
        (["run", "03_evaluate", "-p", "city", CITY, "-p", "period", "semester"], 2),
        (["run", "04_report", "-p", "city", CITY, "-p", "period", "Semester_1"], 2),
        (["run", "01_clean", "-p", "city", CITY, "-p", "period", "annual"], 2),
        (["run", "09_nothing"], 2),
        (["run", "01_clean"], 2),
        (["run", "01_clean", "-p", "city"], 2),
        (["run", "01_clean", "-p", "city", CITY, "-p", "kota", "x"], 2),
        (["run", "03_evaluate", "-p", "city", CITY, "-p", "year", "2021.0"], 2),
        (["run", "03_evaluate", "-p", "city", CITY, "-p", "year", "2030"], 1),
        (["run", "03_evaluate", "--store", "-p", "city", CITY], 2),
        (["check", "kota-lain"], 2),
        (["ingest", "nowhere.txt", "--city", "Kota Lain"], 2),
        (["ingest", "nowhere.txt", "--city", "kota-lain"], 3),
        (["nothing"], 2),
        (["list", "--nothing"], 2),
    ],
)
def test_what_is_refused_has_its_exit_code_and_writes_nothing(rapor, sample, arguments, code):
    before = sorted(sample.root.rglob("*"))
    found, out, err = rapor(*arguments, "--home", sample.root)
    assert found == code
    assert "Traceback" not in out + err
    assert sorted(sample.root.rglob("*")) == before


def test_a_folder_that_is_no_project_is_a_missing_input(rapor, tmp_path):
    for command in (["list"], ["check"], ["report", CITY, "2021"], ["run", "01_clean"]):
        code, _, err = rapor(*command, "--home", tmp_path)
        assert code == 3
        assert "params.yaml" in err


def test_a_missing_file_is_named(rapor, sample):
    (sample.root / TABLE).unlink()
    code, _, err = rapor("report", CITY, "2021", "--home", sample.root)
    assert code == 3
    assert TABLE in err


@pytest.mark.parametrize(
    ("mistyped", "meant"),
    [
        (["repot", "kota-uji", "2022"], "'report'"),
        (["new-ctiy"], "'new-city'"),
        (["report", "kota-uji", "2022", "--langauge", "en"], "--language"),
        (["batch", "--citis", "kota-uji"], "--cities"),
        (["extract", "kota-uji", "2022", "--agncy", "x"], "--agency"),
    ],
)
def test_a_mistyped_command_or_option_is_told_with_the_nearest(rapor, mistyped, meant):
    code, out, err = rapor(*mistyped)
    assert (code, out) == (2, "")
    assert meant in err
