"""Register knowledge with Django."""

from django.apps import AppConfig


class KnowledgeConfig(AppConfig):
    """Articles, and the glossary of the organisation."""

    name = "hamsoo.knowledge"

    def ready(self) -> None:
        """Let articles be found, told and talked about, and owners be asked whether they are still true."""
        # Modules that use models can be loaded only now.
        from hamsoo.finder import documents, synonyms  # noqa: PLC0415
        from hamsoo.knowledge import presentation, queries, search, tasks, verbs  # noqa: F401, PLC0415
        from hamsoo.ledger.presentation import provide  # noqa: PLC0415
        from hamsoo.threads import targets  # noqa: PLC0415

        provide(presentation.ABOUT_ARTICLES, presentation.article_details)
        provide(presentation.ABOUT_TERMS, presentation.term_details)
        documents.register("article", search.load_articles)
        synonyms.register("glossary", queries.names_alike)
        targets.register("article", presentation.article_target, many=presentation.article_targets, aspects=("posts", "comments"))
