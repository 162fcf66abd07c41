"""The catalogue's lists: a misspelt column, a wrong cell and a line that stands twice are told."""

import pytest

from rapor.catalogue.entries import AGENCIES, LABELS, NATIONAL_LABELS, check_languages
from rapor.ground.errors import Problems

AGENCY = "agency,name,spelling,meant,collective\nbkd,Badan,BKD,,true\n"
LABEL = "table,label,indicator,note\n4.7,Nilai SAKIP,sakip_score,\n"
NATIONAL = "label,indicator,note\nNilai SAKIP,sakip_score,\n"


def told(tmp_path, kind, text):
    path, problems = tmp_path / "list.csv", Problems()
    path.write_text(text, encoding="utf-8")
    kind.read(path, "list.csv", problems)
    return "\n".join(map(str, problems))


@pytest.mark.parametrize(
    ("kind", "text"), [(AGENCIES, AGENCY), (LABELS, LABEL), (NATIONAL_LABELS, NATIONAL)]
)
def test_a_right_list_is_right(tmp_path, kind, text):
    assert told(tmp_path, kind, text) == ""


@pytest.mark.parametrize(
    ("kind", "text", "said"),
    [
        (AGENCIES, AGENCY.replace("meant", "maent"), "'maent'"),
        (AGENCIES, AGENCY.replace("meant", "maent"), "rename it to 'meant'"),
        (AGENCIES, AGENCY.replace("bkd", "B K D"), "line 2: agency: 'B K D'; expected: a code"),
        (AGENCIES, AGENCY + "bkd,Badan,BKD,x,\n", "line 3: the same as line 2"),
        (AGENCIES, AGENCY.replace("Badan", ""), "line 2: name is empty"),
        (AGENCIES, AGENCY.replace("true", "no"), "collective: 'no'; expected: one of true"),
        (LABELS, LABEL.replace("sakip_score", "SAKIP score"), "indicator: 'SAKIP score'"),
        (NATIONAL_LABELS, LABEL, "unknown column 'table'"),
    ],
)
def test_what_is_wrong_with_a_list_is_told(tmp_path, kind, text, said):
    assert said in told(tmp_path, kind, text)


NAMES = {
    "asset": ("Indeks pengelolaan aset", "Index of asset management"),
    "budget": ("Indeks pengelolaan anggaran", "Index of budget management"),
    "staff": ("Indeks pengelolaan pegawai", "Index of staff management"),
    "mall": ("Public Service Mall", "Public Service Mall"),
}


@pytest.mark.parametrize("exchanged", ["asset", "staff", ""])
def test_names_exchanged_between_the_languages_are_told_and_no_others(exchanged):
    entries = {
        code: dict(zip(("name", "name_en"), names[:: -1 if code == exchanged else 1], strict=True))
        for code, names in NAMES.items()
    }
    problems = Problems()
    check_languages(entries, problems)
    expected = [f"{exchanged}: name is in English and name_en is not"] if exchanged else []
    assert [str(problem).partition(";")[0] for problem in problems] == expected
