"""A small catalogue, as a file tree that each test may spoil in one place."""

from pathlib import Path

import pytest

from rapor.ground.errors import DataRejected
from rapor.ground.paths import Home

INDICATOR = """\
sakip_score:
  name: Nilai SAKIP
  unit: nilai
  scale: [0, 100]
  measure: number
  polarity: higher
  area: accountability
  goal: clean_accountable
  bands: sakip
  reference: Tabel 1
  verified: true
"""
REGISTER = """\
{code}:
  name: {name}
  spellings: [{spelling}]
  reference: Tabel 1
  verified: true
"""
INSTRUMENT = """\
instrument: "2020"
first_year: 2020
last_year: 2022
reference: Permenpan RB 26/2020
verified: true
components:
  - {path: index, label: Indeks, weight: 100, reference: Tabel 1, verified: true}
  - {path: enabler, label: Pengungkit, weight: 60, reference: Tabel 1, verified: true}
  - {path: enabler/reform, label: Reform, weight: 60, reference: Tabel 1, verified: true}
  - {path: enabler/extra, label: Tambahan, weight: 0, reference: Tabel 1, verified: true}
  - path: result
    label: Hasil
    spellings: [B. Hasil]
    weight: 40
    conversion: {indicator: sakip_score, maximum: 100, reference: Tabel 1}
    reference: Tabel 1
    verified: true
grades:
  above: {A: 80, B: 60}
  reference: Tabel 1
  verified: true
"""
ACHIEVEMENT = """\
higher_is_better: {statement: Makin tinggi, statement_en: Higher, reference: T, verified: true}
cap: {statement: B, statement_en: B, default: , choices: [100, 120], reference: T, verified: true}
categories:
  statement: Kategori
  statement_en: Kategori
  steps: 2
  bands: [{name: Tinggi, above: 75}, {name: Rendah, from: 0}]
  reference: T
  verified: false
"""
SCALES = """\
sakip:
  steps: 2
  bands: [{name: A, above: 80}, {name: B, above: 60}]
  reference: T
  verified: false
bpk_opinion: {steps: 4, ranks: [TMP, TW, WDP, WTP], reference: T, verified: true}
"""
TRAJECTORY = """\
on_track: {statement: S, statement_en: S, multiple: 1, reference: T, verified: true}
at_risk: {statement: S, statement_en: S, multiple: 2, reference: T, verified: true}
out_of_reach: {statement: S, statement_en: S, least_steps: 2, reference: T, verified: true}
cannot_be_said: {statement: S, statement_en: S, least_values: 2, reference: T, verified: true}
series_break: {statement: S, statement_en: S, reference: T, verified: true}
"""
SERIES = """\
sakip_2023:
  indicator: sakip_score
  first_year: 2023
  statement: S 2023
  statement_en: S 2023
  reference: T
  verified: true
"""
RULES = """\
outside_scale:
  severity: error
  name: {id: Di luar skala, en: Outside its scale}
  expects: {id: Di dalam skala., en: Inside its scale.}
  sentence:
    id: "{place} mencantumkan {printed}, di luar {expected}."
    en: "{place} prints {printed}, outside {expected}."
  several:
    id: "{places} mencantumkan {all_printed}."
    en: "{places} print {all_printed}."
  compares: 1
  computed: true
  reason: The bounds are the scale's.
  silent_when: nothing has a scale
missing_cell:
  severity: warning
  name: {id: Sel kosong, en: Empty cell}
  expects: {id: Sel berisi., en: A cell holds something.}
  sentence: {id: "{place} kosong.", en: "{place} is empty."}
  reason: Nothing can be evaluated.
"""
FILES = {
    "agencies.csv": "agency,name,spelling\nsetda,Sekretariat Daerah,Setda\n",
    "labels.csv": "label,indicator\nNilai AKIP,sakip_score\n",
    "indicators.yaml": INDICATOR,
    "goals.yaml": REGISTER.format(code="clean_accountable", name="Bersih", spelling="Bersih 01"),
    "areas.yaml": REGISTER.format(code="accountability", name="Akuntabilitas", spelling="Akt"),
    "scales.yaml": SCALES,
    "achievement.yaml": ACHIEVEMENT,
    "trajectory.yaml": TRAJECTORY,
    "series.yaml": SERIES,
    "rules.yaml": RULES,
    "instruments/2020.yaml": INSTRUMENT,
}


CITY = """\
name: Kota Binjai
province: Sumatera Utara
code: "12.75"
reference: Tabel 1
verified: false
"""


class Reference:
    """The files of ``data/reference``, and of the city of Binjai, in a folder of the test."""

    def __init__(self, root: Path) -> None:
        self.home = Home(root)
        for name, text in FILES.items():
            self.write(name, text)
        self.of_city("city.yaml", CITY)

    def of_city(self, name: str, text: str, city: str = "binjai") -> Path:
        path = self.home.root / "data" / "raw" / city / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def write(self, name: str, text: str) -> Path:
        path = self.home.reference / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def spoil(self, name: str, old: str, new: str) -> Path:
        text = (self.home.reference / name).read_text(encoding="utf-8")
        assert old in text, f"{old!r} is not in {name}"
        return self.write(name, text.replace(old, new, 1))


@pytest.fixture
def reference(tmp_path):
    return Reference(tmp_path)


@pytest.fixture
def rejected():
    """Problems, a line each, of a call that has to be refused."""

    def call(reader, *arguments) -> str:
        with pytest.raises(DataRejected) as caught:
            reader(*arguments)
        return "\n".join(str(problem) for problem in caught.value.problems)

    return call
