"""The demo organisation holds together: references, times, language and planted expertise."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest

from hamsoo.desk.demo import ORGANISATION, CommentSpec, Organisation, build
from hamsoo.desk.demo.roster import department
from hamsoo.desk.demo.serving import served
from hamsoo.desk.demo.talks_text import TEXT

TODAY = date(2026, 11, 21)
END = datetime(2026, 11, 20, 20, 30, tzinfo=UTC)  # midnight in Tehran
NOT_PERSIAN = re.compile("[\u064a\u0643\u0649\u0640\u0660-\u0669]")  # Arabic yeh, kaf, alef maqsura, tatweel, digits
SPLIT_VERB = re.compile(r"(?<![\w\u200c])(?:ن?می) (?=[\u0600-\u06ff])")
SPLIT_PLURAL = re.compile(r"[\u0600-\u06ff] (?:ها|های|هایی|ترین)(?![\u0600-\u06ff\u200c])")
FA_WORD = re.compile(r"[\u0622-\u06cc]{3}")


@pytest.fixture(scope="module")
def organisation() -> Organisation:
    return build(today=TODAY)


@pytest.fixture(scope="module")
def circles(organisation: Organisation) -> dict[str, set[str]]:
    """Return who belongs to each space; a unit holds the people of the units below it."""
    parents = {unit.key: unit.parent for unit in organisation.units}
    found: dict[str, set[str]] = {ORGANISATION: {person.key for person in organisation.people}}
    for person in organisation.people:
        unit: str | None = person.unit
        while unit is not None:
            found.setdefault(f"unit:{unit}", set()).add(person.key)
            unit = parents[unit]
    found |= {f"group:{group.key}": set(group.members) for group in organisation.groups}
    return found


def bodies(organisation: Organisation) -> Iterator[str]:
    for question in organisation.questions:
        yield question.title + question.body
        yield from (answer.body for answer in question.answers)
    yield from (post.body for post in organisation.posts)
    yield from (request.title + request.body + request.answer for request in organisation.requests)


def remarks(organisation: Organisation) -> Iterator[tuple[str, CommentSpec]]:
    for question in organisation.questions:
        for comment in question.comments:
            yield question.space, comment
        for answer in question.answers:
            yield from ((question.space, comment) for comment in answer.comments)
    for post in organisation.posts:
        yield from ((post.space, comment) for comment in post.comments)


def test_same_seed_and_day_give_the_same_organisation(organisation: Organisation) -> None:
    assert build(today=TODAY) == organisation
    assert build(today=TODAY, seed=8).questions != organisation.questions


@pytest.mark.parametrize("people", [60, 150])
def test_size_can_be_chosen(people: int) -> None:
    organisation = build(today=TODAY, people=people)

    assert len({person.key for person in organisation.people}) == people


def test_too_small_an_organisation_is_refused() -> None:
    with pytest.raises(ValueError, match="at least 40 people, not 12"):
        build(today=TODAY, people=12)


def test_there_is_half_a_year_of_a_whole_company(organisation: Organisation) -> None:
    questions = organisation.questions
    languages = Counter(question.language for question in questions)

    assert len(organisation.people) == 120
    assert len([unit for unit in organisation.units if unit.parent == "rayanpayam"]) == 8
    assert {person.level for person in organisation.people} == {1, 2, 3, 4, 5, 6}
    assert 45 <= len(organisation.topics) <= 55
    assert 415 <= len(questions) <= 480
    assert 160 <= len(organisation.posts) <= 190
    assert 38 <= len(organisation.requests) <= 50
    assert 0.6 < languages["fa"] / len(questions) < 0.8
    assert (END - questions[0].at).days > 150
    assert {request.state for request in organisation.requests} == {"sent", "seen", "accepted", "declined", "answered"}
    assert {group.access for group in organisation.groups} == {"open", "closed", "secret"}


def test_people_of_the_design_are_there(organisation: Organisation) -> None:
    people = {person.key: person for person in organisation.people}
    sara = people["sara.mohammadi"]

    assert (sara.name.fa, sara.title.en, sara.manager) == ("سارا محمدی", "Solution architect", "pouya.karimi")
    assert people["nazanin.paknejad"].manager == "sara.mohammadi"
    assert people["niloofar.sharifi"].email == "niloofar.sharifi@rayanpayam.example"
    assert all(1 <= len(person.skills) <= 4 for person in organisation.people)


def test_managers_lead_to_the_top(organisation: Organisation) -> None:
    managers = {person.key: person.manager for person in organisation.people}

    for key in managers:
        steps, place = 0, key
        while (above := managers[place]) is not None:
            place, steps = above, steps + 1
            assert steps < 8
        assert place == "shahram.vakili"


def test_references_resolve(organisation: Organisation, circles: dict[str, set[str]]) -> None:
    people = circles[ORGANISATION]
    topics = {topic.key for topic in organisation.topics}
    questions = {question.key: question for question in organisation.questions}
    customers = {None, *(customer.key for customer in organisation.customers)}

    assert len(questions) == len(organisation.questions)
    for question in organisation.questions:
        assert question.topic in topics
        assert question.customer in customers
        assert set(question.mentions) <= people
        assert question.duplicate_of is None or question.duplicate_of in questions
    for request in organisation.requests:
        assert {request.asker, request.expert, request.suggested or request.asker} <= people
        assert request.topic in topics
        assert request.asker != request.expert


def test_only_people_of_a_space_speak_in_it(organisation: Organisation, circles: dict[str, set[str]]) -> None:
    for question in organisation.questions:
        speakers = [question.author, *(answer.author for answer in question.answers)]
        assert set(speakers) <= circles[question.space]
        assert len(set(speakers)) == len(speakers), question.key
        for answer in question.answers:
            assert {reaction.person for reaction in answer.reactions} <= circles[question.space] - {answer.author}
    for post in organisation.posts:
        assert {post.author, *post.praises, *post.mentions} <= circles[post.space]
        assert post.author not in post.praises
        assert {reaction.person for reaction in post.reactions} <= circles[post.space] - {post.author}
    for space, comment in remarks(organisation):
        assert comment.author in circles[space]


def test_times_follow_one_another_and_end_before_today(organisation: Organisation) -> None:
    for question in organisation.questions:
        moments = [question.at, *(answer.at for answer in question.answers)]
        assert moments == sorted(moments)
        for answer in question.answers:
            assert answer.accepted_at is None or answer.at < answer.accepted_at < END
            assert all(answer.at < reaction.at < END for reaction in answer.reactions)
        assert moments[-1] < END
        assert sum(answer.accepted_at is not None for answer in question.answers) <= 1
    assert all(post.at < END for post in organisation.posts)
    assert all(comment.at < END for _, comment in remarks(organisation))


def test_a_request_has_the_times_of_its_state(organisation: Organisation) -> None:
    for request in organisation.requests:
        reached = [request.sent_at, request.seen_at, request.decided_at, request.answered_at, request.accepted_at]
        moments = [moment for moment in reached if moment is not None]
        assert moments == sorted(moments)
        assert moments[-1] < END
        assert (request.seen_at is None) == (request.state == "sent")
        assert bool(request.answer) == (request.state == "answered")
        assert bool(request.reason) == (request.state == "declined")


def test_people_mostly_work_on_working_days(organisation: Organisation) -> None:
    days = Counter(question.at.weekday() for question in organisation.questions)

    assert (days[3] + days[4]) / sum(days.values()) < 0.05  # Thursday and Friday


def test_no_text_comes_back(organisation: Organisation) -> None:
    often = [text for text, count in Counter(bodies(organisation)).items() if count > 2]
    assert often == []
    words = Counter(comment.body for _, comment in remarks(organisation))
    assert max(words.values()) <= 4


def test_no_blank_is_left_open(organisation: Organisation) -> None:
    texts = [*bodies(organisation), *(comment.body for _, comment in remarks(organisation))]

    assert [text for text in texts if "{" in text or " // " in text] == []


def test_persian_is_written_well(organisation: Organisation) -> None:
    texts = [*bodies(organisation), *(comment.body for _, comment in remarks(organisation))]
    names = [name.fa for person in organisation.people for name in (person.given, person.family, person.title)]

    quoting = ("ي and ك", "«ي» عربی", "تشرين")  # texts about Arabic letters show them
    plain = [text for text in (*texts, *names) if not any(letters in text for letters in quoting)]
    assert [text for text in plain if NOT_PERSIAN.search(text)] == []
    assert [text for text in texts if SPLIT_VERB.search(text)] == []
    assert [text for text in texts if SPLIT_PLURAL.search(text)] == []
    persian = [text for text in texts if len(FA_WORD.findall(text)) > 12]
    assert sum("\u200c" in text for text in persian) / len(persian) > 0.8


def test_planted_experts_answer_their_topics(organisation: Organisation) -> None:
    for topic, experts in organisation.expertise.items():
        planted = {key: strength for key, strength in experts if strength > 0.3}
        if not planted:
            continue
        answers = Counter(answer.author for question in organisation.questions if question.topic == topic for answer in question.answers)
        others = [count for key, count in answers.items() if key not in planted]
        assert sum(answers[key] for key in planted) > 0.4 * answers.total(), topic
        assert max(answers[key] for key in planted) > max(others, default=0), topic


def test_some_knowledge_hangs_on_one_person_and_some_is_missing(organisation: Organisation) -> None:
    experts = {topic: [key for key, _ in known] for topic, known in organisation.expertise.items()}

    assert experts["key-custody"] == ["sara.mohammadi"]
    assert experts["backup"] == ["ghasem.torkaman"]
    assert sum(len(known) == 1 for known in experts.values()) == 8
    assert {topic for topic, known in experts.items() if not known} == {
        "instant-settlement",
        "arabic-market",
        "smart-contracts",
        "legacy-migration",
    }


def test_what_nobody_knows_has_no_accepted_answer(organisation: Organisation) -> None:
    unknown = {topic for topic, known in organisation.expertise.items() if not known}
    answers = [answer for question in organisation.questions if question.topic in unknown for answer in question.answers]

    assert len(answers) > 10
    assert [answer for answer in answers if answer.accepted_at] == []


def test_topics_have_words_in_both_languages(organisation: Organisation) -> None:
    for topic in organisation.topics:
        assert 5 <= len(topic.terms_fa) <= 15, topic.key
        assert 5 <= len(topic.terms_en) <= 15, topic.key


def test_people_of_sales_and_service_serve_customers_the_same_every_time(organisation: Organisation) -> None:
    found = served(organisation, until=TODAY)
    assert found == served(organisation, until=TODAY)
    parents = {unit.key: unit.parent for unit in organisation.units}
    units = {person.key: person.unit for person in organisation.people}
    assert {department(units[key], parents) for key in found} == {"sales", "service"}
    known = {customer.name.fa for customer in organisation.customers}
    assert {one.name for serving in found.values() for one in serving} == known
    lines = [one for serving in found.values() for one in serving]
    assert len(lines) > 100
    assert 0 < sum(bool(one.role) for one in lines) < len(lines)


def test_conversations_are_told_by_people_who_read_there(organisation: Organisation, circles: dict[str, set[str]]) -> None:
    blocks = TEXT.strip().split("\n\n")
    assert len(blocks) >= 8
    for block in blocks:
        kind, *cells = (cell.strip() for cell in block.splitlines()[0].removeprefix("= ").split("|"))
        named = cells[0] if kind == "direct" else cells[1]
        there = circles[cells[0]] if kind == "channel" else {name.strip() for name in named.split(",")}
        speakers = set(re.findall(r"^(?:> )?([a-z]+\.[a-z]+): ", block, re.MULTILINE))
        reacting = {name for names in re.findall(r"^\+ \w+: (.*)$", block, re.MULTILINE) for name in names.split(", ")}
        assert speakers | reacting <= there, block
        assert not NOT_PERSIAN.search(block)
