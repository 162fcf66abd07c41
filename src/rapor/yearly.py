"""What each table of a year's evaluation holds: columns in order, key, meaning."""

from collections.abc import Mapping

from rapor.contract import Contract

EVALUATION: Mapping[str, Contract] = {
    "indicators": Contract(
        "indicators",
        tuple(
            "city year indicator label goal area agencies target target_ref realised"
            " realised_ref polarity achievement_pct capped_pct category status scale_pct"
            " path_pct gap findings measure unit comparator target_high target_text"
            " target_printed realised_text realised_printed assessor scale_min scale_max"
            " baseline baseline_text baseline_ref end_target end_target_text end_target_ref"
            " end_gap".split()
        ),
        ("indicator",),
        "One line an indicator: target, realisation and what follows from them.",
        ("city", "indicator", "label", "status"),
    ),
    "index": Contract(
        "index",
        tuple(
            "city year component label weight official self recomputed difference grade"
            " official_ref self_ref self_basis self_difference recomputed_basis lost".split()
        ),
        ("component",),
        "The index and its components: official, self-assessed and recomputed.",
        ("city", "component", "label"),
    ),
}
