import pytest

from rapor.catalogue.instruments import read_instrument


@pytest.fixture
def instrument(reference):
    return read_instrument(reference.home.reference / "instruments" / "2020.yaml", "2020.yaml")


def with_grades(reference, lines):
    text = (reference.home.reference / "instruments" / "2020.yaml").read_text()
    head = text[: text.index("grades:")]
    grades = f"grades:\n  reference: T\n  verified: false\n{lines}"
    return read_instrument(reference.write("instruments/2020.yaml", head + grades), "2020.yaml")


def test_the_parts_of_a_whole_keep_the_order_of_the_regulation(instrument):
    assert [part.path for part in instrument.children("")] == ["index", "enabler", "result"]


def test_a_part_without_a_weight_is_known_but_counts_for_nothing(instrument):
    assert [part.path for part in instrument.children("enabler")] == ["enabler/reform"]
    assert instrument.find("enabler", "Tambahan") == "enabler/extra"


def test_a_printed_name_is_found_below_its_parent_only(instrument):
    assert instrument.find("", "B. HASIL") == "result"
    assert instrument.find("enabler", "reform") == "enabler/reform"
    assert instrument.find("result", "Reform") is None
    assert instrument.find("enabler", "Lainnya") is None


def test_of_two_parts_of_one_name_the_nearer_is_found(reference):
    path = reference.spoil(
        "instruments/2020.yaml", "label: Tambahan", "label: Hasil"
    )  # a part of the enabler that is named as the other root
    assert read_instrument(path, "2020.yaml").find("", "Hasil") == "result"


@pytest.mark.parametrize(
    ("score", "letter"),
    [(100, "A"), (80.01, "A"), (80, "B"), (60.5, "B"), (60, ""), (0, "")],
)
def test_a_bound_is_open_below(instrument, score, letter):
    assert instrument.grade(score) == letter


def test_a_closed_bound_belongs_to_its_grade(reference):
    instrument = with_grades(reference, "  from: {AA: 100, D: 0}\n  above: {A: 80}\n")
    assert [instrument.grade(score) for score in (100, 99.9, 80, 0)] == ["AA", "A", "D", "D"]


def test_a_grade_may_need_all_targets_met(reference):
    lines = "  above: {A-: 80, BB: 70}\n  above_if_all_targets_met: {A: 80}\n"
    instrument = with_grades(reference, lines)
    assert instrument.grade(85.92) == "A-"
    assert instrument.grade(85.92, all_targets_met=True) == "A"
    assert instrument.grade(75, all_targets_met=True) == "BB"


def test_grades_know_whether_somebody_has_read_them(reference, instrument):
    assert instrument.grades_verified
    assert not with_grades(reference, "  above: {A: 80}\n").grades_verified


def test_an_instrument_in_force_has_no_last_year(reference):
    path = reference.spoil("instruments/2020.yaml", "last_year: 2022", "last_year:")
    assert read_instrument(path, "2020.yaml").last_year is None


THEMATIC = """thematic:
  - {highest: 20, reference: T, verified: true}
  - {highest: 10, reference: T, verified: false}
grades:"""


def test_the_highest_thematic_scores_are_a_choice(reference):
    path = reference.spoil("instruments/2020.yaml", "grades:", THEMATIC)
    told = read_instrument(path, "2020.yaml").thematic
    assert [(score.highest, score.verified) for score in told] == [(20.0, True), (10.0, False)]


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("label: Reform, weight: 60", "label: Reform, weight: 59", "enabler: parts weigh 59"),
        ("label: Pengungkit, weight: 60", "label: Pengungkit, weight: 50", "index: parts weigh 90"),
        ("weight: 40", "weight: banyak", "weight: 'banyak'"),
        ("    weight: 40\n", "", "result: no weight"),
        ("    label: Hasil\n", "", "result: no label"),
        ("path: enabler/reform", "path: other/reform", "other/reform: no such parent"),
        ("path: enabler/extra", "path: enabler/reform", "this path twice"),
        ("label: Tambahan", "label: reform", "'reform' is also another's"),
        ("maximum: 100, ", "", "neither or both of maximum and points"),
        ("maximum: 100", "max: 100", "unknown field 'max'"),
        ("conversion: {indicator: sakip_score, ", "conversion: {", "no indicator"),
        ("spellings: [B. Hasil]", "spellings: B. Hasil", "spellings: 'B. Hasil'"),
        ("first_year: 2020", "first_year: '2020'", "first_year: '2020'"),
        ("first_year: 2020\n", "", "no first_year"),
        ("last_year:", "last_yaer:", "unknown field 'last_yaer'"),
        ("above: {A: 80, B: 60}", "above: {A: delapan puluh}", "grades grade A: 'delapan puluh'"),
        ("above: {A: 80, B: 60}", "above: A", "grades: above: 'A'"),
        ("above: {A: 80, B: 60}", "above: {A: 180, B: 60}", "grades A: bound 180"),
        ("above: {A: 80, B: 60}", "above: {A: 80, B: -1}", "grades B: bound -1"),
    ],
)
def test_a_badly_filled_instrument_is_refused(reference, rejected, old, new, problem):
    path = reference.spoil("instruments/2020.yaml", old, new)
    assert problem in rejected(read_instrument, path, "2020.yaml")


@pytest.mark.parametrize("text", ["", "components: []\n", "- path: index\n", "components: teks\n"])
def test_a_file_without_components_is_refused(reference, rejected, text):
    path = reference.write("instruments/2020.yaml", text)
    assert "2020.yaml" in rejected(read_instrument, path, "2020.yaml")
