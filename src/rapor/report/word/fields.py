"""Fields: numbers that Word counts itself, each with the result that it will find."""

from rapor.report.word.markup import Element, text_node, w


def simple(instruction: str, result: str) -> Element:
    """A field in one piece, with its result."""
    return w("fldSimple", w("r", text_node(result)), instr=f" {instruction} ")


def opening(instruction: str) -> list[Element]:
    """The start of a field whose result are the elements that follow it."""
    return [
        w("r", w("fldChar", fldCharType="begin")),
        w("r", text_node(f" {instruction} ", "instrText")),
        w("r", w("fldChar", fldCharType="separate")),
    ]


def closing() -> Element:
    """The end of a field."""
    return w("r", w("fldChar", fldCharType="end"))
