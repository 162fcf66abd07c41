import pytest

from rapor.run.freshness import MARK, fingerprint, is_fresh, renewed

CITY = "kota-uji"


def test_a_folder_is_fresh_when_it_was_made_from_this_data(tmp_path):
    with renewed(tmp_path, "abc", ["a"]) as folder:
        assert not is_fresh(folder, "abc")
    assert is_fresh(tmp_path, "abc")
    assert not is_fresh(tmp_path, "abd")


def test_a_folder_left_half_way_is_not_fresh(tmp_path):
    with renewed(tmp_path, "abc", ["a"]):
        pass
    with pytest.raises(KeyError), renewed(tmp_path, "abc", ["a"]):
        raise KeyError
    assert not is_fresh(tmp_path, "abc")


def test_tables_of_an_earlier_run_go_and_other_files_stay(tmp_path):
    for name in ("a.csv", "old.csv", "01_clean.ipynb"):
        (tmp_path / name).write_text("x")
    with renewed(tmp_path, "abc", ["a"]):
        pass
    assert sorted(path.name for path in tmp_path.iterdir()) == ["01_clean.ipynb", "a.csv", MARK]


@pytest.mark.parametrize(
    "changed",
    [
        "data/raw/kota-uji/tables/4.1.csv",
        "data/raw/kota-uji/tables.yaml",
        "data/raw/kota-uji/realisation.csv",
        "data/reference/labels.csv",
        "data/reference/instruments/2020.yaml",
    ],
)
def test_one_changed_cell_changes_the_fingerprint(sample, changed):
    before = fingerprint(sample, CITY)
    path = sample.root / changed
    path.write_text(path.read_text(encoding="utf-8") + " ", encoding="utf-8")
    assert fingerprint(sample, CITY) != before


def test_another_citys_data_line_ends_and_stray_files_do_not(sample):
    before = fingerprint(sample, CITY)
    other = sample.raw("kota-contoh") / "tables" / "3.1.csv"
    other.write_text("changed", encoding="utf-8")
    own = sample.raw(CITY) / "tables" / "4.1.csv"
    own.write_bytes(own.read_bytes().replace(b"\n", b"\r\n"))
    own.chmod(0o755)
    (sample.raw(CITY) / "tables" / ".4.1.csv.swp").write_text("x")
    assert fingerprint(sample, CITY) == before


def test_a_folder_from_before_a_table_existed_is_not_fresh(tmp_path):
    with renewed(tmp_path, "abc", ["index"]) as folder:
        (folder / "index.csv").write_text("city\n", encoding="utf-8")
    assert is_fresh(tmp_path, "abc", ["index"])
    assert not is_fresh(tmp_path, "abc", ["index", "trajectory"])
