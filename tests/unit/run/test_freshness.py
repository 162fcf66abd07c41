import shutil

import pytest
from copies import put_city

from rapor.ground import paths
from rapor.run import freshness, stages
from rapor.run.freshness import MARK, CityRecord, Fingerprints, Shared, is_fresh, renewed
from rapor.run.pipeline import CLEAN, EVALUATE, STAGES, VALIDATE
from rapor.run.settings import read_params

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


def fingerprint(home, city):
    return Fingerprints(home, city).of(CLEAN)


@pytest.mark.parametrize(
    "changed",
    [
        "data/raw/kota-uji/tables/4.1.csv",
        "data/raw/kota-uji/tables.yaml",
        "data/raw/kota-uji/realisation.csv",
        "data/reference/scales.yaml",
        "data/raw/kota-uji/city.yaml",
        "data/raw/kota-uji/agencies.csv",
        "data/reference/instruments/2020.yaml",
    ],
)
def test_one_changed_cell_changes_the_fingerprint(sample, changed):
    before = fingerprint(sample, CITY)
    path = sample.root / changed
    path.write_text(path.read_text(encoding="utf-8") + " ", encoding="utf-8")
    assert fingerprint(sample, CITY) != before


def test_a_changed_rule_of_the_source_changes_it_too(sample, tmp_path, monkeypatch):
    assert not (sample.reference / paths.RULES).exists()
    before = fingerprint(sample, CITY)
    source = tmp_path / "source"
    shutil.copytree(paths.SHIPPED / paths.REFERENCE, source / paths.REFERENCE)
    text = sample.rules.read_text(encoding="utf-8")
    (source / paths.REFERENCE / paths.RULES).write_text(f"{text}# changed\n", encoding="utf-8")
    monkeypatch.setattr(paths, "SHIPPED", source)
    assert fingerprint(sample, CITY) != before


def test_a_new_city_makes_no_other_city_s_stage_old(sample):
    params = read_params(sample)

    def digests():
        fingerprints = Fingerprints(sample, CITY)
        record = CityRecord(Shared(sample, params), CITY)
        stages = [stage for stage in STAGES if stage.of_city]
        return [(fingerprints.of(stage), record.what_is_read(stage)) for stage in stages]

    before = digests()
    put_city(sample, "kota-baru")
    for name in ("agencies.csv", "labels.csv", "indicators.yaml", "tables.yaml", "sources.yaml"):
        (sample.raw("kota-baru") / name).write_text("x", encoding="utf-8")
    assert digests() == before
    put_city(sample, CITY, "Kota Lain")
    assert all(now != then for now, then in zip(digests(), before, strict=True))


def digests_of(sample, city):
    """Of each stage of a city what it would be made from, by both ways of keeping it."""
    fingerprints = Fingerprints(sample, city)
    record = CityRecord(Shared(sample, read_params(sample)), city)
    stages_of_city = [stage for stage in STAGES if stage.of_city]
    return [(fingerprints.of(stage), record.what_is_read(stage)) for stage in stages_of_city]


CHANGES = {
    "its scale": ("indicators.yaml", "name: Indeks SPBE\n", "name: Indeks SPBE\n  note: x\n"),
    "its measure": (
        "indicators.yaml",
        "unit: PD\n  measure: count",
        "unit: PD\n  measure: percent",
    ),
    "its note": ("indicators.yaml", "short: sop applied\n", "short: sop applied\n  note: x\n"),
    "a remark": ("indicators.yaml", "# Indicators of", "# All indicators of"),
    "a new label": ("labels.csv", "\n", "\nlabel yang tidak dicetak siapa pun,sop_applied,\n"),
}
"""Changes of the national lists of the sample: what is changed, in which file, from and to what."""


@pytest.mark.parametrize(
    ("change", "old"),
    [
        ("its scale", ["kota-contoh", "kota-uji"]),
        ("its measure", ["kota-contoh", "kota-uji"]),  # a rule looks at the measures of all labels
        ("its note", ["kota-contoh"]),
        ("a remark", []),
        ("a new label", ["kota-contoh", "kota-uji"]),
    ],
)
def test_a_change_of_a_national_entry_makes_the_cities_old_that_use_it(sample, change, old):
    cities = ("kota-contoh", "kota-uji")
    before = {city: digests_of(sample, city) for city in cities}
    name, text, changed = CHANGES[change]
    path = sample.reference / name
    content = path.read_text(encoding="utf-8")
    assert text in content
    path.write_text(content.replace(text, changed, 1), encoding="utf-8")
    for city in cities:
        now = digests_of(sample, city)
        changes = {then != new for both in zip(before[city], now, strict=True)
                   for then, new in zip(*both, strict=True)}  # fmt: skip
        assert changes == {city in old}, city


def test_what_a_city_does_not_use_changes_nothing_of_what_is_made(sample):
    before = stages.inspect(sample, CITY)
    path = sample.reference / "indicators.yaml"
    content = path.read_text(encoding="utf-8")
    for text, changed in (
        ("name: Perangkat daerah yang menerapkan SOP", "name: Perangkat yang memakai SOP"),
        ("unit: PD", "unit: unit"),
        ("short: sop applied", "short: lain\n  note: lain"),
    ):
        assert text in content
        content = content.replace(text, changed)
    path.write_text(content, encoding="utf-8")
    after = stages.inspect(sample, CITY)
    assert after.validation == before.validation
    assert after.findings.equals(before.findings)
    assert all(after.accepted[name].equals(frame) for name, frame in before.accepted.items())


def test_a_catalogue_that_has_been_looked_through_is_not_looked_through_again(sample, monkeypatch):
    before = digests_of(sample, CITY)
    monkeypatch.setattr(freshness, "used_reference", None)
    record = CityRecord(Shared(sample, read_params(sample)), CITY)
    assert [record.what_is_read(stage) for stage in STAGES if stage.of_city] == [
        of_record for _, of_record in before
    ]


def test_another_citys_data_line_ends_and_stray_files_do_not(sample):
    before = fingerprint(sample, CITY)
    other = sample.raw("kota-contoh") / "tables" / "3.1.csv"
    other.write_text("changed", encoding="utf-8")
    own = sample.raw(CITY) / "tables" / "4.1.csv"
    own.write_bytes(own.read_bytes().replace(b"\n", b"\r\n"))
    own.chmod(0o755)
    for name in (".4.1.csv.swp", ".4.1.csv.x.part", "4.1.csv~", ".~lock.4.1.csv#", "4.1.bak"):
        (sample.raw(CITY) / "tables" / name).write_text("x")
    (sample.raw(CITY) / "tables" / ".ipynb_checkpoints").mkdir()
    (sample.raw(CITY) / "tables" / ".ipynb_checkpoints" / "4.1-checkpoint.csv").write_text("x")
    assert fingerprint(sample, CITY) == before


def test_a_folder_from_before_a_table_existed_is_not_fresh(tmp_path):
    with renewed(tmp_path, "abc", ["index"]) as folder:
        (folder / "index.csv").write_text("city\n", encoding="utf-8")
    assert is_fresh(tmp_path, "abc", ["index"])
    assert not is_fresh(tmp_path, "abc", ["index", "trajectory"])


def test_years_and_halves_have_fingerprints_of_their_own(sample):
    fingerprints = Fingerprints(sample, CITY)
    runs = ("", "2022", "2023", "2022-semester-1")
    assert len({fingerprints.of(EVALUATE, run) for run in runs}) == len(runs)


@pytest.fixture
def rules_added(monkeypatch):
    """The package as if one of its rooms had other code."""

    def change(room):
        digest = freshness.code_digest
        monkeypatch.setattr(
            freshness,
            "code_digest",
            lambda rooms: digest(rooms) + ("changed" if room in rooms else ""),
        )

    return change


@pytest.fixture
def made(monkeypatch):
    """The stages that are made anew, in their order."""
    names = []
    for name in ("_clean", "_validate", "_evaluate"):
        make = getattr(stages, name)
        monkeypatch.setattr(
            stages, name, lambda *work, name=name, make=make: (names.append(name), make(*work))[1]
        )
    return names


@pytest.mark.parametrize(
    ("room", "anew"),
    [
        ("ground", ["_clean", "_validate", "_evaluate"]),
        ("clean", ["_clean"]),
        ("validate", ["_validate"]),
        ("evaluate", ["_evaluate"]),
        ("write", []),
        ("report", []),
    ],
)
def test_a_report_rests_on_tables_as_new_as_the_code(made_sample, rules_added, made, room, anew):
    stages.everything(made_sample, CITY, 2022)
    assert made == []
    rules_added(room)
    stages.report(made_sample, CITY, 2022)
    assert made == anew
    made.clear()
    stages.everything(made_sample, CITY, 2022)
    assert made == []


def test_a_rule_that_was_added_is_in_the_report_of_a_notebook_run_by_itself(
    made_sample, rules_added, monkeypatch
):
    page = made_sample.report(CITY, 2022) / "evaluasi.html"
    assert "Temuan baru" not in page.read_text(encoding="utf-8")
    validated = stages._validated

    def with_one_more(work, tidy):
        found = validated(work, tidy)
        found.findings.loc[0, "printed"] = "Temuan baru"
        return found

    monkeypatch.setattr(stages, "_validated", with_one_more)
    rules_added("validate")
    stages.report(made_sample, CITY, 2022)
    assert "Temuan baru" in page.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("reads", "saved"),
    [
        ("load_catalogue", "data/reference/scales.yaml"),
        ("load_city", "data/raw/kota-uji/tables.yaml"),
    ],
)
def test_what_is_saved_after_it_was_read_makes_the_tables_old(
    sample, made, monkeypatch, reads, saved
):
    read = getattr(stages, reads)

    def saved_just_after(*given):
        content = read(*given)
        with (sample.root / saved).open("a", encoding="utf-8") as file:
            file.write("# saved\n")
        return content

    with monkeypatch.context() as patched:
        patched.setattr(stages, reads, saved_just_after)
        stages.everything(sample, CITY, 2022)
    made.clear()
    stages.everything(sample, CITY, 2022)
    assert made[0] == "_clean"


def test_a_change_that_moves_tidy_tables_reaches_the_later_stages(sample):
    before = Fingerprints(sample, CITY).of(VALIDATE)
    stages.clean(sample, CITY)
    cleaned = Fingerprints(sample, CITY).of(VALIDATE)
    assert cleaned != before
    (sample.tidy(CITY) / "targets.csv").write_text("changed", encoding="utf-8")
    assert Fingerprints(sample, CITY).of(VALIDATE) != cleaned
