"""What is known of pages that texts link to."""

from collections.abc import Mapping

from hamsoo.threads import links
from hamsoo.threads.models import LinkPreview


def previews_of(texts: Mapping[int, str]) -> dict[int, LinkPreview]:
    """Return, by the key of each text, what is known of the first page that it links to: one query, and none where nothing is linked."""
    urls = {key: url for key, text in texts.items() if (url := links.first_link(text))}
    if not urls:
        return {}
    found = {one.url: one for one in LinkPreview.objects.filter(url__in=set(urls.values())).exclude(title="")}
    return {key: found[url] for key, url in urls.items() if url in found}
