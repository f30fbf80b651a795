"""`youju serve` and `youju account`, as they are typed."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from gate_kit import names_in

from youju.cli.errors import guarded
from youju.cli.main import cli
from youju.desk.accounts import add_account
from youju.desk.desk import Desk
from youju.desk.who import ALONE
from youju.source import CodedError
from youju.web.serving import known_as, listening, require_accounts

PASSWORD = "of twelve and more"


def coded(act: Callable[[], object]) -> str | None:
    try:
        act()
    except CodedError as error:
        return error.code
    return None


def test_a_first_start_opens_on_the_sample_and_a_second_on_the_first_page(tmp_path: Path) -> None:
    """Both are ended by Ctrl-C; nobody logs in, and this machine alone is listened to."""
    first, second = (served(tmp_path / "store") for _ in range(2))

    expected = (["http://127.0.0.1:N/audits/A", "http://127.0.0.1:N/"], [200, 200], [0, 0], ["已停止 / stopped"] * 2)
    actual = tuple([one[at] for one in (first, second)] for at in range(4))
    assert expected == actual


def served(store: Path) -> tuple[str, int, int, str]:
    """The address told (port and audit as letters), the status of its page, the exit status and the last words."""
    command = [sys.executable, "-m", "youju.cli.main", "serve", "--folder", str(store), "--port", "0", "--workers", "1"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8") as server:
        assert server.stdout is not None
        address = re.findall(r"http\S+", server.stdout.readline())[0]
        with urllib.request.urlopen(address, timeout=60) as answer:
            status = answer.status
        os.kill(server.pid, signal.SIGINT)
        rest = server.stdout.read().strip()
    told = re.sub(r"audits/\d+", "audits/A", re.sub(r":\d+/", ":N/", address))
    return told, status, server.returncode, rest


@pytest.mark.parametrize(
    ("host", "names"),
    [("0.0.0.0", ()), ("::", ()), ("192.0.2.7", ()), ("127.0.0.2", ()), ("127.0.0.1", ("youju.example",))],
)
def test_without_accounts_it_serves_this_machine_alone(alone: Desk, host: str, names: tuple[str, ...]) -> None:
    before = coded(lambda: require_accounts(alone, host, frozenset(names)))
    add_account(alone, ALONE, "zhou", "", "admin", PASSWORD)
    after = coded(lambda: require_accounts(alone, host, frozenset(names)))

    expected = ("serve-needs-accounts", None)
    actual = (before, after)
    assert expected == actual


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1"])
def test_this_machine_needs_no_account(alone: Desk, host: str) -> None:
    expected = None
    actual = coded(lambda: require_accounts(alone, host, frozenset()))
    assert expected == actual


def test_a_refused_start_tells_the_command_that_makes_the_first_account(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    words = ["serve", "--folder", str(tmp_path / "store"), "--host", "0.0.0.0", "--port", "0"]
    status = guarded(lambda: cli.main(words, standalone_mode=False))
    told = capfd.readouterr().err

    expected = (2, "serve-needs-accounts", True)
    actual = (status, told.partition("：")[0], "youju account add NAME --role admin" in told)
    assert expected == actual


def test_a_port_in_use_is_told() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

        expected = ("serve-port", "serve-address")
        actual = (coded(lambda: listening("127.0.0.1", port)), coded(lambda: listening("192.0.2.7", 0)))
        assert expected == actual


def test_what_is_sent_to_somebody_does_not_wait_for_more() -> None:
    with listening("127.0.0.1", 0) as listener, socket.create_connection(listener.getsockname()):
        taken, _ = listener.accept()
        with taken:
            # By the protocol asyncio knows that it may be told not to wait.
            assert socket.IPPROTO_TCP == taken.proto


def test_the_names_of_a_server_are_this_machines_and_those_it_is_given() -> None:
    own = {"127.0.0.1", "localhost", "[::1]"}

    expected = [own | {"youju.example"}, own | {"192.0.2.7"}, own | {"[2001:db8::1]"}]
    actual = [known_as("0.0.0.0", frozenset(("Youju.example",)))]
    actual += [known_as(host, frozenset()) for host in ("192.0.2.7", "2001:db8::1")]
    assert expected == actual


def account(store: Path, *words: str, typed: str | None = None) -> Result:
    return CliRunner().invoke(cli, ["account", *words, "--folder", str(store)], input=typed)


def test_accounts_are_made_listed_changed_and_closed_by_command(tmp_path: Path) -> None:
    """The password comes from standard input, and is told nowhere."""
    store = tmp_path / "store"
    told = [
        account(store, "list").output,
        account(store, "add", "zhou", "--role", "admin", "--title", "周", typed=f"{PASSWORD}\n").output,
        account(store, "add", "wang", "--role", "auditor", typed=f"{PASSWORD}\n").output,
        account(store, "role", "wang", "chief").output,
        account(store, "password", "wang", typed="another of twelve\n").output,
        account(store, "close", "wang").output,
        account(store, "list").output,
    ]

    expected = ("还没有账号 / no account yet\n", "wang  chief  wang  （已关闭 closed）\nzhou  admin  周\n", False)
    actual = (told[0], told[-1], any(PASSWORD in one or "another of" in one for one in told))
    assert expected == actual


@pytest.mark.parametrize(
    "words", [("add", "zhou", "--role", "chief"), ("close", "zhou"), ("add", "z", "--role", "root")]
)
def test_a_refused_change_of_accounts_makes_none(tmp_path: Path, alone: Desk, words: tuple[str, ...]) -> None:
    refused = account(tmp_path / "store", *words, typed=f"{PASSWORD}\n")

    expected = (True, [])
    actual = (refused.exit_code != 0, names_in(alone))
    assert expected == actual


def test_the_store_may_be_named_by_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("YOUJU_STORE", str(tmp_path / "named"))
    CliRunner().invoke(cli, ["account", "add", "zhou", "--role", "admin"], input=f"{PASSWORD}\n")

    expected = "zhou  admin  zhou\n"
    actual = account(tmp_path / "named", "list").output
    assert expected == actual


def test_no_command_takes_a_password_as_an_option() -> None:
    options = {
        name for command in cli.commands["account"].commands.values() for one in command.params for name in one.opts
    }

    assert {"--folder", "--database", "--role", "--title", "name", "role"} == options


@pytest.mark.parametrize(
    ("module", "words"), [("sqlalchemy", "account list"), ("uvicorn", "serve"), ("argon2", "serve")]
)
def test_without_the_extra_one_is_told_to_install_it(tmp_path: Path, module: str, words: str) -> None:
    script = f"import sys; sys.modules['{module}'] = None; from youju.cli.main import main; main()"
    command = [sys.executable, "-c", script, *words.split(), "--folder", str(tmp_path)]
    ran = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=120)

    expected = (2, "", f"web-missing：没有安装 {module}，请先运行 pip install 'youju[web]'")
    actual = (ran.returncode, ran.stdout, ran.stderr.partition(" / ")[0])
    assert expected == actual
