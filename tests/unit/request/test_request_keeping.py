"""Keeping a form: what is written where, once, with its history, and never by halves."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
import yaml
from filled import (
    CASES,
    DAY,
    KOMINFO,
    ON,
    SAKIP,
    SETDA,
    SPBE,
    Filled,
    refused,
)

from rapor.ground.errors import DataRejected, MissingInput, UsageError
from rapor.ground.files import read_rows
from rapor.run import forms, stages
from rapor.run.forms import receive, request

FILES = ("realisation.csv", "realisation-history.csv", "sources.yaml")


def content(project, city="kota-uji"):
    return {path.name: path.read_bytes() for path in project.raw(city).iterdir() if path.is_file()}


def rows(project, name, city="kota-uji"):
    return read_rows(project.raw(city) / name, name)[1]


@pytest.fixture
def spbe(uji):
    uji.put(KOMINFO, SPBE, "2,40")
    uji.put(KOMINFO, SPBE, DAY, "date")
    uji.put(KOMINFO, SPBE, "LHE SPBE 2023, https://contoh.invalid/lhe", "evidence")
    uji.put(KOMINFO, SPBE, "nilai sementara", "remark")
    return uji


def test_without_apply_nothing_is_written(spbe, project):
    before = content(project)
    received = receive(project, spbe.save())
    assert "+ Indeks SPBE: 2,40" in received.summary
    assert (received.written, content(project)) == ([], before)


def test_a_kept_value_says_who_reported_it_and_where_it_comes_from(spbe, keep, project):
    keep(spbe.save())
    assert rows(project, "realisation.csv")[-1] == {
        "indicator": "spbe_index",
        "year": "2023",
        "period": "annual",
        "printed": "2,40",
        "assessor": KOMINFO,
        "publisher": KOMINFO,
        "publication": "agency",
        "published": "2024-01-15",
        "address": "LHE SPBE 2023, https://contoh.invalid/lhe",
        "scale": "1-5",
        "note": "nilai sementara",
        "source": f"diskominfo-{ON}",
    }


def test_the_source_is_added_and_the_others_stay_as_they_are_written(spbe, keep, project):
    path = project.raw("kota-uji") / "sources.yaml"
    before = f"# dari bagian hukum\n{path.read_text(encoding='utf-8')}# akhir\n"
    path.write_text(before, encoding="utf-8")
    form = spbe.save()
    keep(form)
    after = path.read_text(encoding="utf-8")
    assert after.startswith(before)
    entry = yaml.safe_load(after)[f"diskominfo-{ON}"]
    assert (entry["kind"], entry["publisher"], entry["file"]) == ("agency", KOMINFO, "isian.xlsx")
    assert entry["reference"] == f"Isian permintaan data, tahun 2023, {KOMINFO}"
    assert len(entry["sha256"]) == 64


def test_a_kept_value_reaches_the_evaluation_as_the_agencys_own(spbe, keep, project):
    keep(spbe.save())
    tables = stages.everything(project, "kota-uji", 2023)
    line = tables["indicators"].set_index("indicator").loc["spbe_index"]
    assert (line["realised"], line["status"], line["assessor"]) == (2.4, "achieved", KOMINFO)
    assert line["realised_ref"] == "realisation:2:printed"
    realised = tables["realisations"].query("publication == 'agency'")
    assert list(realised["publisher"]) == [KOMINFO]


def test_keeping_a_form_twice_changes_nothing(spbe, keep, project):
    form = spbe.save()
    keep(form)
    before = content(project)
    received = keep(form, on="2024-03-01", by="Orang Lain")
    assert received.written == []
    assert content(project) == before
    assert f"{KOMINFO}: 0 new, 0 changed, 1 unchanged" in received.summary


def test_a_changed_value_keeps_its_row_and_the_earlier_one_in_the_history(spbe, keep, project):
    keep(spbe.save())
    spbe.put(KOMINFO, SPBE, "2,50")
    spbe.put(KOMINFO, SPBE, None, "remark")
    form = spbe.save("ralat.xlsx")
    assert "~ Indeks SPBE: 2,40 -> 2,50" in receive(project, form).summary
    keep(form, on="2024-03-01", by="Sekretaris")
    line = rows(project, "realisation.csv")[-1]
    assert (line["printed"], line["note"]) == ("2,50", "nilai sementara")
    assert len(rows(project, "realisation.csv")) == 2
    first, second = rows(project, "realisation-history.csv")
    assert (first["on"], first["by"], first["printed"], first["before_printed"]) == (
        *(ON, "Bagian Organisasi", "2,40"),
        "",
    )
    assert (second["on"], second["by"], second["printed"], second["before_printed"]) == (
        *("2024-03-01", "Sekretaris", "2,50"),
        "2,40",
    )
    assert second["before_source"] == f"diskominfo-{ON}"
    assert (second["form"], second["row"]) == ("ralat.xlsx", "2")


def test_two_forms_of_an_agency_on_one_day_are_two_sources(spbe, keep, project):
    keep(spbe.save())
    spbe.put(KOMINFO, SPBE, "2,50")
    keep(spbe.save("ralat.xlsx"))
    assert rows(project, "realisation.csv")[-1]["source"] == f"diskominfo-{ON}-2"


def test_an_emptied_cell_takes_nothing_back(spbe, keep, project):
    keep(spbe.save())
    before = content(project)
    spbe.put(KOMINFO, SPBE, None)
    keep(spbe.save("kosong.xlsx"))
    assert content(project) == before


def test_a_half_years_value_is_kept_as_one(sent, keep, project):
    form = sent("kota-uji/2023-semester-2/permintaan-data.xlsx")
    form.put(KOMINFO, SPBE, 2.2)
    keep(form.save())
    assert rows(project, "realisation.csv")[-1]["period"] == "semester_2"
    assert "isian" in (project.raw("kota-uji") / "sources.yaml").read_text(encoding="utf-8")
    half = stages.everything(project, "kota-uji", 2023, "semester_2")["indicators"]
    assert half.set_index("indicator").loc["spbe_index", "realised"] == 2.2


def test_a_form_of_which_anything_is_refused_is_not_kept_at_all(spbe, keep, project):
    before = content(project)
    spbe.put(SETDA, SAKIP, 101)
    received = keep(spbe.save())
    assert (received.written, content(project)) == ([], before)
    assert len(refused(received)) == 1


def test_two_agencies_with_one_value_are_two_reports(uji, keep, project):
    uji.put(SETDA, CASES, 3)
    uji.put(KOMINFO, CASES, "3,0")
    assert not keep(uji.save()).problems
    assert [row["publisher"] for row in rows(project, "realisation.csv")[1:]] == [SETDA, KOMINFO]


def test_two_agencies_with_two_values_are_shown_both_and_refused(uji, keep, project):
    first, second = uji.put(SETDA, CASES, 3), uji.put(KOMINFO, CASES, 4)
    before = content(project)
    message = refused(keep(uji.save()))[second]
    assert all(part in message for part in ("'4'", "'3'", first, SETDA, KOMINFO))
    assert content(project) == before


def test_a_value_against_the_one_that_another_agency_reported_before_is_refused(uji, keep):
    uji.put(SETDA, CASES, 3)
    keep(uji.save())
    uji.put(SETDA, CASES, None)
    where = uji.put(KOMINFO, CASES, 4)
    message = refused(keep(uji.save("lain.xlsx")))[where]
    assert f"'3', which {SETDA} reported (realisation.csv row 2)" in message


def test_both_agencies_may_correct_their_value_together(uji, keep, project):
    uji.put(SETDA, CASES, 3)
    uji.put(KOMINFO, CASES, 3)
    keep(uji.save())
    uji.put(SETDA, CASES, 4)
    uji.put(KOMINFO, CASES, 4)
    assert not keep(uji.save("ralat.xlsx")).problems
    assert [row["printed"] for row in rows(project, "realisation.csv")[1:]] == ["4", "4"]


def test_an_official_value_goes_before_the_agencys_own(contoh, keep, project):
    unnamed, sakip = "Perangkat daerah tidak disebut", SAKIP
    contoh.put(unnamed, sakip, 58)
    contoh.put(unnamed, sakip, SETDA, "agency")
    keep(contoh.save())
    tables = stages.everything(project, "kota-contoh", 2022)
    line = tables["indicators"].set_index("indicator").loc["sakip_score"]
    assert line["realised"] == 54
    assert "publishers_disagree" in set(tables["findings"]["rule"])


@pytest.mark.parametrize("place", range(3))
def test_a_failure_while_writing_leaves_every_file_as_it_was(
    spbe, keep, project, monkeypatch, place
):
    form, before = spbe.save(), content(project)
    moves = iter(range(9))
    move = type(form).replace

    def failing(self, target):
        if ".together." in str(self) and not self.name.startswith(".") and next(moves) == place:
            raise OSError("no space left")
        return move(self, target)

    with monkeypatch.context() as patched:
        patched.setattr(type(form), "replace", failing)
        with pytest.raises(MissingInput, match="no space left"):
            keep(form)
    assert content(project) == before
    assert not list(project.raw("kota-uji").glob(".*"))
    assert len(keep(form).written) == len(FILES)


def test_of_two_forms_kept_at_once_no_value_is_lost(uji, keep, project, monkeypatch):
    uji.put(KOMINFO, SPBE, "2,40")
    first = uji.save("kominfo.xlsx")
    uji.put(KOMINFO, SPBE, None)
    uji.put(SETDA, SAKIP, 58)
    second = uji.save("setda.xlsx")
    receive(project, second)  # all tables are made
    lines = forms._lines

    def slowly(*given):
        read = lines(*given)
        time.sleep(0.2)
        return read

    monkeypatch.setattr(forms, "_lines", slowly)
    with ThreadPoolExecutor(2) as pool:
        kept = list(pool.map(keep, (first, second)))
    assert all(received.written for received in kept)
    printed = {row["printed"] for row in rows(project, "realisation.csv")}
    assert {"2,40", "58"} <= printed
    assert {row["printed"] for row in rows(project, "realisation-history.csv")} == {"2,40", "58"}
    assert not list(project.raw("kota-uji").glob(".*"))


def test_what_a_killed_run_was_putting_in_its_place_is_finished_by_the_next(spbe, keep, project):
    folder = project.raw("kota-uji")
    before = content(project)
    keep(spbe.save())
    after = content(project)
    for name in after:
        (folder / name).unlink()
    for name, whole in before.items():
        (folder / name).write_bytes(whole)
    (folder / ".together.whole" / "new").mkdir(parents=True)
    for name in FILES:
        (folder / ".together.whole" / "new" / name).write_bytes(after[name])
    (folder / "sources.yaml").write_bytes(after["sources.yaml"])
    (folder / ".together.whole" / "new" / "sources.yaml").unlink()  # had been moved already
    stages.everything(project, "kota-uji", 2023)
    assert content(project) == after
    assert not list(folder.glob(".*"))


@pytest.mark.parametrize(
    ("by", "on"),
    [("", ON), ("  ", ON), ("a\nb", ON), ("x" * 101, ON), ("Uji", "kemarin"), ("Uji", "2024-2-1")],
)
def test_who_keeps_a_form_and_when_must_be_said(spbe, keep, project, by, on):
    before = content(project)
    with pytest.raises(UsageError):
        keep(spbe.save(), on=on, by=by)
    assert content(project) == before


@pytest.mark.parametrize("text", ["{}", "{a: {kind: press}}", "- a\n", "a: [1\n"])
def test_a_list_of_sources_that_cannot_be_added_to_is_refused(spbe, keep, project, text):
    form = spbe.save()
    path = project.raw("kota-uji") / "sources.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DataRejected):
        keep(form)
    assert path.read_text(encoding="utf-8") == text


def test_the_history_of_another_project_is_not_overwritten(spbe, keep, project):
    path = project.raw("kota-uji") / "realisation-history.csv"
    path.write_text("tanggal,nilai\n2024,1\n", encoding="utf-8")
    with pytest.raises(DataRejected, match="no column"):
        keep(spbe.save())
    assert path.read_text(encoding="utf-8").startswith("tanggal")


def test_a_form_made_after_keeping_shows_the_kept_value(spbe, keep, project, tmp_path):
    keep(spbe.save())
    path = request(project, "kota-uji", 2023, "annual", "id", tmp_path / "baru.xlsx")
    assert Filled(path, tmp_path).cell(KOMINFO, SPBE, "known").value == "2,40 pada 2023 (R 2)"


@pytest.mark.parametrize("text", ["=1+1", "- lihat lampiran", "LHE;=HYPERLINK(1)", "@a", '"=1'])
def test_what_an_agency_typed_is_no_formula_in_the_files_and_is_read_to_the_letter(
    spbe, keep, project, text
):
    spbe.put(KOMINFO, SPBE, text, "evidence")
    spbe.put(KOMINFO, SPBE, text, "remark")
    keep(spbe.save())
    for name in ("realisation.csv", "realisation-history.csv"):
        line = rows(project, name)[-1]
        assert (line["address"], line["note"]) == (text, text)
        for cell in (project.raw("kota-uji") / name).read_text().splitlines()[-1].split(","):
            assert not cell.strip(' "').startswith(("=", "@", "-"))
            assert ";=" not in cell
