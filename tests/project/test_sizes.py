"""What keeps the package readable: short modules, short functions, names that say the thing."""

import ast

VAGUE = {"utils", "util", "helpers", "helper", "common", "manager", "managers", "misc", "base"}


def lengths(repository, pattern):
    for path in sorted((repository / "src").rglob(pattern)):
        yield path, path.read_text(encoding="utf-8").count("\n")


def test_a_module_has_at_most_400_lines(repository):
    assert [
        f"{path.name}: {count}" for path, count in lengths(repository, "*.py") if count > 400
    ] == []


def test_an_init_has_at_most_20_lines(repository):
    long = [str(path) for path, count in lengths(repository, "__init__.py") if count > 20]
    assert long == []


def test_a_function_has_at_most_40_lines(modules):
    long = [
        f"{name}.{node.name}: {node.end_lineno - node.lineno + 1}"
        for name, tree in modules.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno - node.lineno + 1 > 40
    ]
    assert long == []


def test_no_module_has_a_name_that_says_nothing(modules):
    assert [name for name in modules if set(name.split(".")) & VAGUE] == []


def test_every_module_says_what_it_is(modules):
    silent = [name for name, tree in modules.items() if not ast.get_docstring(tree)]
    assert silent == []
