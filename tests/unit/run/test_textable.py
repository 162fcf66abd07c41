from rapor.run.textable import table


def test_a_table_is_plain_text_and_never_wider_than_asked():
    text = table(
        ["a", "b"], [["q" * 300, "y"], ["[bold]z[/bold] :smile:", "\x1b[1m\x07"]], width=60
    )
    assert max(len(line) for line in text.splitlines()) <= 60
    assert text.replace("\n", "").count("q") == 300
    assert "[bold]z[/bold] :smile:" in text
    assert "\\x1b[1m\\x07" in text
    assert "\x1b" not in text


def test_a_notebook_shows_the_text_itself():
    assert repr(table(["a"], [["1"]])) == str(table(["a"], [["1"]]))
