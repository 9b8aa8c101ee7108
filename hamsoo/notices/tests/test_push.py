"""Pushes: sealed for one browser, of what is wanted and may still be seen, while somebody is signed in there."""

from datetime import time, timedelta

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from django.conf import settings
from django.urls import reverse
from freezegun import freeze_time
from procrastinate.contrib.django.models import ProcrastinateJob

from hamsoo.kernel import outgoing
from hamsoo.kernel.errors import Invalid, NotFound
from hamsoo.ledger import runner
from hamsoo.ledger.traits import Ref
from hamsoo.notices import actions, pushes, queries, webpush
from hamsoo.notices.models import PushChoice, PushDevice
from hamsoo.notices.tests.push_service import Browser, service
from hamsoo.notices.tests.test_choices import USUAL
from hamsoo.site.sessions import SessionStore
from hamsoo.social import actions as social
from hamsoo.spaces import actions as spaces
from hamsoo.threads import actions as threads
from tests.world import NOON


@pytest.fixture
def browser(tmp_path, monkeypatch):
    with service(tmp_path) as (made, trusting):
        monkeypatch.setattr(outgoing, "context", trusting)
        # The guard refuses this machine, as it should; here the service runs on it.
        monkeypatch.setattr(outgoing, "public_address", lambda host, port: "127.0.0.1")
        yield made


def session(at=NOON) -> str:
    store = SessionStore()
    with freeze_time(at):
        store.create()
    return store.session_key


def let(person, browser: Browser, key: str | None = None) -> PushDevice:
    return actions.add_device(actor=person, session_key=key or session(), label="Firefox", at=NOON, **browser.keys)


def name(reza, sara, space, at=NOON) -> int:
    return social.publish(actor=reza, body=f"@[Sara](person:{sara.pk}) look", space_ids=[space.pk], at=at).post.pk


def begin() -> None:
    """Let the first round begin here: what came before is no news."""
    runner.settle()
    actions.owe_pushes(at=NOON)


def owed(at=NOON) -> list[dict[str, int]]:
    with freeze_time(at):
        runner.settle()
        while actions.owe_pushes(at=at):
            pass
    return [job.args for job in ProcrastinateJob.objects.filter(task_name="notices.push").order_by("id")]


def pushed(at=NOON) -> int:
    return sum(pushes.push(**args, at=at) for args in owed(at))


def test_a_message_is_sealed_as_the_standard_says():
    key = ec.derive_private_key(int.from_bytes(webpush.decoded("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw")), ec.SECP256R1())
    p256dh = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"
    salt, auth = webpush.decoded("DGv6ra1nlYgDCS1FRnbzlw"), "BTBZMqHH6r4Tts7J_aSIgg"
    sealed = webpush.sealed(b"When I grow up, I want to be a watermelon", p256dh=p256dh, auth=auth, key=key, salt=salt)
    assert webpush.encoded(sealed) == (
        "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPT"
        "pK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
    )


def test_a_browser_is_told_what_only_it_can_open_and_the_service_who_sends(sara, reza, world, browser):
    begin()
    let(sara, browser)
    post = name(reza, sara, world.organisation)
    assert pushed() == 1
    (told,), (headers,) = browser.told, browser.headers
    assert (told["body"], told["title"], told["dir"]) == ("Reza Karimi posted “Sara look”", "Names you", "ltr")
    assert told["url"].startswith("/inbox/")
    assert (headers["TTL"], headers["Content-Encoding"], headers["Urgency"]) == ("86400", "aes128gcm", "normal")
    scheme, _space, parts = headers["Authorization"].partition(" ")
    given = dict(part.strip().split("=", 1) for part in parts.split(","))
    public = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), webpush.decoded(given["k"]))
    origin = browser.endpoint.removesuffix("/send/abc")
    claims = jwt.decode(given["t"], public, algorithms=["ES256"], audience=origin, options={"verify_exp": False})
    assert (scheme, claims["sub"], post > 0) == ("vapid", f"mailto:{settings.DEFAULT_FROM_EMAIL}", True)
    assert given["k"] == webpush.encoded(webpush.public_of(webpush.own_key(settings.SECRET_KEY)))


def test_a_right_lost_on_the_way_takes_the_message_along(sara, reza, world, browser):
    group = spaces.create_group(actor=reza, name_fa="راز", policy="secret", at=NOON)
    spaces.add_member(actor=reza, space=group, person=sara, at=NOON)
    begin()
    let(sara, browser)
    name(reza, sara, group)
    gone = name(reza, sara, world.organisation)
    jobs = owed()
    spaces.remove_member(actor=reza, space=group, person=sara, at=NOON)
    social.remove(actor=reza, post_id=gone, at=NOON)
    assert [pushes.push(**args, at=NOON) for args in jobs] == [0]
    assert browser.told == []


def test_what_was_read_meanwhile_and_quiet_hours_wake_nobody(sara, reza, world, browser):
    begin()
    let(sara, browser)
    name(reza, sara, world.organisation)
    jobs = owed()
    actions.mark_all_read(actor=sara, at=NOON)
    assert [pushes.push(**args, at=NOON) for args in jobs] == [0]
    actions.set_rhythm(actor=sara, at=NOON, **USUAL | {"quiet_from": time(11), "quiet_until": time(13)})
    name(reza, sara, world.organisation)
    assert owed() == jobs
    night = NOON + timedelta(days=6)
    name(reza, sara, world.organisation, at=night)
    assert owed(night) == jobs
    assert browser.told == []


def test_what_is_pushed_is_chosen_by_kind_and_place(sara, reza, world, browser):
    begin()
    let(sara, browser)
    threads.follow(actor=sara, target=Ref("person", reza.pk), at=NOON)
    social.publish(actor=reza, body="News", space_ids=[world.organisation.pk], at=NOON)
    assert owed() == []
    actions.choose_pushes(actor=sara, kinds={"mention": False, "request": True}, spaces={})
    assert list(PushChoice.objects.values_list("kind", "is_pushed")) == [("mention", False)]
    name(reza, sara, world.organisation)
    assert owed() == []
    actions.choose_pushes(actor=sara, spaces={world.organisation.pk: True})
    name(reza, sara, world.organisation)
    assert pushed() == 1
    for wrong in ({"kinds": {"nothing": True}}, {"spaces": {999_999: True}}):
        with pytest.raises(Invalid):
            actions.choose_pushes(actor=sara, **wrong)


def test_whoever_signed_out_there_is_woken_there_no_more(sara, reza, world, browser):
    begin()
    key = session()
    let(sara, browser, key)
    SessionStore(key).delete()
    name(reza, sara, world.organisation)
    assert pushed() == 0
    assert browser.told == []


def test_a_browser_that_is_gone_is_dropped_and_a_busy_service_asked_again(sara, reza, world, browser):
    begin()
    let(sara, browser)
    name(reza, sara, world.organisation)
    (job,) = owed()
    browser.status = 429
    with pytest.raises(pushes.NotTaken):
        pushes.push(**job, at=NOON)
    assert PushDevice.objects.get().failure_count == 0
    browser.status = 410
    pushes.push(**job, at=NOON)
    assert not PushDevice.objects.exists()


def test_one_that_fails_again_and_again_is_given_up(sara, browser):
    device = let(sara, browser)
    for count in (1, 2, 3, 4):
        actions.note_delivery(device=device, is_gone=False, is_taken=False)
        device.refresh_from_db()
        assert device.failure_count == count
    actions.note_delivery(device=device, is_gone=False, is_taken=True)
    device.refresh_from_db()
    assert device.failure_count == 0
    device.failure_count = 4
    actions.note_delivery(device=device, is_gone=False, is_taken=False)
    assert not PushDevice.objects.exists()


def test_an_address_of_our_own_network_is_never_called(sara, reza, world, tmp_path, monkeypatch):
    with service(tmp_path) as (made, trusting):
        monkeypatch.setattr(outgoing, "context", trusting)
        made.endpoint = made.endpoint.replace("push.example", "localhost")
        begin()
        let(sara, made)
        name(reza, sara, world.organisation)
        pushed()
        assert (made.told, PushDevice.objects.exists()) == ([], False)


@pytest.mark.parametrize(
    "wrong",
    [
        *({"endpoint": one} for one in ("", "http://push.example/", "https://push.example/" + "x" * 1000, "javascript:alert(1)")),
        *({"p256dh": one} for one in ("", "AAAA", "é", "BCVxsr7N_eNgVRqv")),
        *({"auth": one} for one in ("", "AAAA", "!!")),
    ],
)
def test_what_no_browser_says_is_refused(sara, wrong):
    made = Browser()
    made.endpoint = "https://push.example/send"
    with pytest.raises(Invalid):
        actions.add_device(actor=sara, session_key="k", label="", at=NOON, **made.keys | wrong)
    assert not PushDevice.objects.exists()


def test_a_browser_is_let_by_its_page_and_belongs_to_who_signed_in_last(sara, reza, browse):
    made = Browser()
    made.endpoint = "https://push.example/send"
    answer = browse(sara).post(reverse("notices:devices"), made.keys, headers={"User-Agent": "Mozilla/5.0 Firefox/140.0"})
    assert answer.status_code == 303
    assert "Firefox" in PushDevice.objects.get().label
    assert browse(sara).post(reverse("notices:devices"), made.keys | {"auth": "x"}).status_code == 422
    browse(reza).post(reverse("notices:devices"), made.keys)
    device = PushDevice.objects.get()
    assert device.person == reza
    with pytest.raises(NotFound):
        actions.remove_device(actor=sara, pk=device.pk)
    assert "push.example" in browse(reza).get(reverse("notices:settings")).content.decode()
    assert browse(reza).post(reverse("notices:device_removal", args=[device.pk])).status_code == 303
    assert queries.devices(person=reza) == []


def test_choices_are_kept_on_the_page(sara, world, browse):
    client, url = browse(sara), reverse("notices:settings")
    form = {"digest_at": "08:00", "weekly_on": "5", "merges": "on", "is_mailed": "on", "push_kind_mention": "on", "push_kind_praise": "on"}
    page = client.get(url)
    kinds = {field.html_name: field.value() for field, _push in page.context["form"].kind_fields}
    places = {field.html_name: field.value() for field, _push in page.context["form"].space_fields}
    assert client.post(url, form | kinds | places).status_code == 303
    wished = queries.push_wishes_of(person=sara)
    assert wished.kinds == {"mention", "praise"}


def test_the_site_is_installed_and_works_beside_its_pages(browse, sara):
    client = browse(None)
    worker = client.get("/service-worker.js")
    assert (worker.status_code, worker.headers["Content-Type"], worker.headers["Cache-Control"]) == (
        *(200, "text/javascript; charset=utf-8", "no-cache"),
    )
    assert "شبکه" in client.get("/offline").content.decode()
    icons = client.get("/manifest.webmanifest").json()["icons"]
    assert [icon["sizes"] for icon in icons] == ["any", "192x192", "512x512"]
