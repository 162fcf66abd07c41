"""The option ``-p NAME VALUE``, two words as papermill takes them."""

from typing import Any

from typer.core import TyperCommand

from rapor.ground.errors import Problem, UsageError


class Paired(TyperCommand):
    """A command whose ``-p`` takes a name and a value, as papermill's does."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Join each pair before the command is read; ``UsageError`` for half a pair."""
        return super().parse_args(ctx, _join_pairs(args))


def _join_pairs(arguments: list[str]) -> list[str]:
    rest, joined = iter(arguments), []
    for argument in rest:
        joined.append(argument)
        if argument == "-p":
            name, value = next(rest, None), next(rest, None)
            if name is None or value is None:
                raise UsageError(
                    Problem("-p", "name or value missing", "-p NAME VALUE", "complete the option")
                )
            joined.append(f"{name}={value}")
    return joined
