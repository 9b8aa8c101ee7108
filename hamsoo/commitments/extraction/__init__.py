"""Claims in what somebody writes, found by rules that say why. Pure: no database. `finding` is the way in, `rules_*` the rules."""

from hamsoo.commitments.extraction.finding import LONGEST_TEXT, Said, extract

__all__ = ["LONGEST_TEXT", "Said", "extract"]
