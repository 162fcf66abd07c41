"""Cells understood by document and format, with the seconds and memory that a page takes.

The documents are not in the repository: ``RAPOR_DOCUMENTS`` names their folder, else
``../shared/documents`` beside it. Each is a name with ``-cells.csv``, the cells that have to be
read, and the same document in several formats; ``score.py`` there says how a cell counts.
"""

import csv
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
DOCUMENTS = Path(os.environ.get("RAPOR_DOCUMENTS") or REPOSITORY.parent / "shared" / "documents")
ENDINGS = (".txt", ".docx", ".xlsx", ".pdf", "-scan.pdf")
AIMS = {"-scan.pdf": "aim: 85 %"}
_UNKNOWN_TO_SCORER = ("label", "quarter")
_READ = """
import json, resource, sys, time
from pathlib import Path
from rapor.ground.paths import Home
from rapor.ingest.ingest import ingest_document
started = time.perf_counter()
ingest_document(Path(sys.argv[1]), sys.argv[2], Home(Path(sys.argv[3])))
seconds = time.perf_counter() - started
print(json.dumps([seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000]))
"""


def readers() -> None:
    """Every document in every format, each in a process of its own."""
    sheets = sorted(DOCUMENTS.glob("*-cells.csv")) if DOCUMENTS.is_dir() else []
    if not sheets:
        print("no documents; name their folder in RAPOR_DOCUMENTS")
        return
    print(
        "of the misread, silent are those that no doubt is about; the documents' scorer knows no"
        " quarters and no labels beside activities, so that these never count as understood"
    )
    print(f"{'document':<24}{'understood':>11}{'misread':>9}{'silent':>8}{'lost':>6}{'doubts':>8}"
          f"{'s':>8}{'s/page':>8}{'MB':>7}")  # fmt: skip
    for sheet in sheets:
        slug = sheet.name.removesuffix("-cells.csv")
        for ending in ENDINGS:
            if (DOCUMENTS / f"{slug}{ending}").is_file():
                _measure(slug, ending, sheet)


def _measure(slug: str, ending: str, sheet: Path) -> None:
    """One document in one format: what is understood of it, and what it takes."""
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        (home / "params.yaml").write_text("cities: []\n", encoding="utf-8")
        shutil.copytree(REPOSITORY / "data" / "reference", home / "data" / "reference")
        document = DOCUMENTS / f"{slug}{ending}"
        command = [sys.executable, "-c", _READ, document, slug, home]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            print(f"{document.name:<24}{done.stderr.strip().splitlines()[-1][:90]}", flush=True)
            return
        seconds, megabytes = json.loads(done.stdout.splitlines()[-1])
        folder = home / "data" / "raw" / slug
        said = _said(folder, sheet)
        counts, doubts = _scored(said), _doubts(folder / "ingest.csv")
        silent = sum(not _is_doubted(folder, *cell) for cell in _misread(said))
        pages = _pages(folder)
    total = sum(counts.values())
    shares = [100 * counts[state] / total for state in ("understood", "misread", "not placed")]
    each = f"{seconds / pages:>8.2f}" if pages else f"{'':>8}"
    print(f"{document.name:<24}{shares[0]:>10.1f}%{shares[1]:>8.1f}%{silent:>8}{shares[2]:>5.1f}%{doubts:>8}"
          f"{seconds:>8.2f}{each}{megabytes:>7.0f}  {AIMS.get(ending, 'aim: 95 %')}",
          flush=True)  # fmt: skip


def _said(folder: Path, sheet: Path) -> list[str]:
    """What the documents' own scorer says of what was read."""
    command = [sys.executable, DOCUMENTS / "score.py", "rapor", folder, sheet, "-v"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()


def _scored(said: list[str]) -> Counter[str]:
    """How many cells are in each state, as the scorer says in its first line."""
    counts: Counter[str] = Counter()
    for part in said[0].partition(" cells; ")[2].split(";"):
        state, number, _ = part.strip().rsplit(" ", 2)
        counts[state] = int(number)
    return counts


def _misread(said: list[str]) -> list[tuple[str, str, str]]:
    """Table, key and value of the misread cells that the scorer lists, of which it lists sixty."""
    lines = (line.split("|") for line in said if line.split()[:1] == ["misread"])
    return [(where.split()[-1], key.strip(), value.strip()) for where, key, _, value, *_ in lines]


def _is_doubted(folder: Path, table: str, key: str, value: str) -> bool:
    """Whether a doubt is about a cell: itself, its row, its column or its table's kind."""
    with (folder / "tables" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        head, *rows = list(csv.reader(file))
    about = {"kind"}
    for row in rows:
        if any(cell.startswith(key) for cell in row[3:]):
            places = [at for at, cell in enumerate(row) if at > 2 and cell.startswith(value)]
            about |= {f"row:{row[0]}", *(f"column:{head[at]}" for at in places)}
            about |= {f"cell:{row[0]}:{head[at]}" for at in places}
    with (folder / "ingest.csv").open(encoding="utf-8", newline="") as file:
        return any(row["table"] == table and row["at"] in about for row in csv.DictReader(file))


def _doubts(notes: Path) -> int:
    """How many doubts somebody is asked to look at."""
    with notes.open(encoding="utf-8", newline="") as file:
        return sum(bool(row.get("doubt")) for row in csv.DictReader(file))


def _pages(folder: Path) -> int:
    """The last page with a table of a document that has pages; 0 of any other."""
    path = folder / "pages.csv"
    if not path.is_file():
        return 0
    with path.open(encoding="utf-8", newline="") as file:
        return max(int(row["page"]) for row in csv.DictReader(file))
