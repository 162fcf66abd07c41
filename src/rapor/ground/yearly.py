"""What each table of a year's evaluation holds: columns in order, key, meaning."""

from collections.abc import Mapping

from rapor.ground.contract import Contract


def _contract(
    name: str, meaning: str, columns: str, key: str, required: str, *, within: str = ""
) -> Contract:
    return Contract(
        name,
        ("city", "year", *columns.split()),
        tuple(key.split()),
        meaning,
        ("city", *required.split()),
        tuple(within.split()),
    )


EVALUATION: Mapping[str, Contract] = {
    contract.name: contract
    for contract in (
        _contract(
            "indicators",
            "One line an indicator: target, realisation and what follows from them.",
            "indicator label goal area agencies target target_ref realised"
            " realised_ref polarity achievement_pct capped_pct category status scale_pct"
            " path_pct gap findings measure unit comparator target_high target_text"
            " target_printed realised_text realised_printed assessor scale_min scale_max"
            " baseline baseline_text baseline_ref end_target end_target_text end_target_ref"
            " end_gap period",
            "indicator",
            "indicator label status",
        ),
        _contract(
            "index",
            "The index and its components: official, self-assessed and recomputed.",
            "component label weight official self recomputed difference grade"
            " official_ref self_ref self_basis self_difference recomputed_basis lost period",
            "component",
            "component label",
        ),
        _contract(
            "trajectory",
            "One line an indicator of the road map: what is still needed, what was ever reached.",
            "indicator label area agencies measure polarity unit known known_text known_year"
            " known_ref known_count baseline baseline_text baseline_ref end_target end_target_text"
            " end_target_ref end_year step_needed step_seen step_from_year step_to_year path_pct"
            " verdict verdict_basis",
            "indicator",
            "indicator label verdict verdict_basis",
        ),
        _contract(
            "plan",
            "Activities with a target of the year, each judged against what is printed for it.",
            "area activity outcome indicator label agencies target target_text target_printed"
            " target_ref comparator unit realised realised_text realised_printed realised_ref"
            " achievement_pct gap status",
            "target_ref",
            "activity target_ref status",
            within="activity",
        ),
        _contract(
            "agencies",
            "What hangs on each agency, and what of it was reached. What several share counts"
            " for each of them.",
            "agency label indicator_count shared_count activity_count undated_count achieved_count"
            " not_achieved_count no_data_count no_target_count not_comparable_count missed"
            " miss_rank",
            "agency",
            "",
        ),
        _contract(
            "losses",
            "Where points of the index are lost: the lowest components with an official score.",
            "component label weight official official_ref lost lost_pct loss_rank",
            "component",
            "component label official_ref",
        ),
        _contract(
            "gains",
            "What an indicator would add to the index at its end target, all else being equal.",
            "component label indicator weight unit points_per_unit realised realised_text"
            " realised_ref recomputed recomputed_basis end_target end_target_text end_target_ref"
            " recomputed_at_end gain gain_rank",
            "component",
            "component label indicator recomputed_basis",
        ),
        _contract(
            "thematic",
            "The index under each highest score that sources give for its thematic part.",
            "thematic_weight index_weight general thematic recomputed recomputed_basis official"
            " difference grade lost",
            "thematic_weight",
            "recomputed_basis",
        ),
        _contract(
            "reproduction",
            "Each printed total of the index against what follows from its parts; attempts that"
            " fail are shown too.",
            "component label assessor method ref printed value recomputed difference rounding"
            " missing_weight within_rounding reason",
            "assessor component method",
            "component label assessor method ref",
        ),
        _contract(
            "readings",
            "What hangs on a decision: lines of the year, of indicators and of the index's"
            " components, under each reading of a cell.",
            "indicator component label role used_ref reading ref printed value text comparator"
            " unit status achievement_pct gap path_pct end_gap verdict changes findings decision"
            " decision_id",
            "indicator component used_ref reading ref",
            "label role used_ref reading changes",
        ),
    )
}
