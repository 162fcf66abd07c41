"""One figure wherever a figure is one: in every table of an evaluation and every sentence."""

import shutil
from collections import defaultdict

import pandas as pd
import pytest
from copies import REPOSITORY

from rapor.catalogue import load_catalogue, load_city
from rapor.clean import clean_city
from rapor.evaluate import evaluate_year
from rapor.ground.paths import Home
from rapor.report.writing import assemble, dossier_of
from rapor.validate import validate_city
from rapor.write.content import plain, texts_of


def figures(tables, last_year):
    """What each table says of the same thing: an indicator's figure of a kind and year."""
    values = defaultdict(set)
    for key, figure in (*_of_lines(tables, last_year), *_of_readings(tables, last_year)):
        values[key].add(figure)
    for row in tables["course"].to_dict("records"):
        figure = row["ref"], cell_of(row["value"]), row["text"]
        values[row["indicator"], row["series"], row["of_year"]].add(("course", figure))
    return values


def _of_lines(tables, last_year):
    kinds = {"indicators": ("target", "realised", "end_target")}
    for name in ("indicators", "trajectory", "gains"):
        for row in tables[name].to_dict("records"):
            for kind in kinds.get(name, ("end_target",)):
                if row[f"{kind}_ref"]:
                    of_year = last_year if kind == "end_target" else row["year"]
                    key = row["indicator"], kind.removeprefix("end_"), of_year
                    yield key, (name, cell(row, kind))


def _of_readings(tables, last_year):
    evaluated = tables["readings"].query("reading == 'evaluated' and indicator != ''")
    for row in evaluated.to_dict("records"):
        for role in set(row["role"].split(";")) & {"target", "realised", "end_target"}:
            of_year = last_year if role == "end_target" else row["year"]
            figure = row["ref"], cell_of(row["value"]), row["text"]
            yield (row["indicator"], role.removeprefix("end_"), of_year), ("readings", figure)


def cell(row, kind):
    return row[f"{kind}_ref"], cell_of(row[kind]), row[f"{kind}_text"]


def cell_of(value):
    return None if pd.isna(value) else value


def contradictions(tables, last_year):
    return {
        key: values
        for key, values in figures(tables, last_year).items()
        if len({figure for _, figure in values if figure[1] is not None or figure[2]}) > 1
    }


def test_no_two_tables_of_an_evaluation_differ_on_one_figure(evaluated):
    compared = 0
    for tables in evaluated.values():
        assert contradictions(tables, 2024) == {}
        compared += sum(len(values) > 1 for values in figures(tables, 2024).values())
    assert compared > 300


@pytest.fixture(scope="module")
def with_sakip(tmp_path_factory):
    """Binjai 2024 with a result of SAKIP between the two end targets that are printed."""
    home = Home(tmp_path_factory.mktemp("with-sakip"))
    shutil.copytree(REPOSITORY / "data" / "raw", home.root / "data" / "raw")
    shutil.copytree(REPOSITORY / "data" / "reference", home.root / "data" / "reference")
    shutil.copy(REPOSITORY / "params.yaml", home.root)
    path = home.raw("binjai") / "realisation.csv"
    rows = pd.read_csv(path, dtype=str, keep_default_na=False)
    row = rows[rows["year"] == "2024"].iloc[0].to_dict()
    row |= {"indicator": "sakip_score", "printed": "70,00"}
    pd.concat([rows, pd.DataFrame([row])]).to_csv(path, index=False, lineterminator="\n")
    catalogue = load_catalogue(home, "binjai")
    checked = validate_city(home, "binjai", clean_city(home, "binjai", catalogue), catalogue)
    city = load_city(home, "binjai")
    tables = evaluate_year(city, 2024, checked.accepted, checked.findings, catalogue)
    stages = {**checked.accepted, "findings": checked.findings, "checks": checked.checks, **tables}
    return tables, dossier_of(home, "binjai", 2024, "id", stages, catalogue)


def test_a_result_between_two_printed_end_targets_is_judged_by_one_of_them(with_sakip):
    tables, _ = with_sakip
    assert contradictions(tables, 2024) == {}
    lines = {
        name: tables[name].set_index("indicator").loc["sakip_score"]
        for name in ("indicators", "trajectory")
    }
    assert lines["indicators"]["status"] == "not_achieved"
    paths = [line["path_pct"] for line in lines.values()]
    # SAKIP is another series since 2022, so that no path may lead to the value at all
    assert all(pd.isna(path) or path < 100 for path in paths)
    assert cell_of(paths[0]) == cell_of(paths[1])
    assert lines["trajectory"]["verdict_basis"] != "end_reached"


def test_no_sentence_of_that_report_uses_the_other_end_target(with_sakip):
    _, dossier = with_sakip
    content = assemble(dossier)
    sentences = [plain(text) for block in content.blocks() for text in texts_of(block)]
    about = [text for text in sentences if "memakai" in text and "SAKIP" in text]
    assert about
    assert all("memakai 77" in text and "memakai 65" not in text for text in about)
    assert not [text for text in sentences if "dipakai" in text and "deret tahunan" in text]
