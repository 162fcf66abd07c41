"""Projects that are broken in every manner: commands say so, and write no half of anything."""

import os
import shutil

import pytest
from copies import bytes_made

from rapor.ground.errors import MissingInput
from rapor.run import stages

CITY = "kota-contoh"
RAW = f"data/raw/{CITY}"
REFERENCE = "data/reference"
LABELS = "label,indicator,note\n"
COMMANDS = (
    ["list"],
    ["check", CITY],
    ["report", CITY, "2021"],
    ["run", "01_clean", "-p", "city", CITY],
)


def text(name, content):
    """Put ``content`` in the place of a file."""
    return lambda root: (root / name).write_bytes(
        content if isinstance(content, bytes) else content.encode()
    )


def changed(name, old, new):
    def change(root):
        now = (root / name).read_text(encoding="utf-8")
        assert old in now
        (root / name).write_text(now.replace(old, new, 1), encoding="utf-8")

    return change


def gone(name):
    return lambda root: (
        shutil.rmtree(root / name) if (root / name).is_dir() else (root / name).unlink()
    )


def instead(name, make):
    """Something else where a file or folder should be."""

    def change(root):
        gone(name)(root)
        make(root / name)

    return change


def loop(path):
    path.symlink_to(path.name)


def file(path):
    path.write_text("a file", encoding="utf-8")


def folder(path):
    path.mkdir()


BINARY = bytes(range(256)) * 20
ALIASES = "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n"
HUGE = "x" * 300_000
BROKEN = {
    "no params.yaml": (gone("params.yaml"), 3, "params.yaml"),
    "params.yaml is a folder": (instead("params.yaml", folder), 3, "params.yaml"),
    "no catalogue": (gone(REFERENCE), 3, f"{REFERENCE}/indicators.yaml"),
    "the catalogue is a file": (instead(REFERENCE, file), 3, f"{REFERENCE}/indicators.yaml"),
    "city.yaml is empty": (text(f"{RAW}/city.yaml", ""), 1, "city.yaml: no fields"),
    "indicators.yaml is a list": (
        text(f"{REFERENCE}/indicators.yaml", "- a\n- b\n"), 1, "indicators.yaml: no entries"),
    "labels.csv is UTF-16": (
        text(f"{REFERENCE}/labels.csv", LABELS.encode("utf-16")), 1, "labels.csv: this is UTF-16"),
    "a cell without end": (
        text(f"{REFERENCE}/labels.csv", f"{LABELS}{HUGE},x,\n"), 1, "labels.csv line 2"),
    "goals.yaml leads to itself": (
        instead(f"{REFERENCE}/goals.yaml", loop), 3, "goals.yaml: cannot be read"),
    "a table's name twice": (
        changed(f"{RAW}/tables.yaml", '  "2.2":', '  "2.1": {}\n  "2.2":'), 1, "line 20: '2.1'"),
    "tables.yaml without end": (text(f"{RAW}/tables.yaml", "[" * 50_000), 1, "nested more than"),
    "sources.yaml is a list": (text(f"{RAW}/sources.yaml", "- a\n"), 1, "sources.yaml: ['a']"),
    "sources.yaml of aliases": (text(f"{RAW}/sources.yaml", ALIASES), 1, "sources.yaml line 1"),
    "a road map of twenty thousand years": (
        changed(f"{RAW}/tables.yaml", "to: 2024", "to: 22024"), 1, "road_map: to: 22024"),
}  # fmt: skip
OF_PARAMS = {
    "params.yaml is empty": (text("params.yaml", ""), 1, "params.yaml: no cities"),
    "params.yaml is binary": (text("params.yaml", BINARY), 1, "params.yaml: byte"),
    "a year in params.yaml is a text": (
        changed("params.yaml", "- 2022", "- '2022'"), 1, "params.yaml: years item 2: '2022'"),
    "a name twice in params.yaml": (
        changed("params.yaml", "languages:", "years: [2021]\nlanguages:"), 1, "'years' stands"),
}  # fmt: skip
OF_THE_DATA = {
    "the city's folder leads to itself": (instead(RAW, loop), 2, f"no {RAW}/city.yaml"),
    "a table is a folder": (instead(f"{RAW}/tables/3.1.csv", folder), 3, "3.1.csv: no such file"),
    "a table leads to itself": (instead(f"{RAW}/tables/3.1.csv", loop), 3, "3.1.csv: no such file"),
    "a table is binary": (text(f"{RAW}/tables/3.1.csv", BINARY), 1, "3.1.csv: byte"),
    "open quotes": (changed(f"{RAW}/tables/3.1.csv", "Nilai SAKIP", '"Nilai'), 1, "3.1.csv line"),
    "a table whose name is no text": (
        lambda root: (root / RAW / "tables" / os.fsdecode(b"\xff\xfe.csv")).touch(), 1, "\\udcff"),
    "a year of results is no number": (
        changed(f"{RAW}/realisation.csv", ",2021,", ",\u00b2\u00b2,"), 1, "year '\u00b2\u00b2'"),
    "decisions are a text": (text(f"{RAW}/corrections.yaml", "K-01"), 1, "yaml: not a list"),
    "a decision on 31 February": (
        changed(f"{RAW}/corrections.yaml", "2026-01-31", "2026-02-31"), 1, "'2026-02-31'"),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_every_command_tells_what_is_broken_and_writes_nothing(rapor, sample, name):
    spoil, code, said = BROKEN[name]
    spoil(sample.root)
    for command in COMMANDS:
        found, out, err = rapor(*command, "--home", sample.root)
        assert (found, said in err, "Traceback" in out + err) == (code, True, False), (command, err)
        assert "    next: " in err or "    expected: " in err
    assert bytes_made(sample) == {}


@pytest.mark.parametrize("name", OF_PARAMS)
def test_broken_settings_are_told_by_every_command_that_needs_them(rapor, sample, name):
    spoil, code, said = OF_PARAMS[name]
    spoil(sample.root)
    for command in (["list"], ["check"], ["run", "05_compare"], ["site"]):
        found, out, err = rapor(*command, "--home", sample.root)
        assert (found, said in err, "Traceback" in out + err) == (code, True, False), (command, err)
    assert bytes_made(sample) == {}


@pytest.mark.parametrize("name", OF_THE_DATA)
def test_a_city_that_cannot_be_read_is_listed_and_not_evaluated(rapor, sample, name):
    spoil, code, said = OF_THE_DATA[name]
    spoil(sample.root)
    assert rapor("list", "--home", sample.root)[0] == 0
    for command in COMMANDS[1:3]:
        found, out, err = rapor(*command, "--home", sample.root)
        assert (found, said in err, "Traceback" in out + err) == (code, True, False), (command, err)
    assert not any(name.startswith("reports") for name in bytes_made(sample))


@pytest.mark.parametrize("place", ["data/processed", "reports"])
def test_a_file_where_results_should_go_is_told_and_stays(sample, place):
    (sample.root / place).write_text("a file", encoding="utf-8")
    with pytest.raises(MissingInput, match=f"{place}/.*: cannot be (written|removed)"):
        stages.report(sample, CITY, 2021)
    assert (sample.root / place).read_text(encoding="utf-8") == "a file"


def test_windows_line_ends_and_a_byte_order_mark_change_nothing(rapor, sample):
    plain = rapor("check", CITY, "--format", "json", "--home", sample.root)
    for path in sample.root.rglob("*"):
        if path.suffix in (".csv", ".yaml"):
            content = path.read_bytes().replace(b"\n", b"\r\n")
            path.write_bytes(b"\xef\xbb\xbf" + content)
    assert rapor("check", CITY, "--format", "json", "--home", sample.root) == plain
    assert plain[0] == 0
