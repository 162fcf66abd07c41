"""The sections that the evaluation's further tables are shown in."""

import pytest

from rapor.ground.tables import EVALUATION
from rapor.report.chapters import findings
from rapor.report.chapters.findings import CHANGES, READINGS
from rapor.report.chapters.index.tables import every_total, gains, reproduction, thematic
from rapor.report.chapters.plan.agencies import load, load_in_numbers
from rapor.write.content import Figure, Paragraph, Table, plain


def row(sample, table, **values):
    kinds = dict.fromkeys(EVALUATION[table].declaration().names)
    return {**kinds, "city": "kota-contoh", "year": sample.year, **values}


def agency(sample, code, **counts):
    names = [name for name in EVALUATION["agencies"].declaration().names if name.endswith("_count")]
    numbers = dict.fromkeys(names, 0)
    return row(sample, "agencies", agency=code, label=code.upper(), **{**numbers, **counts})


def only(blocks, kind):
    return [block for block in blocks if isinstance(block, kind)]


def with_marks(blocks):
    return " ".join(plain(block.text) for block in only(blocks, Paragraph))


def cells(table):
    return [[plain(cell.text) for cell in line.cells] for line in table.rows if not line.group]


def test_the_agency_with_most_misses_is_named(thin):
    thin.agencies = [
        agency(thin, "a", indicator_count=3, activity_count=2, not_achieved_count=1),
        agency(thin, "b", indicator_count=4, not_achieved_count=2),
    ]
    told, listed = load(thin.dossier()), load_in_numbers(thin.dossier())
    assert "paling banyak, yaitu 2, diampu oleh B" in with_marks(told)
    assert only(told, Figure)[0].title.startswith("A mengampu paling banyak: 3 indikator dan 2")
    assert [line[0] for line in cells(only(listed, Table)[0])] == ["A", "B"]
    assert not only(listed, Figure)


def test_without_a_miss_no_agency_is_named_for_one_and_the_appendix_draws_their_load(thin):
    thin.agencies = [agency(thin, "a", indicator_count=3)]
    told, listed = load(thin.dossier()), load_in_numbers(thin.dossier())
    assert "Tidak ada perangkat daerah" in with_marks(told)
    assert (len(only(told, Figure)), len(only(listed, Figure))) == (0, 1)


def test_no_agency_no_section(thin):
    assert load(thin.dossier()) == []


def reading(sample, **values):
    usual = {
        "indicator": "sakip_score", "label": "SAKIP", "role": "target", "used_ref": "4.7:2:2024",
        "reading": "evaluated", "ref": "4.7:2:2024", "printed": "77", "value": 77.0, "text": "",
        "comparator": "=", "status": "not_achieved", "changes": "nothing", "decision_id": "K-05",
        "findings": "x",
    }  # fmt: skip
    return row(sample, "readings", **{**usual, **values})


def readings(sample):
    """What the chapter says of the readings, and the table of the appendix."""
    dossier = sample.dossier()
    return [*findings.chapter(dossier).blocks, *findings.lists(dossier)]


def test_a_status_that_hangs_on_a_reading_is_counted(thin):
    thin.readings = [
        reading(thin),
        reading(thin, reading="other", ref="4.6:5:TARGET 2024", printed="65", value=65.0,
                status="achieved", changes="status"),
    ]  # fmt: skip
    blocks = readings(thin)
    assert "status 1 di antaranya akan berbeda" in with_marks(blocks)
    first, second = cells(only(blocks, Table)[0])
    assert "77" in first
    assert "status berubah" not in first
    assert "65" in second
    assert "status berubah" in second


def test_readings_that_change_nothing_say_so(thin):
    thin.readings = [reading(thin)]
    assert "tidak ada status yang berubah" in with_marks(readings(thin))


def test_components_that_hang_on_a_corrected_score_are_counted_and_stand_after_indicators(thin):
    of_index = {"indicator": "", "used_ref": "2.10:6:NILAI", "ref": "2.10:6:NILAI", "status": ""}
    thin.readings = [
        reading(thin, **of_index, component=path, label=path, value=value, printed="")
        for path, value in (("enabler/reform", 18.63), ("index", 52.62))
    ] + [reading(thin)]
    blocks = readings(thin)
    assert "nilai atau bobot 2 komponen indeks akan berbeda" in with_marks(blocks)
    assert "tidak ada status yang berubah" in with_marks(blocks)
    shown = cells(only(blocks, Table)[0])
    assert "77" in shown[0]
    assert "18,63" in shown[1]


def test_a_reading_of_the_index_alone_speaks_of_no_indicator(thin):
    thin.readings = [reading(thin, indicator="", component="index", label="Indeks", status="")]
    assert "indikator" not in with_marks(readings(thin))


@pytest.mark.parametrize(("words", "name"), [(READINGS, "reading"), (CHANGES, "changes")])
def test_every_code_of_a_reading_has_words(words, name):
    assert set(words) == set(EVALUATION["readings"].declaration().columns[name].words)


def test_gains_are_shown_best_first_and_only_where_something_is_gained(full):
    full.gains = [
        row(full, "gains", component="result/a", label="SAKIP", indicator="sakip_score", unit="",
            realised_text="", realised_ref="", end_target_text="", end_target_ref="",
            recomputed_basis="conversion", gain=0.94, gain_rank=2),
        row(full, "gains", component="result/b", label="IPAK", indicator="ipak", unit="",
            realised_text="", realised_ref="", end_target_text="", end_target_ref="",
            recomputed_basis="conversion", gain=1.57, gain_rank=1),
        row(full, "gains", component="result/c", label="BPK", indicator="bpk_opinion", unit="",
            realised_text="", realised_ref="", end_target_text="", end_target_ref="",
            recomputed_basis="conversion", gain=0.0),
    ]  # fmt: skip
    (table,) = only(gains(full.dossier()), Table)
    assert [line[0] for line in cells(table)] == ["IPAK", "SAKIP"]
    assert cells(table)[0][-1] == "1,57"


def test_a_total_that_is_not_reproduced_is_shown_with_its_difference(full):
    full.reproduction = [
        row(full, "reproduction", component="enabler/intermediate", label="Hasil Antara",
            assessor="official", method="known_parts", ref="2.13:3:NILAI 2021", printed="3,52",
            recomputed=3.26, difference=0.26, within_rounding="no", reason=""),
        row(full, "reproduction", component="enabler", label="Pengungkit",
            assessor="official", method="sum_of_parts", ref="2.13:4:NILAI 2021", printed="15,93",
            recomputed=15.93, difference=0.0, within_rounding="yes", reason=""),
    ]  # fmt: skip
    (table,) = only(reproduction(full.dossier()), Table)
    (line,) = cells(table)
    assert "3,26" in line
    assert "0,26" in line
    assert "tidak" in line
    (everything,) = only(every_total(full.dossier()), Table)
    assert [line[0] for line in cells(everything)] == ["Pengungkit", "Hasil Antara"]


def test_both_published_values_of_the_thematic_part_are_named(full):
    full.thematic = [
        row(full, "thematic", thematic_weight=weight, index_weight=100.0 + weight,
            recomputed_basis="no_score", grade="")
        for weight in (10.0, 20.0)
    ]  # fmt: skip
    assert "disebut sebesar 10 (tanpa sumber) dan 20 (tanpa sumber)" in with_marks(
        thematic(full.dossier())
    )
