"""What a web process reads before its first request."""

from django.template import engines

from hamsoo.site.ahead import read_ahead


def test_no_page_waits_for_its_template_to_be_read():
    loader = engines["django"].engine.template_loaders[0]
    loader.reset()
    read_ahead()
    assert {"desk/home.html", "finder/experts.html", "notices/inbox.html"} <= set(loader.get_template_cache)
