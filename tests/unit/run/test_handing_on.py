"""export and deliver: what leaves the project, and stays as it was."""

import csv
import hashlib
import json
import zipfile

import pytest
from typer.testing import CliRunner

from rapor.ground.errors import UsageError
from rapor.ground.tables import empty, table_of
from rapor.ground.tables.surveys import SURVEYS
from rapor.run import handing_on, short_reports
from rapor.run.cli import app


@pytest.fixture(scope="module")
def exported(shared_made):
    """The package of a city that has accepted a survey."""
    row = {"survey": "skm-2022", "questionnaire": "skm", "year": 2022, "period": "annual"}
    row |= {"weighting": "equal", "digests": "0", "publisher": "P", "by": "S", "on": "2023-01-09"}
    row |= dict.fromkeys(("respondents", "rows"), 12)
    row |= dict.fromkeys(("repeated", "unanswered", "incomplete", "straight_lined"), 0)
    kept = {name: empty(model) for name, model in SURVEYS.items()}
    kept["surveys"] = table_of(SURVEYS["surveys"], [row])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(handing_on, "kept_surveys", lambda *_: kept)
        handing_on.export(shared_made, "kota-uji")
        yield shared_made.root / "exports" / "kota-uji"


def package(folder):
    return json.loads((folder / "datapackage.json").read_text())


def test_a_package_is_valid_by_the_standards_own_program(exported):
    frictionless = pytest.importorskip("frictionless", reason="frictionless is not installed")
    report = frictionless.validate(str(exported / "datapackage.json"))
    assert report.flatten(["name", "type", "note", "message"]) == []
    assert report.stats["tasks"] == len(package(exported)["resources"])


def test_every_table_is_in_it_with_its_digest_and_the_meaning_of_each_column(exported):
    resources = package(exported)["resources"]
    files = {path.relative_to(exported).as_posix() for path in exported.glob("data/**/*.csv")}
    assert {resource["path"] for resource in resources} == files
    assert {"targets", "realisations", "findings", "surveys", "survey-index"} <= {
        resource["name"] for resource in resources
    }
    for resource in resources:
        content = (exported / resource["path"]).read_bytes()
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        assert all(field["description"] for field in resource["schema"]["fields"])


def test_what_nobody_knows_of_an_indicator_is_empty_and_listed(exported):
    rows = list(csv.DictReader((exported / "data/metadata-indikator.csv").open()))
    unknown = package(exported)["satu_data"]["unknown"]
    assert rows
    assert all(row[name] == "" for row in rows for name in unknown)
    assert all(row["nama"] and row["satuan"] and row["produsen_data"] for row in rows)


def test_the_version_says_year_and_state(exported):
    year, state = package(exported)["version"].split(".0.0-")
    assert year == "2023"
    assert state.startswith(("partial.", "complete"))


def test_an_export_again_is_the_same_and_drops_what_no_longer_belongs(exported, shared_made):
    before = {path: path.read_bytes() for path in exported.rglob("*") if path.is_file()}
    (exported / "data" / "1999").mkdir()
    (exported / "data" / "1999" / "plan.csv").write_text("city\n")
    handing_on.export(shared_made, "kota-uji")
    assert {path: path.read_bytes() for path in exported.rglob("*") if path.is_file()} == before


def test_a_delivery_holds_formats_data_and_digests_and_is_never_written_over(made_sample):
    path, is_new = handing_on.deliver(made_sample, "kota-uji", 2022, "draft")
    again, twice = handing_on.deliver(made_sample, "kota-uji", 2022, "draft")
    assert (is_new, twice, again) == (True, False, path)
    assert path.stat().st_mode & 0o777 == 0o444
    with zipfile.ZipFile(path) as archive:
        sums = archive.read("SHA256SUMS").decode().splitlines()
        told = {name: digest for digest, name in (line.split("  ") for line in sums)}
        assert told == {
            name: hashlib.sha256(archive.read(name)).hexdigest()
            for name in archive.namelist()
            if name != "SHA256SUMS"
        }
        assert {
            "evaluasi.html",
            "evaluasi.pdf",
            "evaluasi.docx",
            "evaluasi.xlsx",
            "paparan.pptx",
        } <= set(told)
    content = path.read_bytes()
    note = made_sample.raw("kota-uji") / "notes" / "2022.md"
    note.parent.mkdir()
    note.write_text("## summary\n\nCatatan baru.\n")
    other, is_other = handing_on.deliver(made_sample, "kota-uji", 2022, "draft")
    assert (is_other, other.name) == (True, "kota-uji-2022-evaluasi-draft-2.zip")
    assert path.read_bytes() == content


def test_a_delivery_is_what_its_pages_say(sample):
    (sample.raw("kota-uji") / "brand.yaml").write_text("state: draft\n")
    answer = CliRunner().invoke(
        app, ["deliver", "kota-uji", "2022", "--state", "final", "--home", str(sample.root)]
    )
    assert "brand.yaml says draft" in str(answer.exception)


def test_a_state_that_does_not_exist_is_told(sample):
    answer = CliRunner().invoke(
        app, ["deliver", "kota-uji", "2022", "--state", "fertig", "--home", str(sample.root)]
    )
    assert isinstance(answer.exception, UsageError)
    assert "draft, final" in str(answer.exception)


@pytest.mark.parametrize("command", ["brief", "extract", "slides"])
def test_a_family_of_type_that_is_not_set_is_told_by_the_short_reports_too(
    command, made_sample, monkeypatch
):
    for name in ("brief", "extracts", "slides"):
        monkeypatch.setattr(short_reports, name, lambda *_: [])
    order = [command, "kota-uji", "2022", "--home", str(made_sample.root)]
    assert CliRunner().invoke(app, order).stderr == ""
    (made_sample.reference / "brand.yaml").write_text("font: Georgia\n")
    told = CliRunner().invoke(app, order).stderr
    assert "font 'Georgia' is asked of the reader's machine" in told


def test_short_reports_stand_beside_the_reports_with_a_list_of_the_agencies(made_sample):
    (brief, *_) = short_reports.brief(made_sample, "kota-uji", 2022, "id")
    assert made_sample.relative(brief) == "short-reports/kota-uji/2022/ringkas.pdf"
    (listed, *files) = short_reports.extracts(made_sample, "kota-uji", 2022, "en")
    rows = list(csv.DictReader(listed.open()))
    assert len(files) == 2 * len(rows) > 0
    assert all((listed.parent / name).is_file() for row in rows for name in row["files"].split())


def test_an_agency_that_carries_nothing_is_told_with_the_nearest(sample):
    answer = CliRunner().invoke(
        app, ["extract", "kota-uji", "2022", "--agency", "diskomnfo", "--home", str(sample.root)]
    )
    assert "diskominfo" in str(answer.exception)
