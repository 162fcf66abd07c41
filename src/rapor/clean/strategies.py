"""Strategies and the policies that serve them."""

from rapor.clean.desk import Desk, lines


def strategies(desk: Desk) -> list[dict[str, object]]:
    """Rows of the ``strategies`` table of a city; see its contract.

    The first column of text holds the strategy, the second its policy.
    """
    found: list[dict[str, object]] = []
    for table in desk.of_kind("strategy"):
        columns = [name for name, cell in table.spec.columns.items() if cell.role == "text"]
        for line in lines(desk, table):
            if columns and line.row.cells[columns[0]]:
                found.append(
                    {
                        **desk.trace(table, line.row, columns[0]),
                        "outcome": line.names["outcome"],
                        "strategy": line.row.cells[columns[0]],
                        "policy": line.row.cells[columns[1]] if len(columns) > 1 else "",
                    }
                )
    return found
