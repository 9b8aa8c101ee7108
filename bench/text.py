"""Measure the speed of text analysis: MB of UTF-8 a second on one core, beside `str.split` and lower.

Run from the top of the repository: `python -m bench.text`.
"""

import statistics
import time
from collections.abc import Callable

from hamsoo.kernel import text

RUNS = 5
WORDS_OF_NONSENSE = 20_000
# About 1 MB of working text: sentences people write, and a stream of words never seen before (names, codes) at a fixed rate.
_SENTENCES = (
    "سلام، مشتری دیروز تماس گرفت و گفت که سرور ایمیل از ساعت ۹:۳۰ جواب نمی‌دهد؛ لطفا بررسی کنید.",
    "طبق قرارداد باید ظرف ۲ ساعت پاسخ اولیه را بدهیم و تا پایان روز کاری مشکل را برطرف کنیم.",
    "خطای HTTP-503 در گزارش‌های API دیده می شود، نسخه v2.1 را نصب کرده‌اند ولی هنوز کند است.",
    "The customer's invoice was sent twice; billing has corrected it and promised a refund by Tuesday.",
    "شرکتهای همکار درخواست‌هایشان را در سامانهٔ پشتیبانی ثبت می‌کنند و کارشناسان ما پیگیری خواهند کرد.",
    "Please check getUserProfile in the mobile app, it returns null for accounts created before 2024.",
    "از همکاران واحد فروش خواهش می‌کنم فهرست مشتریان ناراضی ماه گذشته را برای جلسهٔ فردا آماده نمایند.",
)


def corpus() -> str:
    """Return the mixed text; every third sentence carries a word that occurs nowhere else."""
    lines = []
    for number in range(WORDS_OF_NONSENSE // 3):
        unseen = "".join(chr(ord("ب") + int(digit) % 7) for digit in str(number * 7919)) + "ها"
        lines.append(" ".join((_SENTENCES[number % len(_SENTENCES)], unseen, f"ORD-{number}")))
    return "\n".join(lines)


def baseline(source: str) -> list[str]:
    """Split at white space and lower the case: the least that an index could do."""
    return source.lower().split()


def rate(analyse: Callable[[str], object], source: str) -> float:
    """Return the median MB/s over RUNS runs."""
    size = len(source.encode()) / 1e6
    rates = []
    for _ in range(RUNS):
        started = time.perf_counter()
        analyse(source)
        rates.append(size / (time.perf_counter() - started))
    return statistics.median(rates)


def first_rate(source: str) -> float:
    """Return MB/s of the very first analysis, when no word has been seen yet."""
    started = time.perf_counter()
    text.analyse(source)
    return len(source.encode()) / 1e6 / (time.perf_counter() - started)


def seconds(source: str) -> float:
    """Return how long one hostile text takes."""
    started = time.perf_counter()
    text.analyse(source)
    text.fold(source)
    return time.perf_counter() - started


def main() -> None:
    """Print the table."""
    source = corpus()
    cold = first_rate(source)
    warm, plain = rate(text.analyse, source), rate(baseline, source)
    print(f"text: {len(source.encode()) / 1e6:.2f} MB, {len(text.analyse(source))} terms")
    print(f"analyse, every word new at first   {cold:7.2f} MB/s")
    print(f"analyse, median of {RUNS}               {warm:7.2f} MB/s")
    print(f"split and lower, median of {RUNS}       {plain:7.2f} MB/s   analyse takes {plain / warm:.1f} times as long")
    print(f"tokens_with_offsets                {rate(lambda value: list(text.tokens_with_offsets(value)), source):7.2f} MB/s")
    print(f"fold                               {rate(text.fold, source):7.2f} MB/s")
    print(f"sort_key                           {rate(text.sort_key, source):7.2f} MB/s")
    for name, hostile in (
        ("10 MB of combining marks", "\u064b" * 5_000_000),
        ("10 MB of marks on a letter", "ب" + "\u064b" * 5_000_000),
        ("10 MB of one Persian word", "ب" * 5_000_000),
        ("10 MB of one Latin word", "a" * 10_000_000),
        ("10 MB of hyphens and letters", "a-" * 5_000_000),
        ("10 MB of half-spaces", "ب\u200c" * 2_000_000),
    ):
        print(f"{name:32}   {seconds(hostile):7.2f} s")


if __name__ == "__main__":
    main()
