"""Questions, answers, and requests to experts."""

from django.apps import AppConfig


class QuestionsConfig(AppConfig):
    """The app of questions."""

    name = "hamsoo.questions"

    def ready(self) -> None:
        """Tell inbox, feed and timeline how to say our facts, the finder what to index, and threads what to comment on."""
        # Modules that use models can be loaded only now.
        from hamsoo.finder import documents  # noqa: PLC0415
        from hamsoo.kernel import live  # noqa: PLC0415
        from hamsoo.ledger import projections as readers  # noqa: PLC0415
        from hamsoo.ledger.presentation import provide  # noqa: PLC0415
        from hamsoo.notices import answerable  # noqa: PLC0415
        from hamsoo.people import handover  # noqa: PLC0415
        from hamsoo.questions import by_mail, followups, presentation, projections, queries, search, tasks  # noqa: F401, PLC0415
        from hamsoo.questions.actions.handing_over import ASKS  # noqa: PLC0415
        from hamsoo.questions.actions.handing_over_own import QUESTIONS, REQUESTS  # noqa: PLC0415
        from hamsoo.questions.models import Answer, Question, RequestDraft  # noqa: PLC0415
        from hamsoo.threads import mentions, targets  # noqa: PLC0415

        readers.register(projections.SkillsShown())
        answerable.register(by_mail.REQUESTS, by_mail.TO_REQUEST)
        answerable.register(by_mail.QUESTIONS, by_mail.TO_QUESTION)
        provide((*presentation.ABOUT_QUESTIONS, *presentation.ABOUT_REQUESTS), presentation.details)
        documents.register("question", search.load_questions)
        documents.register("answer", search.load_answers, is_answer=True)
        targets.register("question", presentation.question_target, many=presentation.question_targets, aspects=("posts", "comments"))
        targets.register("answer", presentation.answer_target, many=presentation.answer_targets)
        targets.register("request_draft", presentation.draft_target, aspects=())
        mentions.keep(Question, "body", lambda question: question.ref)
        mentions.keep(Answer, "body", lambda answer: answer.ref)
        mentions.keep(RequestDraft, "body", lambda _draft: None)
        for kind in (ASKS, REQUESTS, QUESTIONS):
            handover.register(kind)
        live.may_listen("question", queries.may_read_question)
        live.may_listen("request", queries.may_read_request)
