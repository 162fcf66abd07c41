"""How far a long run is: a bar on a terminal, lines in a log, nothing left behind."""

import io

import pytest

from rapor.run.progress import progress, tell


class Terminal(io.StringIO):
    """What a person looks at."""

    def isatty(self):
        return True


@pytest.fixture
def looked_at(monkeypatch):
    """What a run has shown on a stream that it tells on."""

    def look(run, stream, term="xterm"):
        monkeypatch.setattr("sys.stderr", stream)
        monkeypatch.setenv("TERM", term)
        monkeypatch.setenv("COLUMNS", "100")
        run()
        return stream.getvalue()

    return look


def two_steps():
    with progress(2) as far:
        far.begin("clean [kota]")
        tell("kota: 3 notebooks")
        far.end()
        far.begin("report kota")
        far.end()
    tell("done")


def test_a_terminal_has_a_bar_with_the_step_how_many_and_what_is_left(looked_at):
    text = looked_at(two_steps, Terminal())
    for words in ("clean [kota]", "report kota", "0/2", "1/2", "2/2", "left"):
        assert words in text
    assert "kota: 3 notebooks\n" in text
    assert text.endswith("done\n")


def test_a_log_has_lines_and_nothing_that_steers_a_terminal(looked_at):
    assert looked_at(two_steps, io.StringIO()) == "kota: 3 notebooks\ndone\n"


def test_a_terminal_that_cannot_move_its_cursor_has_lines(looked_at):
    assert looked_at(two_steps, Terminal(), "dumb") == "kota: 3 notebooks\ndone\n"


def stopped():
    with progress(1) as far:
        far.begin("clean kota")
        raise KeyboardInterrupt


def one_that_is_stopped():
    with pytest.raises(KeyboardInterrupt):
        stopped()
    tell("after")


def test_a_run_that_is_stopped_takes_the_bar_away_and_shows_the_cursor_again(looked_at):
    text = looked_at(one_that_is_stopped, Terminal())
    assert text.rindex("\x1b[?25h") > text.rindex("\x1b[?25l")
    assert text.endswith("after\n")
