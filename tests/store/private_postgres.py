"""A PostgreSQL of one's own from Debian's package: in a folder below the temporary one, on a socket in it, no port."""

from __future__ import annotations

import itertools
import os
import pwd
import shutil
import subprocess
import tempfile
from pathlib import Path

import psycopg

_USER = "youju"


def _programs() -> Path | None:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"))
    return found[-1].parent if found else None


def postgres_at_hand() -> str | None:
    """Why there is no PostgreSQL to start; None where there is one."""
    if _programs() is None:
        return "no PostgreSQL here: apt-get install postgresql"
    if os.geteuid() == 0 and shutil.which("runuser") is None:
        return "PostgreSQL does not start as root, and there is no runuser"
    return None


class Postgres:
    """A server that can be stopped and started; `new_database` gives the address of an empty database."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="youju-pg-"))
        self.data = self.folder / "data"
        self._numbers = itertools.count(1)
        if os.geteuid() == 0:
            owner = pwd.getpwnam("postgres")
            os.chown(self.folder, owner.pw_uid, owner.pw_gid)
        self._run("initdb", "-D", self.data, "-U", _USER, "--auth=trust", "--encoding=UTF8", "--locale=C", "-N")

    def start(self) -> None:
        # Only the programs that use it are killed, never the machine: it need not wait for the disk.
        options = f"-k {self.folder} -c listen_addresses= -c fsync=off -c max_connections=60"
        self._run("pg_ctl", "-D", self.data, "-l", self.folder / "log", "-w", "-o", options, "start")

    def stop(self) -> None:
        self._run("pg_ctl", "-D", self.data, "-w", "-m", "immediate", "stop")

    def close(self) -> None:
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def new_database(self) -> str:
        """The address of an empty database."""
        name = f"store_{next(self._numbers)}"
        with psycopg.connect(host=str(self.folder), user=_USER, dbname="postgres", autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")
        return f"postgresql+psycopg://{_USER}@/{name}?host={self.folder}"

    def _run(self, program: str, *words: str | Path) -> None:
        programs = _programs()
        assert programs is not None
        lower = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
        command = [*lower, str(programs / program), *map(str, words)]
        subprocess.run(command, cwd=self.folder, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
