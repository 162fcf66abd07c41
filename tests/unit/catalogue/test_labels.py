import pytest

from rapor.catalogue.indicators import read_indicators, read_labels

HEADER = "city,table,label,indicator\n"


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
    path = reference.write("labels.csv", HEADER + "binjai,,Nilai SAKIP,sakip_score\n")
    labels = read_labels(path, "labels.csv", indicators)
    assert labels.find("binjai", "4.6", "NILAI  <i>sakip</i>") == "sakip_score"


def test_a_label_of_one_city_is_not_another_s(reference, indicators):
    path = reference.write("labels.csv", HEADER + "binjai,,Nilai AKIP,sakip_score\n")
    labels = read_labels(path, "labels.csv", indicators)
    assert labels.find("binjai", "3.9", "Nilai AKIP") == "sakip_score"
    assert labels.find("bengkulu", "3.9", "Nilai AKIP") is None


def test_an_indicator_is_found_by_its_own_name_in_any_city(reference, indicators):
    labels = read_labels(reference.write("labels.csv", HEADER), "labels.csv", indicators)
    assert labels.find("padang", "1", "nilai sakip") == "sakip_score"
    assert "Nilai SAKIP" in labels.spellings


def test_a_line_goes_before_an_indicator_s_own_name(reference, indicators):
    path = reference.write("labels.csv", HEADER + ",,Nilai SAKIP,ip_asn\n")
    labels = read_labels(path, "labels.csv", indicators)
    assert labels.find("padang", "1", "Nilai SAKIP") == "ip_asn"


def test_the_line_of_the_table_goes_before_the_city_s_and_that_before_the_general_one(
    reference, indicators
):
    path = reference.write(
        "labels.csv",
        HEADER + ",,Indeks,sakip_score\nbinjai,,Indeks,ip_asn\nbinjai,4.7,Indeks,sakip_score\n",
    )
    labels = read_labels(path, "labels.csv", indicators)
    assert labels.find("bengkulu", "3.7", "Indeks") == "sakip_score"
    assert labels.find("binjai", "4.6", "Indeks") == "ip_asn"
    assert labels.find("binjai", "4.7", "Indeks") == "sakip_score"


def test_an_unknown_indicator_is_refused_with_its_line(reference, rejected, indicators):
    path = reference.write("labels.csv", HEADER + "binjai,,Nilai SAKIP,sakip\n")
    assert "labels.csv line 2: indicator 'sakip'" in rejected(
        read_labels, path, "labels.csv", indicators
    )


def test_one_label_for_two_indicators_is_refused(reference, rejected, indicators):
    path = reference.write("labels.csv", HEADER + "a,,Indeks,ip_asn\na,,INDEKS,sakip_score\n")
    assert "stands for two indicators" in rejected(read_labels, path, "labels.csv", indicators)


def test_all_bad_lines_are_refused_together(reference, rejected, indicators):
    path = reference.write("labels.csv", HEADER + "a,,X,x\na,,Y,y\n")
    assert rejected(read_labels, path, "labels.csv", indicators).count("\n") == 1
