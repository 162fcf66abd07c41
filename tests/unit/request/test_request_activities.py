"""Activities that no indicator measures: from the form to the evaluation and the report."""

import pytest
from copies import copy_of
from filled import INSPECTORATE, ON, Filled, refused

from rapor.ground.errors import DataRejected
from rapor.ground.files import read_rows
from rapor.run import stages
from rapor.run.forms import receive, request

TITLE = "{kegiatan} ${item} 50% & lebih"
FILE = "activity-realisation.csv"


@pytest.fixture
def key(contoh):
    """The key of the inspectorate's own activity, with a target of two documents."""
    rows = contoh.page(INSPECTORATE).iter_rows(min_row=6)
    return next(row[0].value for row in rows if row[2].value == TITLE)


@pytest.fixture
def reported(contoh, key, keep):
    """Fills the activity's realisation and keeps the form."""

    def run(value, **more):
        contoh.put(INSPECTORATE, key, value)
        for code, text in more.items():
            contoh.put(INSPECTORATE, key, text, code)
        assert not keep(contoh.save()).problems

    return run


JUDGED = [
    ("2 dok", "achieved", 2),
    (2, "achieved", 2),
    ("1 dokumen", "not_achieved", 1),
    ("2 orang", "not_comparable", 2),
    (0, "not_achieved", 0),
    ("1.250 dok", "achieved", 1250),
    ("> 1 dok", "not_comparable", 1),
    ("3-5 dok", "achieved", 3),
]


@pytest.fixture(scope="module")
def judged(made, tmp_path_factory):
    """The lines of a plan with an activity, of two documents each, for every case."""
    folder = tmp_path_factory.mktemp("judged")
    project = copy_of(made.root, folder / "project")
    plan = project.raw("kota-contoh") / "tables" / "3.3.csv"
    with plan.open("a", encoding="utf-8") as printed:
        for row, _ in enumerate(JUDGED, start=4):
            printed.write(f"{row},73,,{row},Kegiatan {row},,-,2 dok,2 dok,2 dok,Inspektorat\n")
    sent = folder / "permintaan.xlsx"
    request(project, "kota-contoh", 2022, "annual", "id", output=sent)
    form = Filled(sent, folder)
    keys = {row[2].value: row[0].value for row in form.page(INSPECTORATE).iter_rows(min_row=6)}
    for row, (value, _, _) in enumerate(JUDGED, start=4):
        form.put(INSPECTORATE, keys[f"Kegiatan {row}"], value)
    assert not receive(project, form.save(), apply=True, by="Bagian Organisasi", on=ON).problems
    return stages.everything(project, "kota-contoh", 2022)["plan"].set_index("target_ref")


@pytest.mark.parametrize("row", range(len(JUDGED)), ids=[str(value) for value, *_ in JUDGED])
def test_a_report_is_judged_against_the_printed_target(judged, row):
    line = judged.loc[f"3.3:{row + 4}:2022"]
    assert (line["status"], line["realised"]) == JUDGED[row][1:]
    assert line["realised_ref"] == f"activity-realisation:{row + 1}:printed"


def test_a_report_is_a_line_with_its_agency_and_source(reported, project):
    reported("2 dok", evidence="Laporan 3/2022", remark="selesai")
    (line,) = read_rows(project.raw("kota-contoh") / FILE, FILE)[1]
    assert line == {
        "activity": TITLE,
        "planned": "3.3:3:2022",
        "year": "2022",
        "period": "annual",
        "printed": "2 dok",
        "publisher": INSPECTORATE,
        "publication": "agency",
        "published": "",
        "address": "Laporan 3/2022",
        "note": "selesai",
        "source": f"inspektorat-{ON}",
    }


def test_the_report_shows_who_reported_the_activity_and_its_evidence(reported, project):
    reported("2 dok", evidence="=1+1 <b>Laporan</b>")
    page = stages.report(project, "kota-contoh", 2022).read_text("utf-8")
    assert "Kegiatan menurut laporan perangkat daerah, 2022" in page
    assert "=1+1 &lt;b&gt;Laporan&lt;/b&gt;" in page
    assert 'id="reported-activity_2d_realisation-1"' in page
    assert "Isian permintaan data, tahun 2022, Inspektorat Kota" in page


@pytest.mark.parametrize(
    "value",
    ["3 dari 5 dok", "1.234", "1,234 dok", "a" * 101, "12x4", "baik", "NaN", "-1 dok", "110%"],
)
def test_a_report_that_the_data_cannot_hold_is_refused(contoh, key, look, value):
    where = contoh.put(INSPECTORATE, key, value)
    assert list(refused(look(contoh.save()))) == [where]


def test_a_value_for_an_activity_that_an_indicator_measures_is_refused(contoh, look):
    page = contoh.page(INSPECTORATE)
    row = next(row[0].row for row in page.iter_rows() if str(row[2].value).startswith("Menyusun"))
    page.cell(row, contoh.column(INSPECTORATE, "realised")).value = "Terlaksana"
    assert "in the row of" in str(refused(look(contoh.save())))


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (f"{TITLE},3.3:3:2022,2022,annual,2 dok,,agency,,,,lembaga-2022-03-01", "no publisher"),
        (f"{TITLE},3.3:9:2022,2022,annual,2 dok,X,agency,,,,lembaga-2022-03-01", "3.3:9:2022"),
        ("Lain,3.3:3:2022,2022,annual,2 dok,X,agency,,,,lembaga-2022-03-01", "activity 'Lain'"),
        (f"{TITLE},3.3:3:2022,2022,annual,2 dok,X,blog,,,,lembaga-2022-03-01", "'blog'"),
        (f"{TITLE},3.3:3:2022,2022,annual,2 dok,X,agency,,,,lain", "source 'lain'"),
        (f"{TITLE},3.3:3:2022,2009,weekly,2 dok,X,agency,,,,lembaga-2022-03-01", "'2009'"),
    ],
)
def test_a_line_that_is_not_sound_is_told_with_its_row(project, line, message):
    header = "activity,planned,year,period,printed,publisher,publication,published,address,note"
    path = project.raw("kota-contoh") / FILE
    path.write_text(f"{header},source\n{line}\n", encoding="utf-8")
    with pytest.raises(DataRejected) as raised:
        stages.clean(project, "kota-contoh")
    assert f"{FILE} row 1: " in str(raised.value)
    assert message in str(raised.value)


def test_a_list_with_other_columns_is_told(project):
    (project.raw("kota-contoh") / FILE).write_text("activity,value\n", encoding="utf-8")
    with pytest.raises(DataRejected, match="column 'planned' is missing"):
        stages.clean(project, "kota-contoh")
