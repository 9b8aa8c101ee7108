"""Cases: `case` (what is to be done for whom, and every phase it went through)."""

from hamsoo.cases.models.case import Case, CaseQuerySet, Partner, Phase

__all__ = ["Case", "CaseQuerySet", "Partner", "Phase"]
