"""Rows of the stage tables of the made-up city, each from a few words."""

from made_up_city import CITY, INDICATORS

TRACE = {"city": CITY, "source": "perwal-1-2021", "column": "2023"}


def target(code, value, row, year=2023, **changes):
    """A printed target of table 3.7."""
    printed = str(changes.get("text") or f"{value:g}").replace(".", ",")
    kind = changes.get("kind", "target")
    return {
        **TRACE,
        "table": "3.7",
        "row": row,
        "column": str(year) if kind == "target" else kind,
        "printed": printed,
        "indicator": code,
        "label": code,
        "year": year,
        "kind": kind,
        "measure": "number",
        "value": value,
        "comparator": "=",
        "polarity": "higher",
        "decision": "none",
        "value_printed": value,
    } | changes


def realisation(code, printed, row, year=2023, **changes):
    """A published value."""
    number = printed.replace(".", "").replace(",", ".")
    value = float(number) if number.replace(".", "").isdigit() else None
    return {
        **TRACE,
        "source": "ombudsman-2024",
        "table": "realisation",
        "row": row,
        "column": "printed",
        "printed": printed,
        "indicator": code,
        "label": code,
        "year": year,
        "period": "annual",
        "value": value,
        "text": "" if value is not None else printed,
        "assessor": "Ombudsman RI",
        "publisher": "ombudsman.example",
        "publication": "official",
        "address": "https://ombudsman.example/nilai",
        "decision": "none",
        "value_printed": value,
    } | changes


def line(code, status, row, **changes):
    """A line of the evaluation, with its target in row ``row`` of table 3.7."""
    known = {indicator.code: indicator for indicator in INDICATORS}[code]
    low, high = known.scale or (None, None)
    return {
        "city": CITY,
        "year": 2023,
        "indicator": code,
        "label": known.short,
        "area": known.area,
        "agencies": "organisasi",
        "polarity": known.polarity,
        "measure": known.measure,
        "unit": known.unit,
        "status": status,
        "target_ref": f"3.7:{row}:2023",
        "comparator": "=",
        "scale_min": low,
        "scale_max": high,
    } | changes


def realised(row, printed, value=None, text=""):
    """The columns of a line that has a realisation in row ``row`` of the list."""
    return {
        "realised": value,
        "realised_text": text,
        "realised_printed": printed,
        "realised_ref": f"realisation:{row}:printed",
    }


def finding(rule="outside_scale", row=1, column="2023", **changes):
    """A finding on a cell of table 3.7."""
    ref = f"3.7:{row}:{column}"
    return {
        **TRACE,
        "table": "3.7",
        "row": row,
        "column": column,
        "printed": "770",
        "finding": f"{rule}:{ref}",
        "rule": rule,
        "severity": "error",
        "message": f"Tabel 3.7 baris {row} kolom {column} mencantumkan 770 di luar skala 0–100.",
        "decision": "correct",
        "decision_id": "K-01",
        "decided_value": "70",
        "reason": "Satu angka 7 tercantum berlebih.",
    } | changes


def score(path, label, row, assessor="official", **changes):
    """A printed score of table 2.13."""
    return {
        **TRACE,
        "table": "2.13",
        "row": row,
        "column": "NILAI" if assessor == "official" else "MANDIRI",
        "year": 2021,
        "assessor": assessor,
        "level": "city",
        "component": path,
        "label": label,
        "decision": "none",
    } | changes


def index_line(path, label, weight, row, **changes):
    """A component of the evaluated index."""
    return {
        "city": CITY,
        "year": 2021,
        "component": path,
        "label": label,
        "weight": weight,
        "official_ref": f"2.13:{row}:NILAI",
    } | changes
