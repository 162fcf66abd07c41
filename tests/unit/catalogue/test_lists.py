"""The catalogue's lists: a misspelt column, a wrong cell and a line that stands twice are told."""

import pytest

from rapor.catalogue.lists import AGENCIES, CITIES, LABELS
from rapor.ground.errors import Problems

AGENCY = "city,agency,name,spelling,meant\nbinjai,bkd,Badan,BKD,\n"
CITY = "city,name,province,code,reference,verified\nbinjai,Kota,Sumatera Utara,12.75,Kode,false\n"
LABEL = "city,table,label,indicator,note\n,,Nilai SAKIP,sakip_score,\n"


def told(tmp_path, kind, text):
    path, problems = tmp_path / "list.csv", Problems()
    path.write_text(text, encoding="utf-8")
    kind.read(path, "list.csv", problems)
    return "\n".join(map(str, problems))


@pytest.mark.parametrize(("kind", "text"), [(AGENCIES, AGENCY), (CITIES, CITY), (LABELS, LABEL)])
def test_a_right_list_is_right(tmp_path, kind, text):
    assert told(tmp_path, kind, text) == ""


@pytest.mark.parametrize(
    ("kind", "text", "said"),
    [
        (AGENCIES, AGENCY.replace("meant", "maent"), "'maent'"),
        (AGENCIES, AGENCY.replace("meant", "maent"), "rename it to 'meant'"),
        (AGENCIES, AGENCY.replace("bkd", "B K D"), "line 2: agency: 'B K D'; expected: a code"),
        (AGENCIES, AGENCY + "binjai,bkd,Badan,BKD,x\n", "line 3: the same as line 2"),
        (AGENCIES, AGENCY.replace("binjai", ""), "line 2: city is empty"),
        (CITIES, CITY.replace("false", "no"), "verified: 'no'; expected: one of true, false"),
        (CITIES, CITY.replace("12.75", "1275"), "code: '1275'"),
        (CITIES, CITY.replace("Kota", ""), "name is empty"),
        (LABELS, LABEL.replace("sakip_score", "SAKIP score"), "indicator: 'SAKIP score'"),
        (LABELS, LABEL.replace("\n,", "\nBinjai,"), "city: 'Binjai'; expected: slug"),
    ],
)
def test_what_is_wrong_with_a_list_is_told(tmp_path, kind, text, said):
    assert said in told(tmp_path, kind, text)
