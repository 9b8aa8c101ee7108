import os
import signal
import socket
import sys
from pathlib import Path

import psutil
import psycopg
import pytest
import redis

from hamsoo.site.services import postgres as postgres_module
from hamsoo.site.services.children import spawn
from hamsoo.site.services.errors import InUse, ServiceError
from hamsoo.site.services.postgres import FAST_SETTINGS, PostgresServer
from hamsoo.site.services.sockets import LONGEST
from hamsoo.site.services.valkey import ValkeyServer


@pytest.fixture
def deep(tmp_path: Path) -> Path:
    """A folder too deep for a socket."""
    folder = tmp_path / ("far " * 20) / ("down " * 10)
    folder.mkdir(parents=True)
    assert len(os.fsencode(folder)) > LONGEST
    return folder


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One data folder for the module: its set-up takes a second."""
    return tmp_path_factory.mktemp("data") / "pg"


@pytest.fixture
def server(data: Path):
    server = PostgresServer(data, settings=FAST_SETTINGS)
    server.start()
    yield server
    server.stop()


def test_postgres_keeps_its_data_and_its_promises_about_locale(server: PostgresServer):
    with psycopg.connect(server.url) as connection:
        connection.execute("CREATE TABLE letters AS SELECT 'سلام' AS body")
        row = connection.execute("SELECT datcollate, pg_encoding_to_char(encoding) FROM pg_database WHERE datname = 'hamsoo'")
        assert row.fetchone() == ("C.UTF-8", "UTF8")
    server.stop()
    assert server.pid is None
    server.start()
    with psycopg.connect(server.url) as connection:
        assert connection.execute("SELECT body FROM letters").fetchone() == ("سلام",)


def test_postgres_recovers_from_a_kill(server: PostgresServer):
    server.stop()
    server.settings = {**FAST_SETTINGS, "synchronous_commit": "on"}
    server.start()
    with psycopg.connect(server.url) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 7 AS number")
    os.kill(server.pid, signal.SIGKILL)
    server.process.wait()
    server.start()
    with psycopg.connect(server.url) as connection:
        assert connection.execute("SELECT number FROM kept").fetchone() == (7,)


def test_a_second_postgres_over_the_same_data_is_refused(server: PostgresServer, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(postgres_module, "LEAVING_SECONDS", 0.1)
    with pytest.raises(InUse, match=rf"process {server.pid}\b"):
        PostgresServer(server.folder, settings=FAST_SETTINGS).start()
    assert server.pid is not None


def test_the_note_of_a_dead_server_that_names_a_stranger_does_not_matter(server: PostgresServer):
    server.stop()
    stranger = spawn([sys.executable, "-c", "import time; time.sleep(600)"], output=None)
    note = server.folder / "postmaster.pid"
    note.write_text(f"{stranger.pid}\n{server.folder}\n1\n5432\n\n\n\nready\n")
    server.start()
    stranger.kill()
    stranger.wait()
    assert server.pid is not None


def test_a_postgres_that_cannot_start_says_why(tmp_path: Path):
    server = PostgresServer(tmp_path / "pg", settings={**FAST_SETTINGS, "shared_buffers": "many"})
    with pytest.raises(ServiceError, match='invalid value for parameter "shared_buffers"'):
        server.start()
    assert server.pid is None


def test_servers_start_in_a_deep_folder_and_leave_nothing_elsewhere(deep: Path):
    postgres = PostgresServer(deep / "pg", settings=FAST_SETTINGS)
    valkey = ValkeyServer(deep / "vk")
    assert postgres._socket_folder != deep / "pg"
    postgres.start()
    valkey.start()
    with psycopg.connect(postgres.url) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)
    assert redis.Redis.from_url(valkey.url).ping()
    postgres.stop()
    valkey.stop()
    assert not postgres._socket_folder.exists()
    assert not valkey._socket.parent.exists()


def test_postgres_listens_on_no_network(server: PostgresServer):
    assert psutil.Process(server.pid).net_connections("inet") == []


def test_valkey_keeps_nothing(tmp_path: Path):
    server = ValkeyServer(tmp_path / "vk")
    server.start()
    redis.Redis.from_url(server.url).set("presence", "here")
    server.stop()
    assert server.pid is None
    server.start()
    assert redis.Redis.from_url(server.url).get("presence") is None
    server.stop()


def test_valkey_starts_over_the_socket_of_a_killed_one(tmp_path: Path):
    server = ValkeyServer(tmp_path / "vk")
    server.start()
    server.process.kill()
    server.process.wait()
    assert server._socket.exists()
    server.start()
    assert redis.Redis.from_url(server.url).ping()
    server.stop()


def test_a_valkey_that_cannot_start_says_why(tmp_path: Path):
    server = ValkeyServer(tmp_path / "vk", settings={"maxmemory": "much"})
    with pytest.raises(ServiceError, match="maxmemory"):
        server.start()
    with socket.socket(socket.AF_UNIX) as connection, pytest.raises(FileNotFoundError):
        connection.connect(str(server._socket))
