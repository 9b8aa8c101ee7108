import time
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hamsoo.kernel.text import analyse, analyse_query, fold, query_groups, repeated_terms, tokens_with_offsets
from hamsoo.kernel.text.stem_fa import stem

MIXED = st.text(alphabet="ابتدرزشکگلمنوهیيك \u200c\u200f\u0651ـ۱۲3aBc-_.@'…\n")


@pytest.mark.parametrize(
    ("spellings", "terms"),
    [
        ("می‌رود|میرود|می رود|مي‌رود|نمی‌رفتند|رفته‌اند|رفته اند|رفتن|برود", ["رفت"]),
        ("می‌گه|میگه|می گه|می‌گوید|گفتم|بگویید|نگفته‌ایم", ["گفت"]),
        ("برمی‌گردد|برمیگردد|برگشته", ["برگشت"]),
        ("شرکت|شرکت‌ها|شرکتها|شرکت ها|شرکت‌های|شرکتهای|شرکت هایی|شرکت‌هایشان|شركتهايشان|شرکتی|شرکتمان", ["شرکت"]),
        ("کتاب‌های|کتابهای|کتاب های|کتاب‌م|کتاب‌هایم|کتابهایتان|كتاب", ["کتاب"]),
        ("خانه‌ای|خانه ای|خانهٔ|خانۀ|خانه‌ی|خانه ی|خانه‌اش|خانه‌ها", ["خانه"]),
        ("بزرگ‌تر|بزرگتر|بزرگ تر|بزرگ‌ترین|بزرگترین|بزرگ ترین", ["بزرگ"]),
        ("مشتری|مشتریان|مشتری‌ها|مشتریها|مشتری ها|مشتریانی|مشتری‌هایمان", ["مشتری"]),
        ("کاربر|کاربران|کاربرها|کاربری", ["کاربر"]),
        ("نماینده|نمایندگان|نماینده‌ها|نماینده‌ای", ["نماینده"]),
        ("مسئول|مسئولین|مسئولان|مسیول", ["مسیول"]),
        ("مسئله|مسائل|مسایل|مسأله", ["مسیله"]),
        ("درخواست‌هایشان|درخواستها|درخواست", ["درخواست"]),
        ("ایران|ایرانی|ایرانیان|ایرانی‌ها", ["ایران"]),
        ("انتها|انتهای", ["انتها"]),
        ("۱۲٬۵۰۰|12,500|١٢٥٠٠", ["12500"]),
        ("company|companies|Company's|companies’", ["company"]),
        ("close|closes|closed|closing|CLOSED", ["clos"]),
        ("plan|plans|planned|planning", ["plan"]),
    ],
)
def test_spellings_and_forms_meet(spellings, terms):
    assert {spelling: analyse(spelling) for spelling in spellings.split("|")} == dict.fromkeys(spellings.split("|"), terms)


@pytest.mark.parametrize(
    "word",
    ["تهران", "سازمان", "ساختمان", "داستان", "تابستان", "دفتر", "دختر", "ماهی", "تنها", "خدمت", "آموزش", "داده", "میدان", "میوه", "میان"],
)
def test_words_that_only_look_inflected_stay_whole(word):
    assert analyse(word) == [fold(word)]


def test_a_compound_is_found_however_it_is_written():
    for document in ("نرم‌افزار", "نرم افزار", "نرم‌افزارهای", "نرم افزاری"):
        assert analyse(document) == ["نرمافزار", "نرم", "افزار"]
    assert analyse("نرمافزارها") == ["نرمافزار"]


def test_codes_keep_themselves_and_their_parts():
    assert analyse("HTTP-503") == analyse("HTTP503") == ["http503", "http", "503"]
    assert analyse("HTTP 503") == ["http", "503"]
    assert analyse("نسخه v2.1") == ["نسخه", "v2.1", "2.1"]
    assert analyse("IMEI") == ["imei"]
    assert analyse("getUserName") == ["getusernam", "get", "user", "name"]
    assert analyse("sara@example.com") == ["sara@example.com", "sara", "exampl", "com"]
    assert analyse("سرورHTTP۵۰۳") == ["سرور", "http503", "http", "503"]


def test_stop_words_say_nothing_but_capitals_do():
    assert analyse("این از آن‌ها است و it is the") == []
    assert analyse("the IT department") == ["it", "department"]


def test_a_query_offers_neighbours_joined():
    assert query_groups("مشتری مداری در CRM") == [("مشتری", "مشتریمدار"), ("مدار", "مشتریمدار"), ("crm",)]
    assert query_groups("مشتری، مداری") == [("مشتری",), ("مدار",)]
    assert analyse_query("مشتری مداری، مشتری") == ["مشتری", "مشتریمدار", "مدار"]
    assert set(analyse("مشتریمداری")) <= set(analyse_query("مشتری مداری"))


def test_a_long_text_is_looked_for_by_what_it_repeats():
    assert repeated_terms("The wallet: which wallets, and a limit?") == ["wallet", "wallet", "limit"]
    assert repeated_terms("نرم‌افزار") == analyse_query("نرم‌افزار")
    assert repeated_terms("مشتری مداری، مشتری") == ["مشتری", "مشتری", "مشتریمدار", "مدار"]


@given(
    st.sampled_from(["کتاب", "شرکت", "مشتری", "درخواست", "خانه", "گزارش", "همکار", "پرونده"]),
    st.sampled_from(["ها", "های", "هایی", "هایمان", "هایش"]),
)
def test_written_joined_and_split_plurals_meet(noun, ending):
    assert analyse(noun + "\u200c" + ending) == analyse(noun + ending) == analyse(noun + " " + ending) == analyse(noun)


@given(
    st.sampled_from(["رو", "گوی", "خواه", "توان", "فرست", "پرس", "نویس", "شنو", "گیر", "بین"]),
    st.sampled_from(["م", "د", "یم", "ید", "ند"]),
    st.sampled_from(["می", "نمی"]),
)
def test_written_joined_and_split_verbs_meet(present, ending, prefix):
    verb = present + ending
    written = analyse(prefix + "\u200c" + verb)
    assert written == analyse(prefix + verb) == analyse(prefix + " " + verb)
    assert len(written) == 1


@pytest.mark.parametrize("query", ["نرم‌افزار", "نرم افزارها", "نرمافزار"])
@pytest.mark.parametrize("document", ["نرم‌افزار", "نرم افزار", "نرم‌افزارهای", "نرمافزار"])
def test_a_compound_is_its_whole_or_all_of_its_parts(query, document):
    found = set(analyse(document))
    assert all(found & set(group) for group in query_groups(query))


def test_one_part_of_a_compound_or_code_is_not_enough():
    assert not all(set(analyse("پتوی نرم")) & set(group) for group in query_groups("نرم‌افزار"))
    assert not all(set(analyse("کد 503")) & set(group) for group in query_groups("HTTP-503"))
    assert query_groups("کتاب‌های نامه") == [("کتاب",), ("نامه",)]


@given(st.one_of(st.text(), MIXED))
def test_offsets_point_at_the_source(text):
    tokens = list(tokens_with_offsets(text))
    assert {term for _, _, term in tokens} == set(analyse(text))
    for start, end, term in tokens:
        assert 0 <= start < end <= len(text)
        assert term in analyse(text[start:end])


@given(st.one_of(st.text(), MIXED))
def test_any_text_gives_terms_that_a_query_for_it_finds(text):
    assert all(term and " " not in term for term in analyse(text))
    assert set(analyse(text)) <= set(analyse_query(text))
    assert list(chain.from_iterable(query_groups(text))) or not analyse(text)


@given(st.text(alphabet="ابتدرزشکگلمنوهی", max_size=14))
def test_stemming_twice_changes_nothing(word):
    assert stem(stem(word)) == stem(word)


@pytest.mark.parametrize("hostile", ["\u064b", "ب", "a", "a-", "ب\u200c", "می ", "'", "𝒜", "\u0301"])
def test_a_giant_token_is_cut_and_quick(hostile):
    started = time.perf_counter()
    terms = analyse("ب" + hostile * 300_000)
    assert max(map(len, terms), default=0) <= 300
    assert time.perf_counter() - started < 3
