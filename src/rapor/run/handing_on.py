"""``rapor export`` and ``rapor deliver``: a city's tables as a data package, a report as it was.

A package is Frictionless: every table that a report is made from, with those of accepted surveys,
as CSV with the schema that its declaration gives, the sources with their licences, and what the
statistical metadata of Satu Data Indonesia (Perpres 39/2019) asks of each indicator. What is not
known of an indicator is empty there, and the package lists it.

An archive holds the formats, the slides, the data package, the manifest and a list of digests. Its
name says city, year and state, and a number when the same was delivered before in another state:
nothing that was delivered is ever written over.
"""

import hashlib
import json
import zipfile
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

import pandas as pd

from rapor.catalogue import load_catalogue, load_city
from rapor.catalogue.catalogue import Catalogue
from rapor.catalogue.city import City
from rapor.catalogue.indicators import Indicator
from rapor.catalogue.kept_surveys import kept_surveys
from rapor.ground.errors import DataRejected, Problem, UsageError
from rapor.ground.files import csv_text, write_bytes
from rapor.ground.paths import Home
from rapor.ground.period import ANNUAL, folder_of
from rapor.ground.project_files import files_below, stored
from rapor.ground.tables import ACCEPTED, EVALUATION, Finding, Tables
from rapor.ground.tables.frames import text_of_table
from rapor.ground.tables.model import ColumnFacts, TableModel
from rapor.ground.tables.surveys import SURVEYS
from rapor.ground.together import changing, write_together
from rapor.run import short_reports, stages
from rapor.run.settings import read_params
from rapor.write.brand import FILE, read_brand
from rapor.write.takeout import FOLDERS

_PACKAGES = "exports"
"""Beside ``reports``: what stands there is handed on, and no output of the pipeline."""
DESCRIPTOR = "datapackage.json"
INDICATORS = "metadata-indikator"

_TYPES = {"text": "string", "number": "number", "integer": "integer"}

_METADATA = {
    "kode": "code of the indicator in the catalogue",
    "nama": "name of the indicator",
    "konsep": "concept that it measures",
    "definisi": "definition",
    "rumus": "formula",
    "interpretasi": "how its value is read",
    "satuan": "unit",
    "ukuran": "kind of quantity",
    "klasifikasi": "categories of its values",
    "produsen_data": "who produces the data",
    "rujukan": "where these facts were read",
    "diperiksa": "whether they were read at their source: ya or belum",
}
"""Columns of the indicators' metadata, by the forms of BPS (MS-Ind); each with its meaning."""
_UNKNOWN = ("konsep", "definisi", "rumus")
"""What no document of a city prints: empty, and listed as unknown."""
_INTERPRETED = {"higher": "makin tinggi makin baik", "lower": "makin rendah makin baik"}
_DELIVERIES = "deliveries"
DIGESTS = "SHA256SUMS"
STATES = ("draft", "final")
_KEPT = 0o444
"""Nobody writes to what was delivered."""
_DAY = (1980, 1, 1, 0, 0, 0)
"""The only date in the archive: the same contents are the same bytes."""


def export(home: Home, slug: str) -> list[Path]:
    """Write the package of a city to ``exports/<city>``; return its files.

    Its years are those of ``params.yaml`` that the road map reaches; what has not been made is made
    first. Raises ``DataRejected`` when there is no such year, and as ``stages.everything``.
    """
    catalogue, city = load_catalogue(home, slug), load_city(home, slug)
    years = [year for year in sorted(read_params(home).years) if year in city.years]
    if not years:
        raise DataRejected(
            Problem("params.yaml", f"no year of the road map of {slug}",
                    f"one of {city.years[0]} to {city.years[-1]}", "add one")
        )  # fmt: skip
    texts: dict[str, str] = {}
    resources = []
    for name, text, resource in _resources(home, city, catalogue, years):
        texts[name] = text
        resources.append(resource | _file(name, text))
    package = _descriptor(home, city, catalogue, years) | {"resources": resources}
    texts[DESCRIPTOR] = f"{json.dumps(package, ensure_ascii=False, indent=2)}\n"
    folder = home.root / _PACKAGES / slug
    for path in stored(folder, "data/**/*.csv"):
        if path.relative_to(folder).as_posix() not in texts:
            path.unlink()  # of an export with other years
    return write_together(folder, texts)


def _resources(
    home: Home, city: City, catalogue: Catalogue, years: list[int]
) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """File name, text and description of every table, those of the whole road map first."""
    models: Mapping[str, type[TableModel]] = {**ACCEPTED, "findings": Finding}
    for year in years:
        tables = stages.everything(home, city.slug, year)
        if year == years[0]:
            yield from _tables(models, tables, "data", "")
        yield from _tables(EVALUATION, tables, f"data/{year}", f"-{year}")
    surveys = kept_surveys(home, city.slug)
    if len(surveys["surveys"]):  # figures of groups alone: answers of persons are kept nowhere
        yield from _tables(SURVEYS, surveys, "data", "")
    shown = [catalogue.indicators[code] for code in _used(tables)]
    rows = [_metadata(indicator, catalogue, years[-1]) for indicator in shown]
    fields = [
        {"name": name, "type": "string", "description": meaning}
        for name, meaning in _METADATA.items()
    ]
    about = {"name": INDICATORS, "title": "Metadata indikator (Satu Data Indonesia)"}
    schema = {"fields": fields, "primaryKey": ["kode"], "missingValues": [""]}
    yield f"data/{INDICATORS}.csv", csv_text(list(_METADATA), rows), about | {"schema": schema}


def _tables(
    models: Mapping[str, type[TableModel]], tables: Tables, folder: str, suffix: str
) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for name, model in models.items():
        declared = model.declaration()
        about = {"name": f"{name.replace('_', '-')}{suffix}", "title": f"{name}{suffix}"}
        about |= {"description": declared.meaning}
        yield (
            f"{folder}/{name}.csv",
            text_of_table(model, tables[name]),
            about | {"schema": schema_of(model)},
        )


def schema_of(model: type[TableModel]) -> dict[str, Any]:
    """Table schema of a declared table: fields with their meanings, words and key.

    A key of which every column may be empty is no primary key to the standard, and left out.
    """
    declared = model.declaration()
    schema: dict[str, Any] = {"fields": [_field(facts) for facts in declared.columns.values()]}
    key = [*declared.key, *declared.within]
    keyed = {"primaryKey": key} if set(key) & set(declared.filled) else {}
    return schema | keyed | {"missingValues": [""]}


def _field(facts: ColumnFacts) -> dict[str, Any]:
    """A column: references and lists of them are texts."""
    constraints: dict[str, Any] = {"required": True} if facts.filled else {}
    if facts.words:
        constraints["enum"] = list(facts.words)
    field = {"name": facts.name, "type": _TYPES.get(facts.kind, "string")}
    field |= {"description": facts.meaning}
    return field | ({"constraints": constraints} if constraints else {})


def _file(name: str, text: str) -> dict[str, Any]:
    content = text.encode("utf-8")
    facts: dict[str, Any] = {"path": name, "profile": "tabular-data-resource", "encoding": "utf-8"}
    digest = hashlib.sha256(content).hexdigest()
    return facts | {"bytes": len(content), "hash": f"sha256:{digest}"}


def _used(tables: Tables) -> list[str]:
    """Codes of the indicators that the city plans or has results of."""
    codes = pd.concat([tables[name]["indicator"] for name in ("targets", "realisations")])
    return sorted(code for code in set(codes) if code)


def _metadata(indicator: Indicator, catalogue: Catalogue, year: int) -> dict[str, str]:
    """What the catalogue knows of an indicator; definitions and formulas it does not know."""
    return dict.fromkeys(_METADATA, "") | {
        "kode": indicator.code,
        "nama": indicator.name,
        "interpretasi": _INTERPRETED.get(indicator.polarity, ""),
        "satuan": indicator.unit,
        "ukuran": indicator.measure,
        "klasifikasi": "; ".join(_categories(indicator, catalogue, year)),
        "produsen_data": indicator.owner,
        "rujukan": indicator.reference,
        "diperiksa": "ya" if indicator.verified else "belum",
    }


def _categories(indicator: Indicator, catalogue: Catalogue, year: int) -> Iterator[str]:
    """Categories of the indicator's values in a year, best first, each with its lower bound."""
    scale = catalogue.scale(indicator.bands, year) if indicator.bands else None
    for band in scale.bands if scale else ():
        yield f"{band.name} {'>=' if band.closed else '>'} {band.bound:g}"
    ranks = catalogue.scale(indicator.order, year) if indicator.order else None
    yield from reversed(ranks.ranks if ranks else ())


def _descriptor(home: Home, city: City, catalogue: Catalogue, years: list[int]) -> dict[str, Any]:
    """Name, version, licences and sources of the package.

    The version is the last year and whether every indicator with a target then has a result.
    """
    name = catalogue.city(city.slug).name
    lines = stages.everything(home, city.slug, years[-1])["indicators"]
    planned = lines[lines["target_ref"] != ""]
    lacking = int((planned["realised_ref"] == "").sum())
    state = f"partial.{len(planned) - lacking}.{len(planned)}" if lacking else "complete"
    licences = dict.fromkeys(
        str(entry["licence"]) for entry in city.sources.values() if entry.get("licence")
    )
    return {
        "profile": "tabular-data-package",
        "name": f"rapor-rb-{city.slug}",
        "title": f"Evaluasi road map reformasi birokrasi {name}, {years[0]}-{years[-1]}",
        "version": f"{years[-1]}.0.0-{state}",
        "licenses": [{"name": "other-open", "title": title} for title in licences],
        "sources": [_source(key, entry) for key, entry in city.sources.items()],
        "satu_data": {
            "reference": "Peraturan Presiden 39/2019",
            "metadata": f"data/{INDICATORS}.csv",
            "unknown": list(_UNKNOWN),
        },
    }


def _source(key: str, entry: Mapping[str, Any]) -> dict[str, str]:
    title = entry.get("reference") or entry.get("title") or entry.get("publisher") or key
    address = str(entry.get("address") or "")
    path = {"path": address} if address.startswith(("http://", "https://")) else {}
    return {"title": str(title), **path}


def deliver(
    home: Home, slug: str, year: int, state: str, language: str = "id", period: str = ANNUAL
) -> tuple[Path, bool]:
    """Make the report and keep it; the archive, and whether it is new.

    A delivery with the same contents is that delivery; without a ``state`` it has that of the
    brand, or is a draft. Raises ``UsageError`` for a state that does not exist,
    ``DataRejected`` for one that the pages do not say, and as ``stages.report`` and
    ``export``.
    """
    state = _state(home, slug, folder_of(year, period), state)
    page = stages.report(home, slug, year, language, period)
    folder = page.parent
    export(home, slug)
    exported = home.root / _PACKAGES / slug
    files = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in _of_report(folder, page.stem)
    }
    for path in short_reports.slides(home, slug, year, language, period):
        files[path.name] = path.read_bytes()
    files |= {
        f"data-package/{path.relative_to(exported).as_posix()}": path.read_bytes()
        for path in files_below(exported)
    }
    whole = _archive(files)
    place = home.root / _DELIVERIES / slug
    stem = f"{slug}-{folder_of(year, period)}-{page.stem}-{state}"
    number, path = 1, place / f"{stem}.zip"
    with changing(place):
        while path.exists() and path.read_bytes() != whole:
            number += 1
            path = place / f"{stem}-{number}.zip"
        if path.exists():
            return path, False
        write_bytes(path, whole, _KEPT)
    return path, True


def _state(home: Home, slug: str, year: str, state: str) -> str:
    """The state asked for, or else that of the brand in the ``year``, or else a draft."""
    of_brand = read_brand(home, slug, year).state
    state = state or of_brand or STATES[0]
    if state in STATES and of_brand and of_brand != state:
        raise DataRejected(
            Problem(
                "--state",
                f"{state}, while {FILE} says {of_brand}, as every page does",
                "the same in both",
                f"change the state in {FILE}, or leave --state away",
            )
        )
    if state not in STATES:
        raise UsageError(
            Problem("--state", repr(state[:40]), f"one of {', '.join(STATES)}", "choose one")
        )
    return state


def _of_report(folder: Path, stem: str) -> list[Path]:
    """The formats of one language, its figures and tables, and the manifest."""
    named = stored(folder, f"{stem}.*")
    beside = (path for name in FOLDERS for path in stored(folder / name, f"{stem}-*"))
    return [*named, *beside, *(path for path in stored(folder, "manifest*.json"))]


def _archive(files: Mapping[str, bytes]) -> bytes:
    """The files and their digests in an archive that says nothing of its machine or its day."""
    sums = "".join(f"{hashlib.sha256(files[name]).hexdigest()}  {name}\n" for name in sorted(files))
    held = BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in sorted({**files, DIGESTS: sums.encode("utf-8")}.items()):
            entry = zipfile.ZipInfo(name, _DAY)
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content, zipfile.ZIP_DEFLATED)
    return held.getvalue()
