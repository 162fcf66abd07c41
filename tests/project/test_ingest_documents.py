"""The committed raw data against the two documents that it was read from.

The documents are not in the repository: ``RAPOR_SEEDS`` names their folder, else
``../shared/seeds`` beside it; without them these tests are skipped, with that reason.
"""

import csv
import html
import os
import re
import shutil
from collections import Counter
from pathlib import Path

import pytest
import yaml

from rapor.catalogue.raw import PLACE
from rapor.ground.files import sha256
from rapor.ground.paths import Home
from rapor.ingest.ingest import ingest_document

REPOSITORY = Path(__file__).resolve().parents[2]
SEEDS = Path(os.environ.get("RAPOR_SEEDS") or REPOSITORY.parent / "shared" / "seeds")
CITIES = ("bengkulu", "binjai")

BENGKULU = (
    "1 2.1 2.2 2.3 2.4 3.1 3.2 3.3 3.4 3.7 3.8 3.9 3.10 3.11 3.12 3.13 3.14 3.13-b 3.14-b 3.15"
    " 3.16 3.17 3.18 3.19 3.20 3.21 3.22 3.23"
).split()
BINJAI = (
    "A.1 A.2.1 A.2.2 A.2.2-b A.3 A.4 A.5 2.1 2.2 2.3 2.4 2.5 2.6 2.7 2.8 2.9 2.10 2.11 2.12 B.2.a"
    " B.2.b 2.13 2.14 B.3.a 2.15 B.3.b 2.16 2.17 2.18 4.1 4.2 4.3 4.4 4.5 4.6 4.7 4.8 4.9"
    " 4.10 pokja-1 pokja-2 pokja-3 pokja-4 pokja-5 pokja-6 pokja-7 pokja-8"
).split()

IN_SENTENCES = ("A.1", "B.2.a", "B.2.b", "B.3.a", "B.3.b")
PAST = "the last year of the road map that the priority belongs to"

REVIEWED_OTHERWISE = {
    **{("binjai", table, "year"): PAST for table in "A.1 A.2.1 A.2.2 A.2.2-b A.3 A.4 A.5".split()},
    ("binjai", "A.2.1", "goal"): "the goals of the road map before this one, named otherwise",
    ("binjai", "A.2.2", "area"): "names a goal of the road map before, not an area",
    ("binjai", "A.2.2-b", "area"): "names a goal",
    ("binjai", "A.2.2-b", "goal"): "names a goal in other words",
    ("binjai", "A.4", "area"): "names the area in other words",
}


def document(city):
    """The document of a city, found by the hash that its sources name."""
    sources = yaml.safe_load(
        (REPOSITORY / "data" / "raw" / city / "sources.yaml").read_text(encoding="utf-8")
    )
    wanted = {entry.get("sha256") for entry in sources.values()} - {None}
    files = sorted(SEEDS.glob("*.txt")) if SEEDS.is_dir() else []
    documents = [path for path in files if sha256(path) in wanted]
    if not documents:
        pytest.skip(f"the document of {city} is not there; name its folder in RAPOR_SEEDS")
    return documents[0]


@pytest.fixture(scope="module", params=CITIES)
def again(request, tmp_path_factory):
    """A city's raw data read anew, beside the committed ones."""
    city = request.param
    path = document(city)
    root = tmp_path_factory.mktemp("again")
    (root / "params.yaml").write_text("cities: []\n", encoding="utf-8")
    shutil.copytree(REPOSITORY / "data" / "reference", root / "data" / "reference")
    home = Home(root)
    ingest_document(path, city, home)
    return city, path, home.raw(city), REPOSITORY / "data" / "raw" / city


def settings_of(folder):
    return yaml.safe_load((folder / "tables.yaml").read_text(encoding="utf-8"))


def rows_of(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_committed_tables_have_the_bytes_that_ingest_writes(again):
    _, _, made, committed = again
    names = sorted(path.name for path in (committed / "tables").iterdir())
    assert sorted(path.name for path in (made / "tables").iterdir()) == names
    for name in [f"tables/{name}" for name in names] + ["ingest.csv"]:
        assert (made / name).read_bytes() == (committed / name).read_bytes(), name


def test_every_table_of_the_inventory_is_there_in_document_order(again):
    city, _, _, committed = again
    assert list(settings_of(committed)["tables"]) == {"bengkulu": BENGKULU, "binjai": BINJAI}[city]


def test_the_source_is_told_as_the_document_tells_it(again):
    _, _, made, committed = again
    key, drafted = next(iter(yaml.safe_load((made / "sources.yaml").read_text()).items()))
    reviewed = yaml.safe_load((committed / "sources.yaml").read_text(encoding="utf-8"))
    assert reviewed[key] == drafted


def test_the_draft_agrees_with_the_reviewed_settings(again):
    city, _, made, committed = again
    drafted, reviewed = settings_of(made), settings_of(committed)
    for name in ("document", "road_map", "precedence"):
        assert drafted[name] == reviewed[name]
    differs = set()
    for table, entry in reviewed["tables"].items():
        draft = drafted["tables"][table]
        differing = {
            name for name in {*entry, *draft} - {"columns"} if entry.get(name) != draft.get(name)
        }
        assert list(draft["columns"]) == list(entry["columns"]), table
        differing |= {
            name for name, column in entry["columns"].items() if draft["columns"][name] != column
        }
        differs |= {(city, table, name) for name in differing}
    assert differs == {place for place in REVIEWED_OTHERWISE if place[0] == city}


def letters(text):
    """Every printed sign but white space, without markup."""
    text = html.unescape(re.sub(r"</?[A-Za-z][^<>]*>", "", text))
    return Counter(re.sub(r"\s", "", text))


def test_every_sign_of_a_carried_line_stands_in_its_rows_and_no_other(again):
    _, path, _, committed = again
    lines = path.read_text(encoding="utf-8").split("\n")
    for table in sorted((committed / "tables").glob("*.csv")):
        rows = rows_of(table)
        if any(row["mark"] == "sentence" for row in rows):
            continue
        carried = Counter()
        for row in rows:
            for name, cell in row.items():
                carried += letters(cell) if name not in PLACE else Counter()
        numbers = {int(number) for row in rows for number in row["line"].split("+")}
        printed = sum((letters(lines[number - 1]) for number in numbers), Counter())
        assert carried == printed, table.name


def test_every_line_of_cells_is_carried_a_header_or_noted(again):
    _, path, _, committed = again
    texts = path.read_text(encoding="utf-8").split("\n")
    carried, headers = set(), set()
    for table in (committed / "tables").glob("*.csv"):
        rows = rows_of(table)
        carried |= {int(number) for row in rows for number in row["line"].split("+")}
        headers |= {re.sub(r" \(\d\)$", "", name) for name in rows[0]}
    noted = {int(row["line"]) for row in rows_of(committed / "ingest.csv")}
    headers |= {"Tahapan", "Target", "Target / Tahun", "Target/Tahun", "Target/ Tahun", "TARGET"}
    headers |= {"Area Perubahan", "NILAI", ""}
    in_noted_block = False
    for number, text in enumerate(texts, start=1):
        in_noted_block = "\t" in text and (number in noted or in_noted_block)
        if "\t" not in text or number in carried or in_noted_block:
            continue
        assert {" ".join(cell.split()) for cell in text.split("\t")} <= headers, number


def test_no_sentence_of_a_review_is_carried():
    folder = REPOSITORY / "data" / "raw" / "binjai"
    for table in IN_SENTENCES:
        rows = rows_of(folder / "tables" / f"{table}.csv")
        sentences = [row for row in rows if row["mark"] == "sentence"]
        assert sentences
        for row in sentences:
            assert {cell for name, cell in row.items() if name not in (*PLACE, "No")} == {""}


def test_every_review_row_has_a_topic_of_at_most_twelve_words():
    folder = REPOSITORY / "data" / "raw" / "binjai"
    topics = rows_of(folder / "topics.csv")
    assert {(row["table"], row["row"]) for row in topics} == {
        (table, row["row"])
        for table in IN_SENTENCES
        for row in rows_of(folder / "tables" / f"{table}.csv")
        if row["mark"] == "sentence"
    }
    assert all(0 < len(row["topic"].split()) <= 12 for row in topics)


@pytest.mark.parametrize("city", CITIES)
def test_every_realisation_names_a_source_that_is_told(city):
    folder = REPOSITORY / "data" / "raw" / city
    sources = yaml.safe_load((folder / "sources.yaml").read_text(encoding="utf-8"))
    rows = rows_of(folder / "realisation.csv")
    assert {row["source"] for row in rows} <= set(sources)
    for row in rows:
        entry = sources[row["source"]]
        assert "sha256" in entry or (entry["publisher"], entry["kind"], entry["address"]) == (
            row["publisher"],
            row["publication"],
            row["address"],
        )


@pytest.mark.parametrize("city", CITIES)
def test_no_published_realisation_is_left_out_and_none_is_added(city):
    facts = [SEEDS.parent / "facts" / name for name in ("realisation.csv", "added.csv")]
    if not all(path.is_file() for path in facts):
        pytest.skip("the list of published realisations is not there")
    shared = "indicator year printed assessor publisher published".split()

    def told(row):
        # a place in a regulation and the remark are worded here; a web address is not
        place = row["address"] if row["address"].startswith("http") else "in the regulation"
        scale = "" if row["indicator"] == "bpk_opinion" else row["scale"]  # words have none
        return [*(row[name] for name in shared), scale, place, bool(row["note"])]

    expected = [told(row) for path in facts for row in rows_of(path) if row["city"] == city]
    committed = rows_of(REPOSITORY / "data" / "raw" / city / "realisation.csv")
    assert sorted(told(row) for row in committed) == sorted(expected)
