"""What the evaluation says about one indicator, in one or two sentences.

The sentences claim no more than the line holds: a figure that is not there is not
mentioned, and a missing realisation is never worded as a missed target.
"""

from rapor.ground.figures import figure, percent
from rapor.ground.language import message
from rapor.report.lines import LineView
from rapor.report.marked import with_marks
from rapor.report.sources import listed
from rapor.write.content import Text, words


def statement(line: LineView) -> Text:
    """What can be said of a line that has a realisation, with its sources."""
    result = {
        "achieved": _against_target,
        "not_achieved": _against_target,
        "not_comparable": _not_comparable,
    }.get(line.row.status, _without_target)
    path = _path(line)
    planned_refs = [line.row.target_ref]
    if path or not line.row.target_ref:
        planned_refs += [line.row.end_target_ref]
    sources = [line.source("target", ref) for ref in planned_refs if ref]
    if line.row.realised_ref:
        sources.append(line.source("realised", line.row.realised_ref))
    sentences = [sentence for sentence in (result(line), _category(line), path) if sentence]
    spaced = (part for sentence in sentences for part in (sentence, " "))
    return words(*spaced, "(", listed(sources), ")")


def beyond_table(line: LineView) -> Text:
    """What a table of targets and realisations does not say of a line; often nothing."""
    if line.row.status == "not_comparable":
        return _not_comparable(line)
    told = [sentence for sentence in (_category(line), _path(line)) if sentence]
    spaced = (part for sentence in told for part in (" ", sentence))
    return words(f"{line.name}:", *spaced) if told else ()


def _category(line: LineView) -> str:
    if not line.row.category:
        return ""
    return line.language.text("Category: {category}.", category=line.row.category)


def _path(line: LineView) -> Text:
    """How far the line has come from baseline to end target; nothing in the baseline year."""
    share, edition = line.row.path_pct, line.edition
    if share is None or edition.year == edition.city.baseline_year:
        return ()
    start = line.with_unit(line.baseline)
    if share < 0:
        return with_marks(
            line.language,
            "This is further from the end target than the baseline of {start}.",
            start=start,
        )
    return with_marks(
        line.language,
        "Of the path from the baseline of {start} to the end target, {percent} per cent is gone.",
        start=start,
        percent=percent(line.language, share),
    )


def _against_target(line: LineView) -> Text:
    language, is_annual = line.language, line.edition.is_annual
    figures: dict[str, object] = {
        "name": line.name,
        "realised": line.with_unit(line.realised),
        "target": line.with_unit(line.target),
    }
    if not is_annual:
        figures["target"] = with_marks(
            language, "{target} for the whole year", target=figures["target"]
        )
    if line.row.achievement_pct is None or line.row.gap is None:
        return with_marks(language, _IN_WORDS[line.row.status == "achieved", is_annual], **figures)
    if line.row.gap == 0:
        return with_marks(language, "{name} reached {realised}, exactly the target.", **figures)
    figures["percent"] = percent(language, line.row.achievement_pct)
    figures["gap"] = line.with_unit(line.gap)
    lower_is_better, below = line.row.polarity == "lower", line.row.gap < 0
    return with_marks(language, _BESIDE[lower_is_better, below], **figures)


_IN_WORDS = {
    (True, True): message("{name}: {realised}; the target of {target} is met."),
    (True, False): message("{name}: {realised}; so far the target of {target} is met."),
    (False, True): message("{name}: {realised}; the target of {target} is not met."),
    (False, False): message("{name}: {realised}; the target of {target} is not met yet."),
}
"""By whether the target is achieved, and whether the report is of a whole year."""

_BESIDE = {
    (False, True): message(
        "{name} reached {realised} against a target of {target}, that is {percent} per cent of the"
        " target; {gap} short."
    ),
    (False, False): message(
        "{name} reached {realised} against a target of {target}, that is {percent} per cent of the"
        " target; {gap} beyond it."
    ),
    (True, True): message(
        "{name} stands at {realised} against a target of {target}, that is {percent} per cent of"
        " the target; {gap} lower than the target, where lower is better."
    ),
    (True, False): message(
        "{name} stands at {realised} against a target of {target}, that is {percent} per cent of"
        " the target; {gap} higher than the target, where lower is better."
    ),
}
"""By whether lower is better, and whether the realisation lies below the target."""


def _not_comparable(line: LineView) -> Text:
    language, row = line.language, line.row
    figures = {"name": line.name, "realised": line.realised, "target": line.target}
    if line.is_bounded:
        return with_marks(
            language,
            "{name}: {realised}; this does not say whether the target of {target} is met.",
            **figures,
        )
    low, high = row.scale_min, row.scale_max
    outside = row.target is not None and (
        (low is not None and row.target < low) or (high is not None and row.target > high)
    )
    if outside and low is not None and high is not None:
        return with_marks(
            language,
            "{name} reached {realised}; it cannot be compared with the printed target of {target},"
            " which lies outside the scale of {low}–{high}.",
            low=figure(language, low),
            high=figure(language, high),
            **figures,
        )
    return with_marks(
        language,
        "{name} reached {realised}; it cannot be compared with the printed target of {target},"
        " which has another unit or scale.",
        **figures,
    )


def _without_target(line: LineView) -> Text:
    language, edition = line.language, line.edition
    figures: dict[str, object] = {"name": line.name, "realised": line.with_unit(line.realised)}
    if not line.is_planned:
        return with_marks(
            language, "{name} reached {realised}; the road map has no target for it.", **figures
        )
    end = line.with_unit(line.end_target)
    if not end:
        return with_marks(
            language,
            "{name} reached {realised}; no target is printed for {year}.",
            year=edition.year,
            **figures,
        )
    figures |= {"end": end, "year": str(edition.last_year)}
    if line.row.end_gap is None or line.row.end_gap == 0:
        return with_marks(
            language, "{name} reached {realised}; the end target of {year} is {end}.", **figures
        )
    figures["gap"] = line.with_unit(line.end_gap)
    if line.row.end_gap < 0:
        return with_marks(
            language,
            "{name} reached {realised}; the end target of {year} is {end}, {gap} more.",
            **figures,
        )
    return with_marks(
        language,
        "{name} reached {realised}; the end target of {year} is {end}, {gap} less.",
        **figures,
    )
