"""A made-up city, Contoh, with one small table of each kind, written to a folder."""

import copy
from pathlib import Path

import pytest
import yaml

from rapor.catalogue import load_catalogue
from rapor.clean import clean_city
from rapor.errors import DataRejected, Problem
from rapor.files import csv_text
from rapor.paths import Home
from rapor.tables import Tables

_SURE = {"reference": "made up for the tests", "verified": True}

_INDICATORS = {
    "sakip_score": ["Nilai SAKIP", "nilai", [0, 100], "number", "higher", "accountability"],
    "bpk_opinion": ["Opini BPK", "opini", None, "ordinal", "higher", "accountability"],
    "spbe_index": ["Indeks SPBE", "indeks", [1, 5], "number", "higher", "business_process"],
    "discipline": ["Pelanggaran disiplin", "kasus", None, "count", "lower", "human_resources"],
    "rb_index": ["Indeks RB", "indeks", [0, 100], "number", "higher", "change_management"],
}
_AREAS = {
    "change_management": "Manajemen Perubahan",
    "accountability": "Penguatan Akuntabilitas",
    "business_process": "Penataan Tata Laksana",
    "human_resources": "SDM Aparatur",
}
_GOALS = {"clean": "Birokrasi yang Bersih", "capable": "Birokrasi yang Kapabel"}
_AGENCIES = {
    "setda": ["Setda"],
    "setda_organisasi": ["Setda Bagian Organisasi", "Bagian Organisasi"],
    "inspektorat": ["Inspektorat", "Inspektorat Daerah"],
    "bkd": ["BKD"],
    "bkpsdm": ["BKPSDM"],
    "diskominfo": ["Diskominfo"],
    "dukcapil": ["Dinas Kependudukan dan Pencatatan Sipil"],
    "all_agencies": ["Semua PD", "OPD"],
    "service_agencies": ["OPD Pelayanan"],
}
_COMPONENTS = [
    ("index", "Indeks RB", 100, ["Indeks RB (Pengungkit + Hasil)"]),
    ("enabler", "Komponen Pengungkit", 60, ["Total Komponen Pengungkit"]),
    ("enabler/fulfilment", "Pemenuhan", 60, []),
    ("enabler/fulfilment/accountability", "Penguatan Akuntabilitas", 60, []),
    ("enabler/fulfilment/accountability/1", "Keterlibatan Pimpinan", 20, []),
    ("enabler/fulfilment/accountability/2", "Kualitas Pelayanan Publik", 40, []),
    ("result", "Komponen Hasil", 40, ["Total Komponen Hasil"]),
    ("result/public_service", "Kualitas Pelayanan Publik", 40, []),
]

_YEARS = {str(year): {"role": "target", "year": year} for year in (2022, 2023, 2024)}

TABLES = {
    "1.1": {
        "kind": "targets",
        "area": "accountability",
        "goal": "clean",
        "columns": {
            "No": {"role": "number"},
            "Sasaran": {"role": "outcome"},
            "Indikator": {"role": "label"},
            **_YEARS,
            "Target 2024": {"role": "end_target", "year": 2024},
        },
        "rows": [
            ["1", "Kinerja naik", "Nilai SAKIP", "65", "70,5", "", "80"],
            ["2", "Opini terjaga", "Opini BPK", "WTP", "wtp", "O,5", "WTP"],
        ],
    },
    "1.2": {
        "kind": "end_targets",
        "columns": {
            "Sasaran": {"role": "goal"},
            "Indikator": {"role": "label"},
            "Skala": {"role": "scale"},
            "Baseline": {"role": "baseline", "year": 2021},
            "Target": {"role": "end_target", "year": 2024},
        },
        "rows": [
            ["Birokrasi yang Kapabel", "Indeks SPBE", "0-5", "1.670", "---"],
            ["", "Opini BPK", "Opini", "WDP", "WTP"],
        ],
    },
    "1.3": {
        "kind": "action_plan",
        "area": "business_process",
        "columns": {
            "No": {"role": "number"},
            "Kegiatan": {"role": "activity"},
            "Hasil": {"role": "outcome"},
            "Indikator": {"role": "label"},
            **_YEARS,
            "PD": {"role": "agencies"},
        },
        "rows": [
            ("group", ["", "Program Tata Laksana", "", "", "2022", "2023", "2024", ""]),
            ["1", "Bangun SPBE", "Tata laksana", "Indeks SPBE", "2,5", "3", ">3,5", "Diskominfo"],
            ["2", "Latih pegawai", "", "", "10%", "", "41 PD", "BKD (2022), BKPSDM (2023-2026)"],
            ["3", "", "Kinerja", "Nilai SAKIP", "1", "2", "3", "Inspektorat Semua PD"],
        ],
    },
    "1.4": {
        "kind": "action_plan",
        "goal": "capable",
        "columns": {
            "STRATEGI": {"role": "text"},
            "RENCANA": {"role": "label"},
            **_YEARS,
            "OPD": {"role": "agencies"},
        },
        "rows": [
            ["1. Tata", "a. Indeks SPBE", "1.5", "2.5", "3", "SETDA-INSPEKTORAT DAERAH"],
            ("group", ["", "PENATAAN MANAJEMEN PERUBAHAN melalui :", "", "", "", ""]),
            ("split", ["2. Ubah", "a. Pelanggaran disiplin", "<0.05", "<0.04 per thn", "", "BKD"]),
            ("split", ["", "b. Nilai SAKIP", "51,53", "60", "70", "OPD PELAYANAN"]),
            ["3. SDM", "a. Opini BPK", "WTP", "WTP", "WTP", "Setda Dan OPD"],
            ("sentence", ["RENCANA AKSI", "", "", "", "", ""]),
            ("unplaced", ["Nilai SAKIP", "9", "9", "", "", ""]),
        ],
    },
    "1.5": {
        "kind": "activities",
        "goal": "clean",
        "columns": {
            "Area": {"role": "area"},
            "Indikator": {"role": "label"},
            "Kegiatan": {"role": "activity"},
            "PD": {"role": "agencies"},
        },
        "rows": [
            ["4. SDM Aparatur", "Opini BPK", "Susun laporan", "Bagian Organisasi Setda"],
            ["", "", "Periksa laporan", ""],
        ],
    },
    "2.1": {
        "kind": "self_assessment",
        "year": 2021,
        "assessor": "self",
        "component": "enabler/fulfilment/accountability",
        "columns": {
            "col1": {"role": "number"},
            "PENILAIAN": {"role": "label"},
            "BOBOT": {"role": "weight"},
            "NILAI": {"role": "value"},
            "%": {"role": "ratio"},
        },
        "rows": [
            ["PENGUATAN AKUNTABILITAS", "", "60.00", "2.01", "0.03"],
            ["1", "Keterlibatan Pimpinan", "20.00", "1.01", ""],
            ["2.", "Kualitas Pelayanan Publik", "40.00", "Belum Diisi", ""],
        ],
    },
    "2.2": {
        "kind": "self_assessment",
        "year": 2021,
        "assessor": "self",
        "component": "enabler/fulfilment",
        "columns": {
            "PARAMETER": {"role": "label"},
            "BOBOT": {"role": "weight"},
            "PUSAT": {"role": "central"},
            "UNIT": {"role": "unit"},
        },
        "rows": [["Penguatan Akuntabilitas", "60.00", "", "1.68"]],
    },
    "2.3": {
        "kind": "official_index",
        "year": 2021,
        "assessor": "official",
        "columns": {
            "KOMPONEN": {"role": "label"},
            "BOBOT": {"role": "weight"},
            "NILAI 2021": {"role": "value"},
        },
        "rows": [
            ("group", ["A. Komponen Pengungkit", "", ""]),
            ["I. Pemenuhan", "60,00", "7,49"],
            ["Total Komponen Pengungkit", "60,00", "15,93"],
            ("group", ["B. Komponen Hasil", "", ""]),
            ["I. Kualitas Pelayanan Publik", "40,00", "27,01"],
            ["Total Komponen Hasil", "40,00", "27,01"],
            ["INDEKS RB (PENGUNGKIT + HASIL)", "100,0", "42,94"],
        ],
    },
    "2.4": {
        "kind": "official_parameters",
        "year": 2021,
        "columns": {
            "PARAMETER": {"role": "label"},
            "SKALA": {"role": "scale"},
            "NILAI": {"role": "value"},
            "SUMBER": {"role": "owner"},
        },
        "rows": [
            ("group", ["CAPAIAN", "", "", ""]),
            ["Indeks SPBE", "1-5", "1,67", "Kementerian PANRB"],
            ["Opini BPK", "Opini", "WTP", ""],
        ],
    },
}

PUBLISHED = [
    'sakip_score,2022,annual,"61,25",PANRB,kota.test,official,,https://a.test/1,0-100,,kota-2023',
    "bpk_opinion,2019,annual,wdp,BPK,koran.test,press,2020-05,https://b.test/2,opini,lama,koran-2020",
]
PUBLISHED_HEADER = (
    "indicator,year,period,printed,assessor,publisher,publication,published,address,scale,"
    "note,source"
)


class Contoh:
    """A project folder with the city; change ``tables`` or files, then ``clean``."""

    def __init__(self, root: Path) -> None:
        self.home = Home(root)
        self.tables = copy.deepcopy(TABLES)
        self.road_map = {"from": 2022, "to": 2024, "baseline": 2021}
        self.published = list(PUBLISHED)
        self.raw = root / "data" / "raw" / "contoh"
        (self.raw / "tables").mkdir(parents=True)
        (root / "data" / "reference" / "instruments").mkdir(parents=True)
        (root / "params.yaml").write_text("cities: [contoh]\n", encoding="utf-8")
        self._reference()

    def _yaml(self, path: Path, content: object) -> None:
        text = yaml.safe_dump(content, allow_unicode=True, sort_keys=False)
        path.write_text(text, encoding="utf-8")

    def _reference(self) -> None:
        folder = self.home.reference
        names = ("name", "unit", "scale", "measure", "polarity", "area")
        indicators = {
            code: dict(zip(names, values, strict=True)) | {"goal": "clean", "owner": "Kota"} | _SURE
            for code, values in _INDICATORS.items()
        }
        indicators["bpk_opinion"]["order"] = "opinion"
        self._yaml(folder / "indicators.yaml", indicators)
        for file, names_of in (("areas", _AREAS), ("goals", _GOALS)):
            entries = {code: {"name": name} | _SURE for code, name in names_of.items()}
            if file == "areas":
                entries["change_management"]["spellings"] = ["Penataan Manajemen Perubahan melalui"]
            self._yaml(folder / f"{file}.yaml", entries)
        opinions = {"ranks": ["TMP", "TW", "WDP", "WTP"]} | _SURE
        self._yaml(folder / "scales.yaml", {"opinion": opinions})
        rules = {"categories": {"bands": [{"name": "tinggi", "above": 0}]} | _SURE}
        self._yaml(folder / "achievement.yaml", rules | {"cap": {"choices": []} | _SURE})
        components = [
            {"path": path, "label": label, "weight": weight, "spellings": spellings} | _SURE
            for path, label, weight, spellings in _COMPONENTS
        ]
        instrument = {"instrument": "Contoh 1/2020", "first_year": 2020, "last_year": 2022}
        self._yaml(
            folder / "instruments" / "2020.yaml", instrument | {"components": components} | _SURE
        )
        (folder / "cities.csv").write_text(
            "city,name,province,code,reference,verified\n"
            "contoh,Kota Contoh,Contoh,00.00,made up,true\n",
            encoding="utf-8",
        )
        (folder / "labels.csv").write_text(
            "city,table,label,indicator\n"
            + "".join(f"contoh,,{values[0]},{code}\n" for code, values in _INDICATORS.items())
            + "contoh,,Indeks RB (Pengungkit + Hasil),rb_index\n",
            encoding="utf-8",
        )
        (folder / "agencies.csv").write_text(
            "city,agency,name,spelling\n"
            + "".join(
                f"contoh,{code},{names[0]},{name}\n"
                for code, names in _AGENCIES.items()
                for name in names
            ),
            encoding="utf-8",
        )

    def write(self) -> None:
        """Write the city's raw folder as it is described now."""
        entries = {}
        for name, table in self.tables.items():
            entries[name] = {key: value for key, value in table.items() if key != "rows"}
            header = ["row", "line", "mark", *table["columns"]]
            rows = []
            for number, row in enumerate(table["rows"], start=1):
                mark, cells = row if isinstance(row, tuple) else ("", row)
                values = [str(number), str(100 + number), mark, *cells]
                rows.append(dict(zip(header, values, strict=True)))
            (self.raw / "tables" / f"{name}.csv").write_text(
                csv_text(header, rows), encoding="utf-8"
            )
        content = {
            "document": "perwal-1-2022",
            "road_map": self.road_map,
            "precedence": {"targets": ["1.1"]},
            "tables": entries,
        }
        self._yaml(self.raw / "tables.yaml", content)
        sources = {"perwal-1-2022": {"title": "Perwali Contoh 1/2022"}}
        self._yaml(self.raw / "sources.yaml", sources | {"kota-2023": {}, "koran-2020": {}})
        lines = [PUBLISHED_HEADER, *self.published]
        (self.raw / "realisation.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")

    def clean(self, *, write: bool = True) -> Tables:
        """Clean the city as it is described, or (``write=False``) as it lies in its folder."""
        if write:
            self.write()
        return self.clean_as("contoh")

    def clean_as(self, slug: str) -> Tables:
        """Clean the folder of a city as it lies."""
        return clean_city(self.home, slug, load_catalogue(self.home))


@pytest.fixture
def contoh(tmp_path: Path) -> Contoh:
    return Contoh(tmp_path)


@pytest.fixture
def tidy(contoh: Contoh) -> Tables:
    return contoh.clean()


@pytest.fixture
def rejected():
    """Clean a city that must be refused for one reason, and give that reason."""

    def clean(contoh: Contoh) -> Problem:
        with pytest.raises(DataRejected) as refused:
            contoh.clean()
        (problem,) = refused.value.problems
        return problem

    return clean
