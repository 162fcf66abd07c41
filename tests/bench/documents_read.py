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
_READ = """
import json, resource, sys, time
from pathlib import Path
from rapor.ground.paths import Home
from rapor.ingest import ingest_document
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
    print(f"{'document':<24}{'understood':>11}{'misread':>9}{'lost':>6}{'doubts':>8}"
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
        counts, doubts = _scored(folder, sheet), _doubts(folder / "ingest.csv")
        pages = _pages(folder)
    total = sum(counts.values())
    shares = [100 * counts[state] / total for state in ("understood", "misread", "not placed")]
    each = f"{seconds / pages:>8.2f}" if pages else f"{'':>8}"
    print(f"{document.name:<24}{shares[0]:>10.1f}%{shares[1]:>8.1f}%{shares[2]:>5.1f}%{doubts:>8}"
          f"{seconds:>8.2f}{each}{megabytes:>7.0f}  {AIMS.get(ending, 'aim: 95 %')}",
          flush=True)  # fmt: skip


def _scored(folder: Path, sheet: Path) -> Counter[str]:
    """How many cells are in each state, as the documents' own scorer says in its first line."""
    command = [sys.executable, DOCUMENTS / "score.py", "rapor", folder, sheet]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    counts: Counter[str] = Counter()
    for part in said.splitlines()[0].partition(" cells; ")[2].split(";"):
        state, number, _ = part.strip().rsplit(" ", 2)
        counts[state] = int(number)
    return counts


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
