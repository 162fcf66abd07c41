"""Fields: numbers that Word counts itself, each with the result that it will find."""

from rapor.write.word.markup import Xml, text_node, w


def simple(instruction: str, result: str, *properties: Xml) -> Xml:
    """A field in one piece, with its result and what that looks like."""
    return w("fldSimple", w("r", *properties, text_node(result)), instr=f" {instruction} ")


def opening(instruction: str) -> list[Xml]:
    """The start of a field whose result is what follows it."""
    return [
        w("r", w("fldChar", fldCharType="begin")),
        w("r", text_node(f" {instruction} ", "instrText")),
        w("r", w("fldChar", fldCharType="separate")),
    ]


def closing() -> Xml:
    """The end of a field."""
    return w("r", w("fldChar", fldCharType="end"))
