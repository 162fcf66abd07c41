"""A copy of the sample project with every file that a person may edit, for slips in any of them."""

import shutil
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

from copies import REPOSITORY, copy_of_sample

from rapor.catalogue import load_catalogue, load_city
from rapor.catalogue.catalogue import read_data_version
from rapor.catalogue.documents import read_document_kinds
from rapor.catalogue.doubts import read_weights
from rapor.catalogue.headers import read_vocabulary
from rapor.catalogue.matching import load_matcher
from rapor.catalogue.surveys import load_surveys
from rapor.clean import clean_city
from rapor.ground.paths import Home
from rapor.run.listing import check
from rapor.run.settings import read_params
from rapor.validate.decisions import read_decisions
from rapor.validate.evidence import read_statements
from rapor.validate.rules.suite import suite
from rapor.write.brand import read_brand

CITY = "kota-contoh"
SMALL_FILES = {
    "statements.csv": """\
subject,kind,printed,table,line,source,column,condition
jumlah indikator,rows,6,3.1,40,peraturan-contoh,,
""",
    "activity-realisation.csv": """\
activity,planned,year,period,printed,publisher,publication,published,address,note,source
{kegiatan} ${item} 50% & lebih,3.3:2:2021,2021,annual,1 dok,L,official,2022-03-01,,,\
lembaga-2022-03-01
""",
    "notes/2023.md": """\
## summary

Dari {count.indicators} indikator, {count.realised} memiliki realisasi.

- Catatan kedua.
""",
    "indicators.yaml": """\
service_counters:
  name: Jumlah loket layanan terpadu
  short: Loket layanan
  unit: loket
  measure: count
  polarity: higher
  area: supervision
  goal: clean_accountable
  owner: Pemerintah kota
  reference: invented for the tests
  verified: true
""",
    "tables/4.1.csv": """\
row,line,mark,No,REKOMENDASI,OPD
1,101,sentence,1,,Inspektorat
2,102,sentence,2,,Setda
""",
    "topics.csv": """\
table,row,area,agencies,topic,repeats,status
4.1,1,supervision,Inspektorat,Pemeriksaan yang ditindaklanjuti,,
4.1,2,human_resources,Setda,Kelas jabatan yang ditetapkan,4.1:1,open
""",
    "ingest.csv": """\
line,table,what,reason,doubt,at,proposed,weight,source
101,4.1,doubtful,can be read in two ways,kind_open,kind,recommendations,grave,peraturan-contoh
""",
    "doubts.csv": """\
doubt,table,at,proposed,decision,reason,decided_by,decided_on
kind_open,4.1,kind,recommendations,accepted,as its head says,Penyusun data contoh,2026-01-31
""",
}
"""Files of the city that the sample does not need: a line or two each."""

SMALL_TABLE = """\
  "4.1":
    title: Rekomendasi
    kind: recommendations
    year: 2021
    assessor: self
    lines: [100, 104]
    columns:
      "No": {role: number}
      "REKOMENDASI": {role: topic}
      "OPD": {role: agencies}
"""
"""What tables.yaml says of the table that the topics are of."""


def typed_project(root: Path) -> Home:
    """The sample with the repository's further reference files, and small files of the city."""
    home = copy_of_sample(root)
    reference = REPOSITORY / "data" / "reference"
    for path in sorted(reference.rglob("*")):
        place = home.reference / path.relative_to(reference)
        if path.is_file() and not place.exists():
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, place)
    published = home.reference / "published.csv"
    lines = published.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in lines if "indicator" in line or ",rb_index," in line]
    published.write_text("".join(kept), encoding="utf-8")
    survey = home.questionnaires / "skm.yaml"  # of an indicator that the sample has
    text = survey.read_text(encoding="utf-8").replace(
        "\nindicator: skm", "\nindicator: sakip_score"
    )
    survey.write_text(text.replace("\nbands: skm", "\nbands: rb_grade"), encoding="utf-8")
    for name, content in SMALL_FILES.items():
        place = home.raw(CITY) / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(content, encoding="utf-8")
    settings = home.raw(CITY) / "tables.yaml"
    settings.write_text(settings.read_text(encoding="utf-8") + SMALL_TABLE, encoding="utf-8")
    return home


def edited_files(home: Home) -> list[Path]:
    """Every file of the project that a person may edit, but those of the second city."""
    data = (path for path in (home.root / "data").rglob("*") if path.is_file())
    kept = (path for path in data if "kota-uji" not in path.parts)
    return sorted([home.params, *kept])


def said_of(home: Home) -> str:
    """All that reading the settings and checking the city says."""
    read_params(home)
    findings, problems = check(home, [CITY])
    told = findings.drop(columns=["reason"], errors="ignore").to_csv() if len(findings) else ""
    return told + "\n".join(map(str, problems))


def read(home: Home) -> bytes:
    """Read all that a check reads, without running the rules over it: a tenth of a second.

    What was read, as bytes: the same ones say that a slip changed nothing but the file.
    """
    catalogue = load_catalogue(home, CITY)
    suite(catalogue.rules)
    city = load_city(home, CITY)
    tidy = clean_city(home, CITY, catalogue)
    everything = (
        read_params(home),
        catalogue,
        city,
        {name: frame.to_csv() for name, frame in tidy.items()},
        read_decisions(home, CITY),
        read_statements(home, city),
        read_vocabulary(home, CITY),
        load_matcher(home, CITY),
        read_document_kinds(home),
        read_weights(home),
        read_data_version(home),
        load_surveys(home),
        read_brand(home, CITY),
    )
    return repr(_plain(everything)).encode()


def _plain(content: object) -> object:
    """What was read as plain values; what was worked out of it later is no part of it."""
    if isinstance(content, Mapping):
        return [(key, _plain(held)) for key, held in content.items()]
    if isinstance(content, list | tuple):
        return [_plain(held) for held in content]
    if isinstance(content, set | frozenset):
        return sorted(map(str, content))
    own = getattr(content, "__dict__", None)
    if own is None or isinstance(content, type) or callable(content):
        return str(content)
    later = {
        name for name in own if isinstance(getattr(type(content), name, None), cached_property)
    }
    return [(name, _plain(held)) for name, held in own.items() if name not in later]
