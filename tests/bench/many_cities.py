"""Any number of made-up cities, the same for the same seed: ``many_cities.py FOLDER COUNT [SEED]``.

Each has the printed tables of one of the repository's cities, so that its reports cost what real
ones do, and a name, a code and last digits of results of its own. Names are awkward on purpose:
long, with apostrophes, quotes, brackets and letters that are not Latin. ``spoil`` breaks one city
in each way in which a batch has to go on.
"""

import csv
import random
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import yaml
from copies import REPOSITORY

MODELS = ("bengkulu", "binjai")
"""Cities whose tables the made-up ones have, by turns."""

_FIRST = "ba ci da gu ja ka lu ma ni pa ra su ta wu".split()
_LAST = "bang dur gai jung kal lang mas nang rik sor tam wan".split()
_AWKWARD = (
    "{}",
    "{} O'Dé & Putri",
    '{} "Baru" <b>Utara</b>',
    "{} Kepulauan Teluk Tanjung Bukit Sungai Danau Pasir Putih Selatan Daya",
    "{} Бару",
)
_ONE_DIGIT_MORE = re.compile(r"\d+,\d\d")


def make(root: Path, count: int, seed: int = 1) -> list[str]:
    """A project of ``count`` made-up cities in an empty folder; returns their slugs."""
    _copy_project(root)
    chance = random.Random(seed)  # noqa: S311 - not for secrets
    slugs: list[str] = []
    while len(slugs) < count:
        word = "".join([*chance.choices(_FIRST, k=2), chance.choice(_LAST)])
        if f"kota-{word}" not in slugs:
            slugs.append(f"kota-{word}")
    for number, slug in enumerate(slugs):
        _add(root, slug, MODELS[number % len(MODELS)], number, chance)
    params = yaml.safe_load((REPOSITORY / "params.yaml").read_text(encoding="utf-8"))
    text = yaml.safe_dump(params | {"cities": sorted(slugs)}, sort_keys=False)
    (root / "params.yaml").write_text(text, encoding="utf-8")
    return slugs


def spoil(root: Path, slugs: Sequence[str]) -> dict[str, str]:
    """Break the first three cities, each in its way; what of which city."""
    raw = root / "data" / "raw"
    (raw / slugs[0] / "tables.yaml").write_text("tables: [", encoding="utf-8")
    (raw / slugs[1] / "corrections.yaml").write_text("[]\n", encoding="utf-8")
    shutil.rmtree(raw / slugs[2] / "tables")
    return dict(zip(slugs, ("no YAML", "undecided", "no tables"), strict=False))


def _copy_project(root: Path) -> None:
    """What git tracks, but for the repository's cities."""
    listed = subprocess.run(
        ["git", "ls-files"], cwd=REPOSITORY, capture_output=True, text=True, check=True
    )
    for name in listed.stdout.splitlines():
        if (REPOSITORY / name).is_file() and not name.startswith(("data/raw/", "tests/")):
            target = root / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(REPOSITORY / name, target)


def _add(root: Path, slug: str, model: str, number: int, chance: random.Random) -> None:
    raw = root / "data" / "raw" / slug
    shutil.copytree(REPOSITORY / "data" / "raw" / model, raw)
    name = _AWKWARD[number % len(_AWKWARD)].format(f"Kota {slug.removeprefix('kota-').title()}")
    facts = {"name": name, "code": f"{11 + number // 99}.{1 + number % 99:02}"}
    own = raw / "city.yaml"
    if own.is_file():
        size = {"population": chance.randrange(30_000, 3_000_000)}
        size |= {"population_reference": "made up"}
        entry = yaml.safe_load(own.read_text(encoding="utf-8")) | facts | size
        own.write_text(yaml.safe_dump(entry, allow_unicode=True), encoding="utf-8")
    for path in (root / "data" / "reference").glob("*.csv"):
        _repeat_for(path, slug, model, facts)
    _change_last_digits(raw, chance)


def _repeat_for(path: Path, slug: str, model: str, facts: dict[str, str]) -> None:
    """Give a city the lines that its model has in a list of the catalogue."""
    header, rows = _read(path)
    if "city" not in header:
        return
    of_model = [row for row in rows if row["city"] == model]
    changed = [row | {"city": slug} for row in of_model]
    if path.name == "cities.csv":
        changed = [row | facts for row in changed]
    _write(path, header, [*rows, *changed])


def _change_last_digits(raw: Path, chance: random.Random) -> None:
    """Change the second decimal of results that no decision and no other publisher speaks of."""
    path = raw / "realisation.csv"
    header, rows = _read(path)
    spoken_of = (raw / "corrections.yaml").read_text(encoding="utf-8")
    places = [(row["indicator"], row["year"], row["period"]) for row in rows]
    for row, place in zip(rows, places, strict=True):
        decided = row["indicator"] in spoken_of or row["printed"] in spoken_of
        if _ONE_DIGIT_MORE.fullmatch(row["printed"]) and places.count(place) == 1 and not decided:
            row["printed"] = f"{row['printed'][:-1]}{chance.randrange(1, 10)}"
    _write(path, header, rows)


def _read(path: Path) -> tuple[list[str], list[dict[str, str]]]:
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        return list(reader.fieldnames or ()), list(reader)


def _write(path: Path, header: list[str], rows: list[dict[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, header, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    make(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 1)
