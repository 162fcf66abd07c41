r"""YAML as this project writes it: in reading order, short things on one line, ``\n``."""

from typing import Any

import yaml


class _Flow(dict[str, Any]):
    """A mapping that is written on one line."""


class _Dumper(yaml.SafeDumper):
    """Indents lists and knows mappings on one line."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        """Indent the items of a list, which the library does not."""
        del indentless
        super().increase_indent(flow, indentless=False)


def _one_line(dumper: yaml.SafeDumper, value: _Flow) -> yaml.Node:
    return dumper.represent_mapping("tag:yaml.org,2002:map", value.items(), flow_style=True)


def _plain_list(dumper: yaml.SafeDumper, value: list[Any]) -> yaml.Node:
    return dumper.represent_sequence("tag:yaml.org,2002:seq", value, flow_style=True)


def _null(dumper: yaml.SafeDumper, _value: None) -> yaml.Node:
    return dumper.represent_scalar("tag:yaml.org,2002:null", "null")


_Dumper.add_representer(_Flow, _one_line)
_Dumper.add_representer(list, _plain_list)
_Dumper.add_representer(type(None), _null)


def yaml_text(content: dict[str, Any]) -> str:
    """The content as YAML: mappings of plain values inside other mappings on one line."""
    return yaml.dump(
        _flowing(content, 0), Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=100
    )


def _flowing(content: dict[str, Any], depth: int) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for key, value in content.items():
        if isinstance(value, dict):
            inner = _flowing(value, depth + 1)
            is_small = (
                depth > 0
                and len(value) <= 3
                and not any(isinstance(part, dict | list) for part in value.values())
            )
            made[key] = _Flow(inner) if is_small else inner
        else:
            made[key] = value
    return made
