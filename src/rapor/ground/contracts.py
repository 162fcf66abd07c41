"""What each table between stages holds: columns in order, key, meaning.

Columns and vocabularies: DESIGN.md §3 in the words of ``docs/data-dictionary.md``. Reading,
writing and checking: ``rapor.ground.tables``.
"""

from collections.abc import Mapping

from rapor.ground.contract import DECIDED, TRACE, Contract
from rapor.ground.yearly import EVALUATION

__all__ = ["COMPARISON", "CONTRACTS", "DECIDED", "EVALUATION", "TIDY", "TRACE", "Contract"]


def _contract(
    name: str, meaning: str, columns: str, key: str, required: str = "", *, within: str = ""
) -> Contract:
    return Contract(
        name,
        (*TRACE, *columns.split()),
        tuple(key.split()),
        meaning,
        ("city", "source", "table", "row", "column", *required.split()),
        tuple(within.split()),
    )


_CELL = "table row column"

CONTRACTS: Mapping[str, Contract] = {
    contract.name: contract
    for contract in (
        _contract(
            "targets",
            "Planned values of the road map, a row per printed cell.",
            "indicator label goal area agencies year kind measure value value_high text"
            " comparator unit scale_min scale_max polarity",
            f"{_CELL} kind",
            "indicator label kind measure polarity",
        ),
        _contract(
            "realisations",
            "Measured values, a row per publication of a value.",
            "indicator label year period value text unit assessor publisher address"
            " publication scale_min scale_max note",
            _CELL,
            "indicator period publisher publication",
        ),
        _contract(
            "scores",
            "Scores of the index and its components, a row per component, assessor and level.",
            "year assessor level component label weight value ratio"
            " weight_printed ratio_printed weight_column ratio_column",
            _CELL,
            "assessor level component",
        ),
        _contract(
            "action_plan",
            "Yearly targets of activities, a row per printed cell; activities without figures.",
            "area activity outcome indicator label agencies year value text comparator unit",
            _CELL,
            "activity",
            within="activity",
        ),
        _contract(
            "activity_realisations",
            "What agencies report of activities that no indicator measures, a row per report.",
            "activity planned year period value text unit publisher address publication note",
            _CELL,
            "activity planned period publisher publication",
        ),
        _contract(
            "priorities",
            "What the city puts first: scores and ranks of areas, problems, what is to be kept.",
            "goal area label year score rank title problem aim activity first",
            _CELL,
        ),
        _contract(
            "quick_wins",
            "Fast improvements, a row each; 'year' to 'last_year' where a span is printed.",
            "goal area year last_year title agencies condition impact users",
            _CELL,
            "title",
        ),
        _contract(
            "recommendations",
            "Recommendations of the internal review and of the ministry; no sentence is carried.",
            "year origin number topic area agencies status repeats",
            _CELL,
            "origin topic area status",
        ),
        _contract(
            "review_findings",
            "Findings of the internal review by component; no sentence is carried.",
            "year area component topic agencies",
            _CELL,
            "area component topic",
        ),
        _contract(
            "teams",
            "Tasks of the teams by step, with what each has to bring.",
            "team area step task output",
            _CELL,
            "team step task",
        ),
        _contract(
            "problems",
            "Problems and interventions by area and aspect, as printed.",
            "area aspect goal problem",
            _CELL,
            "aspect",
        ),
        _contract(
            "goal_achievements",
            "What was reached by goal: in words, or with the printed per cent of scale.",
            "goal indicator label year achieved value text scale_min scale_max scale_pct",
            _CELL,
            "indicator label",
        ),
        _contract(
            "strategies",
            "Strategies by goal or by the aim that they serve, with their policies, as printed.",
            "goal outcome strategy policy",
            _CELL,
            "strategy",
        ),
        _contract(
            "findings",
            "What is wrong with a city's data, a row per finding, with its decision.",
            "finding rule severity indicator label year expected message compared_ref"
            " compared_printed decision decision_id decided_value reason",
            "finding",
            "finding rule severity message decision",
        ),
    )
}

COMPARISON: Mapping[str, Contract] = {
    "comparison": Contract(
        "comparison",
        tuple(
            "year indicator label unit measure polarity scale_min scale_max city value text"
            " printed ref publication scale_pct target target_high target_text comparator"
            " target_printed target_ref achievement_pct status comparable reason rank"
            " distance_to_best".split()
        ),
        ("indicator", "city"),
        "Indicators that two or more cities share, a row per indicator and city.",
        ("indicator", "label", "city", "status", "comparable"),
    ),
    "indices": Contract(
        "indices",
        tuple(
            "year city official grade official_ref self self_ref self_basis self_difference".split()
        ),
        ("city",),
        "The whole index of each city: official and self-assessed.",
        ("city",),
    ),
    "statuses": Contract(
        "statuses",
        ("year", "city", "status", "count"),
        ("city", "status"),
        "How many indicators of each city's road map have each status.",
        ("city", "status"),
    ),
}
"""Tables between cities, of one year."""

TIDY = (
    "targets realisations scores action_plan activity_realisations priorities quick_wins"
    " recommendations review_findings teams problems goal_achievements strategies"
).split()
"""Tables of the tidy stage; the accepted stage has the same."""
