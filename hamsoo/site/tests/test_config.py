import os
from concurrent.futures import ThreadPoolExecutor
from ipaddress import ip_network
from pathlib import Path

import pytest

from hamsoo.site.config import DEFAULT_WEB_WORKERS, Config, ConfigError
from hamsoo.site.reply_mailbox import reply_mailbox


def test_nothing_said_means_a_machine_of_its_own():
    config = Config.from_env({})
    assert config.home == Path("var").absolute()
    assert (config.runs_postgres, config.runs_valkey) == (True, True)
    assert (config.host, config.port, config.web_workers) == ("127.0.0.1", 8000, DEFAULT_WEB_WORKERS)
    assert (config.public_url, config.public_host) == ("http://localhost:8000", "localhost")
    assert (config.language, config.debug, config.trusted_proxies) == ("fa", False, ())


def test_everything_may_be_said():
    config = Config.from_env(
        {
            "HAMSOO_HOME": "/srv/hamsoo",
            "HAMSOO_DATABASE_URL": "postgresql://hamsoo@db/hamsoo",
            "HAMSOO_VALKEY_URL": "rediss://cache:6380/1",
            "HAMSOO_HOST": "::",
            "HAMSOO_PORT": "80",
            "HAMSOO_WEB_WORKERS": "4",
            "HAMSOO_PUBLIC_URL": "https://hamsoo.example.ir/",
            "HAMSOO_TRUSTED_PROXIES": "10.0.0.0/8, 192.0.2.7",
            "HAMSOO_LANGUAGE": "en",
            "HAMSOO_DEBUG": "on",
            "HAMSOO_SECRET_KEY": "well kept",
        }
    )
    assert config.home == Path("/srv/hamsoo")
    assert (config.runs_postgres, config.runs_valkey) == (False, False)
    assert (config.host, config.port, config.web_workers) == ("::", 80, 4)
    assert (config.public_url, config.public_host) == ("https://hamsoo.example.ir", "hamsoo.example.ir")
    assert config.trusted_proxies == (ip_network("10.0.0.0/8"), ip_network("192.0.2.7"))
    assert (config.language, config.debug, config.secret_key) == ("en", True, "well kept")


@pytest.mark.parametrize(
    ("host", "url"),
    [("127.0.0.1", "http://localhost:8001"), ("0.0.0.0", "http://localhost:8001"), ("fd00::7", "http://[fd00::7]:8001")],
)
def test_the_public_address_follows_the_web_address(host: str, url: str):
    assert Config.from_env({"HAMSOO_HOST": host, "HAMSOO_PORT": "8001"}).public_url == url


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("HAMSOO_PORT", "http", "“http” is not a whole number from 1 to 65535"),
        ("HAMSOO_PORT", "65536", "“65536” is not a whole number from 1 to 65535"),
        ("HAMSOO_WEB_WORKERS", "0", "“0” is not a whole number from 1 to 64"),
        ("HAMSOO_DEBUG", "perhaps", "“perhaps” is neither 1 nor 0"),
        ("HAMSOO_LANGUAGE", "de", "“de” is none of fa, en"),
        ("HAMSOO_PUBLIC_URL", "hamsoo.example.ir", "the address must begin with one of http://, https://"),
        ("HAMSOO_PUBLIC_URL", "https://example.ir/hamsoo", "give the scheme and host only, such as https://hamsoo.example.ir"),
        ("HAMSOO_TRUSTED_PROXIES", "10.0.0.1/8", "“10.0.0.1/8” is neither an address nor a network such as 10.0.0.0/8"),
    ],
)
def test_what_cannot_be_meant_is_refused_by_name(monkeypatch: pytest.MonkeyPatch, name: str, text: str, message: str):
    monkeypatch.setenv("HAMSOO_LANGUAGE", "en")
    with pytest.raises(ConfigError) as caught:
        Config.from_env({name: text})
    assert str(caught.value) == f"{name}: {message}"


def test_a_refused_address_is_not_repeated_for_it_may_hold_a_password():
    with pytest.raises(ConfigError) as caught:
        Config.from_env({"HAMSOO_DATABASE_URL": "mysql://root:hunter2@db/x"})
    assert "hunter2" not in str(caught.value)


def test_the_secret_key_is_made_once_and_kept_closed(tmp_path: Path):
    home = tmp_path / "new" / "home"
    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(lambda _: Config(home=home).secret_key, range(16)))
    assert len(keys) == 1
    assert len(keys.pop()) >= 50
    assert (home / "secret.key").stat().st_mode & 0o777 == 0o600
    assert [path.name for path in home.iterdir()] == ["secret.key"]
    assert home.stat().st_mode & 0o777 == (0o711 if os.geteuid() == 0 else 0o700)


def test_an_emptied_secret_key_is_refused(tmp_path: Path):
    (tmp_path / "secret.key").touch()
    with pytest.raises(ConfigError, match=r"secret\.key"):
        _ = Config(home=tmp_path).secret_key


def test_files_and_links_have_their_limits():
    assert (Config.from_env({}).largest_file, Config.from_env({}).link_previews) == (10, ())
    config = Config.from_env({"HAMSOO_LARGEST_FILE": "50", "HAMSOO_LINK_PREVIEWS": "Example.org, news.example.ir"})
    assert (config.largest_file, config.link_previews) == (50, ("example.org", "news.example.ir"))
    with pytest.raises(ConfigError, match="from 1 to 100"):
        Config.from_env({"HAMSOO_LARGEST_FILE": "101"})


ANSWERED = {"HAMSOO_REPLY_ADDRESS": "reply@hamsoo.example.ir"}


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("imaps://a%40b:p%2F%3A@mail.example.ir/A%20B", ("a@b", "p/:", "mail.example.ir", 993, "tls", "A B")),
        ("imap://a:p@mail.example.ir", ("a", "p", "mail.example.ir", 143, "starttls", "INBOX")),
        ("imap://a:p@localhost:1143/", ("a", "p", "localhost", 1143, "none", "INBOX")),
    ],
)
def test_a_mailbox_of_answers_is_encrypted_unless_it_is_of_this_machine(url, expected):
    box = reply_mailbox({**ANSWERED, "HAMSOO_REPLY_IMAP_URL": url})
    assert (box.user, box.password, box.host, box.port, box.security, box.folder) == expected


@pytest.mark.parametrize(
    "url", ["https://a:secret@x", "imaps://", "imaps://mail.example.ir", "imaps://a:secret@x:port", "imaps://a:secret@[x"]
)
def test_an_address_that_is_no_mailbox_is_refused_without_its_password(url):
    with pytest.raises(ConfigError) as caught:
        reply_mailbox({**ANSWERED, "HAMSOO_REPLY_IMAP_URL": url})
    assert "secret" not in str(caught.value)
    assert reply_mailbox({}) is None
    with pytest.raises(ConfigError, match="HAMSOO_REPLY_ADDRESS"):
        reply_mailbox({"HAMSOO_REPLY_IMAP_URL": "imaps://a:b@c"})
