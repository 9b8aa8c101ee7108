"""How well claims are found in sentences, and contradictions between claims: `python -m bench.claims`.

The sentences of `claims_data` were written before any rule was. Of both languages every second line is held out: rules were changed by
looking at the others alone.
"""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from math import sqrt
from pathlib import Path
from time import perf_counter

from hamsoo.commitments.extraction import Said, extract
from hamsoo.commitments.matrix import Claim

DATA = Path(__file__).parent / "claims_data"
TODAY = date(2026, 11, 21)
"""Saturday 30 Aban 1405, the day on which the sentences were written."""


@dataclass(frozen=True)
class Labelled:
    """A sentence and the claims that its writer makes: code, and value where one is said."""

    language: str
    sentence: str
    claims: tuple[tuple[str, str], ...]


@dataclass
class Score:
    """How many claims were found rightly, wrongly, and not."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def precision(self) -> tuple[float, float, float]:
        """Return the share of what was found that is right, with its interval."""
        return wilson(self.right, self.right + self.wrong)

    @property
    def recall(self) -> tuple[float, float, float]:
        """Return the share of what there is that was found, with its interval."""
        return wilson(self.right, self.right + self.missed)


def wilson(successes: int, trials: int, z: float = 1.96) -> tuple[float, float, float]:
    """Return a share and its 95 % interval."""
    if not trials:
        return 0.0, 0.0, 1.0
    share, square = successes / trials, z * z / trials
    middle, width = share + square / 2, z * sqrt(share * (1 - share) / trials + square / trials / 4)
    return share, max(0.0, (middle - width) / (1 + square)), min(1.0, (middle + width) / (1 + square))


def labelled(language: str, *, held_out: bool) -> list[Labelled]:
    """Return every second line of a language."""
    lines = (DATA / f"{language}.tsv").read_text().splitlines()
    return [_read(language, line) for number, line in enumerate(lines) if number % 2 == held_out]


def _read(language: str, line: str) -> Labelled:
    label, sentence = line.split("\t")
    claims = () if label == "-" else tuple(_pair(part) for part in label.split(";"))
    return Labelled(language, sentence, claims)


def _pair(part: str) -> tuple[str, str]:
    code, _sign, value = part.partition("=")
    return code, value


def value_of(claim: Claim) -> str:
    """Return the value of a claim as labels write it."""
    if claim.amount is not None:
        amount = f"{claim.amount.normalize():f}"
        return f"{amount}%" if claim.measure == "percent" else f"{claim.measure}{amount}"
    day = claim.on or claim.until_on
    return day.isoformat() if day and claim.code in ("delivery", "fixed_by", "answer_by") else ""


def score(rows: Sequence[Labelled], *, explain: bool = False) -> Score:
    """Count; a claim with a wrong value is wrong, and what it should be is missed."""
    counted = Score()
    for row in rows:
        found = extract(row.sentence, language=row.language, today=TODAY)
        wanted, wrong = list(row.claims), []
        for said in found:
            fit = next((one for one in wanted if one[0] == said.claim.code and one[1] in ("", value_of(said.claim))), None)
            if fit:
                wanted.remove(fit)
                counted.right += 1
            else:
                wrong.append(said)
        counted.wrong += len(wrong)
        counted.missed += len(wanted)
        if explain and (wrong or wanted):
            print(row.sentence, "| missed", wanted, "| wrong", [_shown(said) for said in wrong])
    return counted


def _shown(said: Said) -> str:
    return f"{said.claim.code}={value_of(said.claim)} by {said.rule}"


def figures() -> Iterator[str]:
    """Yield the lines of the table."""
    for language in ("fa", "en"):
        for held_out in (False, True):
            rows = labelled(language, held_out=held_out)
            counted = score(rows)
            shares = " | ".join(f"{share:.3f} ({low:.3f}–{high:.3f})" for share, low, high in (counted.precision, counted.recall))
            claims = sum(len(row.claims) for row in rows)
            yield f"| {language} | {'held out' if held_out else 'looked at'} | {len(rows)} | {claims} | {shares} |"


def main() -> None:
    """Print the figures; with `--explain fa`, what is wrong in the sentences that may be looked at."""
    if sys.argv[1:2] == ["--explain"]:
        score(labelled(sys.argv[2], held_out=False), explain=True)
        return
    print("| language | sentences | count | claims | precision (95 %) | recall (95 %) |\n| --- | --- | --- | --- | --- | --- |")
    print("\n".join(figures()))
    rows = [row for language in ("fa", "en") for row in labelled(language, held_out=True)]
    started = perf_counter()
    for row in rows:
        extract(row.sentence, language=row.language, today=TODAY)
    print(f"\n{(perf_counter() - started) / len(rows) * 1e6:.0f} µs a sentence")


if __name__ == "__main__":
    main()
