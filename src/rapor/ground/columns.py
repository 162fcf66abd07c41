"""Every column of the tables between stages: type, meaning, and the words it may hold.

One name means one thing everywhere: the same quantity in the same unit has the same
column name, and what cannot be compared has another.
"""

from dataclasses import dataclass
from typing import Literal

from rapor.ground.period import PERIODS


@dataclass(frozen=True)
class Column:
    """Type and meaning of a column."""

    kind: Literal["text", "number", "integer"]
    meaning: str


def _text(meaning: str) -> Column:
    return Column("text", meaning)


def _number(meaning: str) -> Column:
    return Column("number", meaning)


COLUMNS = {
    "city": _text("slug of the city"),
    "source": _text("document or publication, a key of the city's sources.yaml"),
    "table": _text("number of the printed table, as its file is named"),
    "row": Column("integer", "row of the raw table, counted from 1; 0: the table as a whole"),
    "column": _text("header of the raw table's column"),
    "printed": _text("the cell as printed"),
    "indicator": _text(
        "code of the indicator in the catalogue; empty: the figure is not an indicator's"
    ),
    "label": _text("name as printed, or the catalogue's name where nothing is printed"),
    "goal": _text("code of the reform goal"),
    "area": _text("code of the change area"),
    "agencies": _text("codes of the responsible agencies, joined by ';'"),
    "year": Column("integer", "year that the value is for"),
    "kind": _text("what the value is in the plan: its start, a year's target, or its end"),
    "measure": _text("what kind of quantity is measured"),
    "value": _number("the value; empty when the cell holds no number, or was withheld"),
    "value_high": _number("upper bound of a range; empty when the value is not a range"),
    "text": _text("the normalised word of a cell that is not a number: WTP, BB, Monev UPG"),
    "comparator": _text("inequality printed before the value; '=' when none is printed"),
    "unit": _text("unit of the value: %, PD, kali, indeks"),
    "scale_min": _number("lower end of the indicator's scale"),
    "scale_max": _number("upper end of the indicator's scale"),
    "polarity": _text("whether a higher or a lower value is better"),
    "period": _text("part of the year that the value, or the evaluation, covers"),
    "assessor": _text("who gave the value or score"),
    "publisher": _text("who published the value"),
    "address": _text("web address, or place in the document"),
    "publication": _text("kind of the publication, for the order of precedence"),
    "note": _text("what the source says beside the value"),
    "level": _text("whether the score is the city's, its central level's or its units'"),
    "component": _text("path of codes in the instrument, such as enabler/fulfilment"),
    "weight": _number("highest score that the component can have, in points of the index"),
    "ratio": _number("printed share of the weight that was reached"),
    "weight_printed": _text("the weight's cell as printed"),
    "ratio_printed": _text("the ratio's cell as printed"),
    "weight_column": _text("header of the weight's column"),
    "ratio_column": _text("header of the ratio's column"),
    "activity": _text("title of the activity as printed"),
    "planned": _text("where the target of the activity is printed, table:row:column"),
    "outcome": _text("expected result as printed"),
    "last_year": Column("integer", "last year of a span of years that 'year' begins"),
    "number": _text("number or letter that is printed before it"),
    "title": _text("what it is about, as printed; of a sentence the topic in our own words"),
    "problem": _text("problem to be solved, as printed"),
    "aim": _text("change that is aimed at, as printed"),
    "first": _text("what of the activities is to be carried out first, as printed"),
    "score": _number("points that a change area got when priorities were chosen"),
    "rank": Column("integer", "place in an order, of priorities or of cities, 1 being the first"),
    "condition": _text("condition to be reached, as printed"),
    "impact": _text("effect that is expected, as printed"),
    "users": _text("whom a service is for, as printed"),
    "origin": _text("who made the recommendation"),
    "topic": _text("what it is about, in at most twelve words of our own"),
    "repeats": _text("earlier findings or recommendations that it takes up again, as references"),
    "team": _text("name of the team as printed"),
    "step": _text("step of the cycle of improvement that the task belongs to"),
    "task": _text("task as printed"),
    "output": _text("what the task has to bring, as printed"),
    "aspect": _text("what the problem is said of: the area's main issue, a goal, or a term"),
    "achieved": _text("what has been reached, as printed"),
    "strategy": _text("strategy as printed"),
    "policy": _text("policy that serves the strategy, as printed"),
    "finding": _text("identity of the finding: rule:table:row:column"),
    "rule": _text("code of the rule"),
    "severity": _text("error stops without a decision; warning and note are shown"),
    "expected": _text("what the rule expected in the cell's place"),
    "message": _text("the finding in one Indonesian sentence"),
    "compared_ref": _text(
        "cells compared with, or covered by the same finding: table:row:column, joined by ';'"
    ),
    "compared_printed": _text("these cells as printed, joined by '; '"),
    "decision": _text("what was decided about the finding, or about the row's value"),
    "decision_id": _text("number of the decision, such as K-01"),
    "decided_value": _text("the value that the decision puts in the place of the printed one"),
    "reason": _text(
        "why it was decided so, why a value has no rank, or why a total is not reproduced"
    ),
    "value_printed": _number("the value as printed, before the decision"),
    "target": _number("target of the year"),
    "target_ref": _text("where the target is printed, table:row:column"),
    "target_high": _number("upper bound of a target that is a range"),
    "target_text": _text("target that is a word"),
    "target_printed": _text("the target's cell as printed"),
    "realised": _number("realised value of the year"),
    "realised_ref": _text("where the realised value comes from, table:row:column"),
    "realised_text": _text("realised value that is a word"),
    "realised_printed": _text("the realised value as published"),
    "achievement_pct": _number("realisation in per cent of target, by the indicator's polarity"),
    "capped_pct": _number("achievement_pct after the cap in force; equal to it when there is none"),
    "category": _text("category of the achievement by Permendagri 86/2017"),
    "status": _text("what can be said of the target, or how far a recommendation is followed up"),
    "scale_pct": _number("realisation in per cent of the scale's maximum"),
    "path_pct": _number("way from baseline to end target that has been gone, in per cent"),
    "gap": _number("realisation minus target, in the indicator's unit; empty without either"),
    "findings": _text("findings that touch this line, joined by ';'"),
    "baseline": _number("starting value of the road map"),
    "baseline_text": _text("starting value that is a word"),
    "baseline_ref": _text("where the baseline is printed"),
    "end_target": _number("value to be reached at the end of the road map"),
    "end_target_text": _text("end target that is a word"),
    "end_target_ref": _text("where the end target is printed"),
    "end_gap": _number("realisation minus end target, in the indicator's unit"),
    "official": _number("score of the ministry"),
    "self": _number("score of the city's own assessment, printed or summed"),
    "recomputed": _number("score that follows from the published parts and conversions"),
    "difference": _number("official score, or the printed total, minus recomputed"),
    "grade": _text("letter of the official score"),
    "official_ref": _text("where the official score is printed"),
    "self_ref": _text("where the self-assessed score is printed"),
    "self_basis": _text(
        "printed: as printed; summed: sum of its printed parts; partial: some parts are missing"
    ),
    "self_difference": _number("self minus official"),
    "recomputed_basis": _text("rule by which it was recomputed, or why it was not"),
    "lost": _number("weight minus official score"),
    "ref": _text("where the value is printed or published, table:row:column"),
    "comparable": _text("whether the value is ranked among those of the other cities"),
    "distance_to_best": _number(
        "how far the value lies behind the best city's, in the indicator's unit; 0 for the best"
    ),
    "count": Column("integer", "number of indicators of the city's road map"),
    "known": _number("last realised value up to the report's year"),
    "known_text": _text("last realised value that is a word"),
    "known_year": Column("integer", "year of the last realised value"),
    "known_ref": _text("where the last realised value comes from"),
    "known_count": Column("integer", "years with a realised value, in the series of the last one"),
    "end_year": Column("integer", "year that the end target is for"),
    "step_needed": _number(
        "change per year still needed, from the last realised value to the end target; 0 when"
        " it is reached"
    ),
    "step_seen": _number("change per year between two realised values, the best of those known"),
    "step_from_year": Column("integer", "first year of the largest step seen"),
    "step_to_year": Column("integer", "last year of the largest step seen"),
    "verdict": _text("whether the end target can be reached, by the rule of trajectory.yaml"),
    "verdict_basis": _text("part of the rule that decided the verdict"),
    "agency": _text("code of the agency; empty: no agency is named"),
    "indicator_count": Column("integer", "indicators of the road map that hang on the agency"),
    "shared_count": Column("integer", "those of them that hang on other agencies too"),
    "activity_count": Column("integer", "activities with a target of the year"),
    "undated_count": Column("integer", "activities that are planned without a yearly target"),
    "achieved_count": Column("integer", "indicators that reached the target of the year"),
    "not_achieved_count": Column("integer", "indicators that missed the target of the year"),
    "no_data_count": Column("integer", "indicators without a realised value of the year"),
    "no_target_count": Column("integer", "indicators realised, but without a target of the year"),
    "not_comparable_count": Column("integer", "indicators whose target cannot be compared"),
    "missed": _text("codes of the indicators that missed the target, joined by ';'"),
    "miss_rank": Column(
        "integer", "place by missed indicators, 1 being the most; empty without any"
    ),
    "lost_pct": _number("points lost in per cent of all points lost"),
    "loss_rank": Column("integer", "place by points lost, 1 being the most; equal losses share it"),
    "points_per_unit": _number("points of the index that one unit of the indicator is worth"),
    "recomputed_at_end": _number("score that would follow from the end target"),
    "gain": _number("points that the index would gain if the end target were reached"),
    "gain_rank": Column("integer", "place by points to be gained, 1 being the most"),
    "thematic_weight": _number("highest score of the thematic part, as a source gives it"),
    "index_weight": _number("highest value of the index with that thematic part"),
    "general": _number("official score of the general part"),
    "thematic": _number("score of the thematic part under this highest score"),
    "method": _text("how the printed total was tried to be reproduced"),
    "rounding": _number("how far rounded parts may lie from their rounded total"),
    "missing_weight": _number("weight of the parts that have no score"),
    "within_rounding": _text("whether the total is reproduced within rounding; empty: not tried"),
    "role": _text("what the figure is in the line, joined by ';' where it is several things"),
    "used_ref": _text("the cell that the evaluation uses"),
    "reading": _text(
        "evaluated: what the evaluation uses; printed: the cell before the decision; other:"
        " another table or publisher"
    ),
    "changes": _text("what would change against the evaluated reading"),
}

VOCABULARIES = {
    "kind": ("baseline", "target", "end_target"),
    "measure": ("number", "percent", "count", "ordinal", "milestone"),
    "comparator": ("=", ">", ">=", "<", "<="),
    "polarity": ("higher", "lower"),
    "period": PERIODS,
    "level": ("city", "central", "unit"),
    "scores.assessor": ("self", "official"),
    "publication": ("official", "press", "agency"),
    "severity": ("error", "warning", "note"),
    "decision": ("none", "correct", "keep", "ask"),
    "status": ("achieved", "not_achieved", "no_target", "no_data", "not_comparable"),
    "recommendations.status": ("open", "in_progress", "done"),
    "origin": ("internal_review", "ministry"),
    "step": ("plan", "do", "check", "act"),
    "aspect": ("main_issue", "goal", "short_term", "long_term"),
    "self_basis": ("printed", "summed", "partial"),
    "comparable": ("yes", "no"),
    "comparison.reason": (
        "not_shared",
        "no_data",
        "no_order",
        "no_scale",
        "outside_scale",
        "other_unit",
        "other_scale",
        "only_one",
    ),
    "verdict": ("on_track", "at_risk", "out_of_reach", "cannot_be_said"),
    "verdict_basis": tuple(
        (
            "end_reached within_largest_step above_largest_step few_steps"
            " far_above_largest_step no_year_left no_end_target no_realisation few_values"
            " no_step not_a_number not_comparable series_break"
        ).split()
    ),
    "method": tuple(
        ("sum_of_parts conversion mean_of_levels known_parts known_parts_rescaled none").split()
    ),
    "within_rounding": ("yes", "no"),
    "reading": ("evaluated", "printed", "other"),
    "changes": ("status", "verdict", "figures", "nothing"),
}
