"""The lines of a head: what they say of numbers and years, joined to paths over columns."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from rapor.catalogue.headers import words_of
from rapor.catalogue.names import fold
from rapor.ground.cells import read_cell
from rapor.ingest.document import TAB, DocumentLine, plain
from rapor.ingest.notes import Notes

_YEAR = re.compile(r"^20\d\d$")
_YEAR_IN = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
MOST_LINES = 4
"""Lines that a header may have; deeper ones have not been seen."""

_ENUMERATOR = re.compile(r"^\(?(?:\d+(?:\.\d+)*|[A-Za-z]|[IVX]+)[.)]{0,2}$")
_COUNTED = re.compile(r"^\(?(\d{1,2})\)?\b")
_COUNTS_BELOW = re.compile(r"\b(?:tahun|thn?)\W*(?:ke\W*)?$", re.IGNORECASE)
_COUNTED_YEAR = re.compile(r"\b(?:tahun|thn?)\W*(?:ke\W{0,2})?([1-9]|I{1,3}|IV|V)\b", re.IGNORECASE)
_MONTH = re.compile(
    r"\b(?:jan|feb|mar|apr|mei|jun|jul|agu|ags|sep|okt|nov|des)[a-z]*\.?\s+20\d\d\b", re.IGNORECASE
)
_ROMAN = ("I", "II", "III", "IV", "V")
QUARTERS = _ROMAN[:4]
"""How heads count the four parts of a year."""
_YEAR_WORDS = frozenset(("tahun", "ta", "th", "thn", "t", "a", "ke", "fy"))
_COUNTS_OF_YEARS = frozenset("i ii iii iv v 1 2 3 4 5 t1 t2 t3 t4 t5 tahap n".split())
"""What may stand beside a year that it counts: ``I (2021)``, ``Tahun ke-1 (2021)``."""
_PER_CENT = ("%", "persen")
"""The unit of figures, where it stands beside their year."""
_GLUED_YEAR = re.compile(r"(?:tahun|ta|thn?)?(20\d\d)")
_LEAST_COUNTED = 3
_LONGEST_WORD = 10
"""Letters of a grade, an opinion or a milestone's word; what has more is a text."""
_N_SAID = re.compile(r"\btahun\s+n\b(?!\s*[-+−–]\s*\d)[^.;]{0,80}?\b(20\d\d)\b", re.IGNORECASE)
_N_EQUAL = re.compile(r"\bn\s*=\s*(?:tahun\s*)?(20\d\d)\b", re.IGNORECASE)
_N_IN_HEAD = re.compile(r"(?:tahun\s*)?n\s*(?:\((20\d\d)\)|:?\s*(20\d\d))", re.IGNORECASE)
_FROM_N = re.compile(
    r"(?P<before>(?:target|realisasi|capaian)?\s*(?:tahun|thn?\.?)?\s*)"
    r"\(?n\s*(?:(?P<sign>[-+−–])\s*(?P<by>\d{1,2}))?\)?",
    re.IGNORECASE,
)
"""Years that heads count from one that they call N: ``n-2``, ``N``, ``Tahun N+1``."""


def without_years(text: str) -> str:
    """A text without the years that it names."""
    return _YEAR_IN.sub("", text).strip()


def is_year(cell: str) -> bool:
    """Whether a cell is a year and nothing else."""
    return bool(_YEAR.match(cell))


def years_in(text: str) -> list[int]:
    """The years that a text names, in its order, each once."""
    return list(dict.fromkeys(int(year) for year in _YEAR_IN.findall(text)))


def folded(lines: Sequence[Sequence[str]]) -> tuple[Sequence[str], Sequence[str] | None]:
    """A header of any depth as two lines: what stands over, and the lowest words below.

    A word of a middle line is kept where nothing stands below it, so that ``Anggaran`` beside
    ``Target Output`` with its quarters keeps its name.
    """
    if len(lines) == 1:
        return lines[0], None
    below = list(lines[-1])
    for line in reversed(lines[1:-1]):
        below = [word or line[at] for at, word in enumerate(below)]
    return lines[0], below


def path_over(lines: Sequence[Sequence[str]], at: int) -> list[str]:
    """The head cells that stand over a column, the highest first, each once.

    A cell stands over a column to its right where a lower line names that column, until the
    next cell of its line, and not beyond the cell that stands over it.
    """
    path: list[str] = []
    start = 0
    for number, line in enumerate(lines):
        is_over = any(lower[at] for lower in lines[number + 1 :])
        first = start if is_over else at
        place = next((to for to in range(at, first - 1, -1) if line[to]), None)
        if place is not None:
            path.append(line[place])
            start = place
    return path


def year_over(path: Sequence[str]) -> int | None:
    """The year of the lowest head cell that names just one."""
    for cell in reversed(path):
        years = years_in(cell)
        if len(years) == 1:
            return years[0]
        if years:
            return None
    return None


def say_the_same(above: Sequence[str], cells: Sequence[str], places: Collection[int]) -> bool:
    """Whether the same words stand below each of several wide heads: ``Rencana``, ``Hasil``."""
    groups: list[list[str]] = []
    for at in sorted(places):
        if above[at] or not groups:
            groups.append([])
        groups[-1].append(fold(cells[at]))
    worded = all(cell[:1].isalpha() for group in groups for cell in group)
    return len(groups) > 1 and worded and all(group == groups[0] for group in groups)


def share_filled(cells: Sequence[str]) -> float:
    """Which share of the cells holds anything."""
    return sum(map(bool, cells)) / len(cells)


def spans_over(first: Sequence[str]) -> Iterator[tuple[str, int]]:
    """For each column, the header cell that stands over it and over how many it stands."""
    starts = [at for at, cell in enumerate(first) if cell or at == 0]
    for number, start in enumerate(starts):
        end = starts[number + 1] if number + 1 < len(starts) else len(first)
        for _ in range(start, end):
            yield first[start], end - start


def spanned(first: Sequence[str], second: Sequence[str] | None) -> tuple[bool, ...]:
    """Which columns stand below a wider head cell."""
    if second is None:
        return (False,) * len(first)
    spans = spans_over(first)
    return tuple(
        span > 1 and bool(down) and not is_year(down)
        for (_, span), down in zip(spans, second, strict=True)
    )


def joined_names(
    first: Sequence[str], second: Sequence[str] | None, paths: Sequence[Sequence[str]]
) -> tuple[str, ...]:
    """Join two lines where both say something; name nameless columns; tell doubles apart.

    Doubles are told apart by as much of what stands over them as differs: ``2022 Target``.
    """
    names: list[str] = []
    for at, (over, span) in enumerate(spans_over(first)):
        up, down = first[at], second[at] if second else ""
        name = down if down and span > 1 else " ".join(part for part in (up, down) if part)
        if down and span == 1 and over:
            name = f"{over} {down}"
        names.append(name or f"col{at + 1}")
    doubles = {name for name, count in Counter(names).items() if count > 1}
    for depth in range(2, MOST_LINES + 1):
        longer = [
            " ".join(path[-depth:]) if name in doubles else name
            for name, path in zip(names, paths, strict=True)
        ]
        if len(set(longer)) == len(longer):
            names = longer
            break
    seen: Counter[str] = Counter()
    for at, name in enumerate(names):
        seen[name] += 1
        if seen[name] > 1:
            names[at] = f"{name} ({seen[name]})"
    return tuple(names)


def is_bare_year(cell: str) -> bool:
    """Whether a cell says a year and no more: ``2022``, ``Tahun II (2022)``, ``2022 (%)``."""
    beside = (*_YEAR_WORDS, *_PER_CENT, *_COUNTS_OF_YEARS)
    words = [word for word in words_of(cell) if word not in beside]
    return len(words) == 1 and _GLUED_YEAR.fullmatch(words[0]) is not None


def says_only_year(cell: str) -> bool:
    """Whether a head cell says that years stand below it and no more: ``Tahun``, ``Tahun ke-``."""
    words = set(words_of(cell))
    return "tahun" in words and words <= _YEAR_WORDS


def is_dated(cell: str) -> bool:
    """Whether a cell names a month of a year: when something is to be done, and no figure."""
    return _MONTH.search(cell) is not None


def are_sentences(body: Sequence[Sequence[str]], at: int) -> bool:
    """Whether the cells of a column are sentences or dates, in which nothing is counted."""
    cells = [row[at] for row in body if row[at]]
    worded = [cell for cell in cells if read_cell(cell).value is None and cell[:1].isalpha()]
    long = sum(len(cell) > _LONGEST_WORD or is_dated(cell) for cell in worded)
    return bool(cells) and 2 * len(worded) > len(cells) and 2 * long > len(worded)


def is_number_cell(text: str) -> bool:
    """Whether a text is what a column of numbers holds: ``3.``, ``a``, ``IV``."""
    return bool(_ENUMERATOR.match(text))


def numbers_columns(cells: Sequence[str]) -> bool:
    """Whether a line numbers the columns: ``1 2 3``, ``(1) (2) (3)``, ``1 2 3=2/1``."""
    filled = [cell for cell in cells if cell]
    numbers = [match for match in map(_COUNTED.match, filled) if match]
    counted = [int(number[1]) for number in numbers] == list(range(1, len(filled) + 1))
    plain = list(cells) == [str(at + 1) for at in range(len(cells))]
    is_long = len(filled) >= _LEAST_COUNTED and 2 * len(filled) > len(cells)
    return plain or (bool(filled) and counted and is_long)


def numbers_all_columns(cells: Sequence[str]) -> bool:
    """Whether a line numbers every column and nothing else: no row of a table counts so."""
    counted = [cell.strip("().") for cell in cells]
    return len(cells) > _LEAST_COUNTED and counted == [str(at + 1) for at in range(len(cells))]


def counts_years(above: Sequence[str], cells: Sequence[str]) -> bool:
    """Whether a line counts years below one head that says so: ``1 2 3`` below ``Tahun ke-``."""
    filled = [at for at, cell in enumerate(cells) if cell]
    heads = {next((up for up in reversed(above[: at + 1]) if up), "") for at in filled}
    counted = [cells[at].strip("().") for at in filled]
    is_counted = counted in (
        [str(number) for number in range(1, len(filled) + 1)],
        list(_ROMAN[: len(filled)]),
    )
    return len(filled) > 1 and is_counted and all(_COUNTS_BELOW.search(head) for head in heads)


def counts_quarters(cells: Sequence[str]) -> bool:
    """Whether cells count the four parts of a year, once or for several: ``I II III IV``."""
    return bool(cells) and tuple(cells) == QUARTERS * (len(cells) // 4)


def with_quarters(roles: Sequence[str], paths: Sequence[Sequence[str]]) -> list[str]:
    """The roles; ``I`` to ``IV`` below one head are the parts of its year."""
    made = list(roles)
    for at in range(len(paths) - 3):
        four = paths[at : at + 4]
        is_below_one = all(len(path) > 1 and path[:-1] == four[0][:-1] for path in four)
        if is_below_one and counts_quarters([path[-1] for path in four]):
            made[at : at + 4] = ["quarter"] * 4
    return made


def counted_in(path: Sequence[str]) -> int | None:
    """The year of the road map that the lowest two cells of a head count; None for none."""
    counted = _COUNTED_YEAR.search(" ".join(path[-2:]))
    if not counted:
        return None
    number = counted[1].upper()
    return int(number) if number.isdigit() else _ROMAN.index(number) + 1


def repeats_with_other_years(head: Sequence[Sequence[str]], lines: Sequence[Sequence[str]]) -> bool:
    """Whether lines say a head again but for its years: then they head another table.

    A year in the first column heads rows, not columns.
    """
    for at, above in enumerate(head):
        if not _is_same_but_years(above, lines[0]):
            continue
        for known, line in zip(head[at:], lines[:MOST_LINES], strict=False):
            if not _is_same_but_years(known, line):
                break
            pairs = zip(map(years_in, known[1:]), map(years_in, line[1:]), strict=False)
            if any(here and there and here != there for here, there in pairs):
                return True
    return False


def _is_same_but_years(known: Sequence[str], line: Sequence[str]) -> bool:
    """Whether two head lines have the same words in the same columns, years apart."""

    def words(cells: Sequence[str]) -> list[str]:
        bare = (without_years(fold(cell)) for cell in cells)
        return [*bare, *[""] * (len(known) + len(line) - len(cells))]

    is_head = any(map(years_in, line)) or any(cell and not cell.isdigit() for cell in line)
    return is_head and words(known) == words(line)


def name_years(lines: Sequence[DocumentLine], notes: Notes) -> list[DocumentLine]:
    """The lines with the year behind each head that counts from N: ``Tahun n-2``, ``N``, ``N+1``.

    Which year N is, a document says in its text (``Tahun N adalah tahun 2023``) or in a head
    (``N (2024)``). Where it does not say one year the heads stay, and each column is doubted.
    """
    named = {year for line in lines for year in _years_of_n(line)}
    if len(named) != 1:
        return list(lines)
    (first,) = named
    return [_with_years(line, first, notes) if line.is_cells else line for line in lines]


def _years_of_n(line: DocumentLine) -> set[int]:
    """The years that a line says N to be."""
    if not line.is_cells:
        return {int(year) for shape in (_N_SAID, _N_EQUAL) for year in shape.findall(line.text)}
    matches = (_N_IN_HEAD.fullmatch(plain(cell)) for cell in line.text.split(TAB))
    return {int(match[1] or match[2]) for match in matches if match}


def _with_years(line: DocumentLine, first: int, notes: Notes) -> DocumentLine:
    cells = line.text.split(TAB)
    counted = [_FROM_N.fullmatch(plain(cell)) for cell in cells]
    if not any(match and match["sign"] for match in counted):
        return line  # one ``N`` alone heads the numbers of the rows
    for at, match in enumerate(counted):
        if match:
            by = int(match["by"] or 0) * (1 if match["sign"] == "+" else -1)
            cells[at] = f"{plain(cells[at])} ({first + by})"
    notes.doubt("years_relative", "", line.number, f"line:{line.number}", str(first), year=first)
    return replace(line, text=TAB.join(cells))
