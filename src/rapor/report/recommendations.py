"""Everything that a report recommends, in its order."""

from rapor.report.advice import Advice, Plan, ranked
from rapor.report.advice_on_index import on_components
from rapor.report.advice_on_lines import on_lines, on_questions, on_requests
from rapor.report.dossier import Dossier
from rapor.report.open_requests import with_open


def recommended(dossier: Dossier) -> list[Advice]:
    """The recommendations of a report, those of the first page first."""
    plan = Plan(dossier)
    kinds = (on_components, on_lines, on_questions, on_requests)
    order = ranked(advice for kind in kinds for advice in kind(dossier, plan))
    return list(with_open(dossier, plan, order))
