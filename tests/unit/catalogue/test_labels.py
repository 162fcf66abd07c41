import pytest

from rapor.catalogue.entries import LABELS, NATIONAL_LABELS
from rapor.catalogue.indicators import labels_of_names, read_indicators, read_labels

HEADER = "table,label,indicator\n"


@pytest.fixture
def indicators(reference):
    path = reference.home.reference / "indicators.yaml"
    other = path.read_text().replace("sakip_score:", "ip_asn:")
    return read_indicators(reference.write("indicators.yaml", path.read_text() + other), "i")


def test_an_indicator_is_read_with_its_scale(indicators):
    assert indicators["sakip_score"].scale == (0.0, 100.0)
    assert indicators["sakip_score"].verified


def test_an_indicator_without_scale_has_none(reference):
    path = reference.spoil("indicators.yaml", "  scale: [0, 100]\n", "")
    assert read_indicators(path, "i")["sakip_score"].scale is None


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("[0, 100]", "[100, 0]", "scale"),
        ("[0, 100]", "[5, 5]", "scale"),
        ("[0, 100]", "[0, 50, 100]", "scale"),
        ("[0, 100]", "['0', 'seratus']", "scale"),
        ("[0, 100]", "0-100", "scale"),
        ("measure: number", "measure: angka", "measure: 'angka'"),
        ("measure: number", "polarity_of: number", "unknown field 'polarity_of'"),
        ("polarity: higher", "polarity: up", "polarity: 'up'"),
        ("  reference: Tabel 1\n", "", "no reference"),
    ],
)
def test_a_badly_filled_indicator_is_refused(reference, rejected, old, new, problem):
    path = reference.spoil("indicators.yaml", old, new)
    assert problem in rejected(read_indicators, path, "indicators.yaml")


def test_a_label_is_found_however_it_is_printed(reference, indicators):
    path = reference.write("labels.csv", HEADER + ",Nilai SAKIP,sakip_score\n")
    labels = read_labels(path, "labels.csv", indicators, LABELS)
    assert labels.find("4.6", "NILAI  <i>sakip</i>") == "sakip_score"


def test_an_indicator_is_found_by_its_own_name(indicators):
    labels = labels_of_names(indicators)
    assert labels.find("1", "nilai sakip") in indicators
    assert labels.known_in("1") == ("Nilai SAKIP",)


def test_a_line_goes_before_an_indicator_s_own_name(reference, indicators):
    path = reference.write("labels.csv", HEADER + ",Nilai SAKIP,ip_asn\n")
    lines = read_labels(path, "labels.csv", indicators, LABELS)
    assert labels_of_names(indicators).with_own(lines).find("1", "Nilai SAKIP") == "ip_asn"


def test_the_line_of_the_table_goes_before_the_city_s_and_that_before_the_national_one(
    reference, indicators
):
    path = reference.write("labels.csv", "label,indicator\nIndeks,sakip_score\nAKIP,sakip_score\n")
    national = read_labels(path, "labels.csv", indicators, NATIONAL_LABELS)
    path = reference.of_city("labels.csv", HEADER + ",Indeks,ip_asn\n4.7,Indeks,sakip_score\n")
    labels = national.with_own(read_labels(path, "labels.csv", indicators, LABELS))
    assert labels.find("3.7", "AKIP") == "sakip_score"
    assert labels.find("4.6", "Indeks") == "ip_asn"
    assert labels.find("4.7", "Indeks") == "sakip_score"


def test_an_unknown_indicator_is_refused_with_its_line(reference, rejected, indicators):
    path = reference.write("labels.csv", HEADER + ",Nilai SAKIP,sakip\n")
    assert "labels.csv line 2: indicator 'sakip'" in rejected(
        read_labels, path, "labels.csv", indicators, LABELS
    )


def test_one_label_for_two_indicators_is_refused(reference, rejected, indicators):
    path = reference.write("labels.csv", HEADER + ",Indeks,ip_asn\n,INDEKS,sakip_score\n")
    problems = rejected(read_labels, path, "labels.csv", indicators, LABELS)
    assert "stands for two indicators" in problems


def test_all_bad_lines_are_refused_together(reference, rejected, indicators):
    path = reference.write("labels.csv", HEADER + ",X,x\n,Y,y\n")
    assert rejected(read_labels, path, "labels.csv", indicators, LABELS).count("\n") == 1


def test_a_national_label_names_no_table(reference, rejected, indicators):
    path = reference.write("labels.csv", HEADER + "4.7,Indeks,ip_asn\n")
    problems = rejected(read_labels, path, "labels.csv", indicators, NATIONAL_LABELS)
    assert "unknown column 'table'" in problems
