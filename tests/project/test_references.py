"""A reference to a printed cell is built and read in one place."""

import ast

HOME = "rapor.ground.ref"


def outside(modules):
    """Every expression of the package but those of the references themselves."""
    for name, tree in modules.items():
        if name != HOME:
            yield from ((name, node) for node in ast.walk(tree))


def shape(node):
    """A formatted text with ``{}`` for its values."""
    parts = (part.value if isinstance(part, ast.Constant) else "{}" for part in node.values)
    return "".join(map(str, parts))


def test_no_other_module_writes_a_reference(modules):
    written = [
        f"{name} line {node.lineno}"
        for name, node in outside(modules)
        if isinstance(node, ast.JoinedStr) and "{}:{}:{}" in shape(node)
    ]
    assert written == [], "use rapor.ground.ref.Ref"


def test_no_other_module_takes_a_reference_apart(modules):
    split = [
        f"{name} line {node.lineno}"
        for name, node in outside(modules)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in ("split", "rsplit")
        and [getattr(part, "value", None) for part in node.args[:1]] == [":"]
    ]
    assert split == [], "use rapor.ground.ref.Ref.read"
