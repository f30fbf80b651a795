"""Hostile documents through the upload of a real server: an answer with a code, nothing left, the server as before."""

from __future__ import annotations

import asyncio
import io
import random
import re
import socket
import time
import zipfile
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import httpx2
import pytest
from served import Server, served
from tests.conftest import SAMPLE
from tests.report.book_files import book
from tests.report.mutants import mutants, whole_files
from tests.report.pdf_files import pdf_of
from tests.report.word_files import package, paragraph

from youju.web import bounded

pytestmark = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes are looked at in /proc")
MEBIBYTE = 1 << 20


def bomb() -> bytes:
    """A Word file of a few hundred kilobytes that unpacks to 300 MiB."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("[Content_Types].xml", "<Types/>")
        file.writestr("word/document.xml", b"<w:p>" + b"a" * (300 * MEBIBYTE))
    return made.getvalue()


def crafted() -> list[tuple[str, bytes]]:
    """Files that are each wrong in a way of their own."""
    deep = paragraph("深")
    for _ in range(3000):
        deep = f"<w:sdt><w:sdtContent>{deep}</w:sdtContent></w:sdt>"
    entities = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]><x>&b;</x>'
    return [
        ("bomb.docx", bomb()),
        ("deep.docx", package(deep)),
        ("entities.docx", package("", {"styles.xml": entities})),
        ("nothing.docx", b"PK\x03\x04" + b"\0" * 400),
        ("binary.txt", bytes(range(256)) * 64),
        ("blank.txt", " \n\u3000\n".encode()),
        ("locked.pdf", pdf_of("一、预算", user="x")),
        ("half.pdf", pdf_of("一、预算编制情况（28分）")[:900]),
        ("letter.txt", "今年天气很好。".encode()),
        ("long.txt", ("今年天气很好，庄稼长势喜人。\n" * 1_200_000).encode()),
        ("large.txt", b"a" * (65 * MEBIBYTE)),
        ("image.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 99),
        ("web.doc", b"<html><body>x</body></html>"),
        ("empty.pdf", b""),
    ]


def bent(seed: int) -> Iterator[tuple[str, bytes]]:
    """Word files, workbooks and PDF files with changes that chance makes."""
    chance = random.Random(seed)
    word = mutants(seed, whole_files())
    others = [
        (".xlsx", book({"表": [["指标", "分值"], ["支出率", 3]]})),
        (".pdf", pdf_of("一、预算编制情况（28分）\n编制40名。")),
    ]
    for number in range(1 << 30):
        if number % 3 == 0:
            yield f"{number}.docx", next(word)
            continue
        ending, data = others[number % 3 - 1]
        for _ in range(chance.choice((1, 3, 9))):
            at = chance.randrange(len(data))
            data = data[:at] + chance.randbytes(chance.choice((0, 1, 4))) + data[at + chance.choice((0, 1, 40)) :]
        yield f"{number}{ending}", data


def handed_in(server: Server, files: list[tuple[str, bytes]]) -> list[str]:
    """What became of each file: its code, `audited`, or the words of an end without one."""
    with httpx2.Client(base_url=server.address, timeout=120) as client:
        csrf = re.search(r'name="csrf" value="([^"]+)"', client.get("/audits").text)
        assert csrf
        sent = [("reports", one) for one in files]
        answer = client.post("/audits", data={"csrf": csrf[1], "again": "true"}, files=sent)
        assert 303 == answer.status_code, answer.text
        until = time.monotonic() + 600
        while time.monotonic() < until:
            page = client.get(answer.headers["location"], follow_redirects=True).text
            if "every 1s" not in page:
                return [_outcome(client, row) for row in re.findall(r"<tr class=.*?</tr>", page, re.DOTALL)]
            time.sleep(0.2)
    raise AssertionError("the job does not end")


def _outcome(client: httpx2.Client, row: str) -> str:
    audit = re.search(r'href="(/audits/\d+)"', row)
    page = row if audit is None else client.get(audit[1]).text
    code = re.search(r"<code>([a-z-]+)</code>", page)
    return code[1] if code else "audited" if audit else "without a word"


def memory(server: Server) -> int:
    """Bytes that the server itself holds."""
    found = re.search(r"VmRSS:\s+(\d+) kB", Path(f"/proc/{server.process.pid}/status").read_text())
    assert found
    return int(found[1]) * 1024


def answers(server: Server) -> bool:
    return httpx2.get(f"{server.address}/audits", timeout=30).status_code == 200


@pytest.mark.evidence
def test_every_crafted_file_is_answered_with_a_code_and_leaves_nothing(tmp_path: Path) -> None:
    with served(tmp_path / "store", tmp_path / "temporary") as server:
        files = crafted()
        handed_in(server, [("warm.md", SAMPLE.read_bytes()), ("cold.txt", b"x")])
        before = memory(server)
        found = dict(zip([name for name, _ in files], handed_in(server, files), strict=True))
        after, litter, said = memory(server), server.litter(), server.said.read_text("utf-8")
        print(f"\n{found}\nmemory of the server: {before >> 20} MiB before, {after >> 20} MiB after")

        expected = (
            {"bomb.docx": "report-too-heavy", "large.txt": "report-too-large", "empty.pdf": "report-empty"},
            [],
            "",
            True,
        )
        actual = ({name: found[name] for name in expected[0]}, litter, said, answers(server))
        assert expected == actual
        assert all(code.startswith("report-") for code in found.values())
        assert after - before < 100 * MEBIBYTE


@pytest.mark.evidence
def test_a_hundred_files_at_once_are_each_answered(tmp_path: Path) -> None:
    with served(tmp_path / "store", tmp_path / "temporary", 2) as server:
        files = list(islice(bent(20261127), 100))
        codes = Counter(handed_in(server, files))
        print(f"\n{sum(codes.values())} damaged files: {dict(codes.most_common())}")

        expected = (100, [], True)
        actual = (sum(codes.values()), server.litter(), answers(server))
        assert expected == actual
        assert "without a word" not in codes
        assert not any(code.startswith("work-") for code in codes)


def test_a_body_that_stops_coming_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounded, "SILENT", 0.05)

    expected = "request-too-slow"
    actual = _ended([b"a"])
    assert expected == actual


def test_a_body_that_never_ends_is_ended_at_its_limit() -> None:
    expected = "request-too-large"
    actual = _ended([b"a" * MEBIBYTE] * 100)
    assert expected == actual


def _ended(chunks: list[bytes]) -> str | None:
    """The code by which a body ends that comes in chunks and then no more, where 4 MiB are taken."""
    left = list(chunks)

    async def source() -> Any:
        if not left:
            await asyncio.sleep(3600)
        return {"type": "http.request", "body": left.pop(), "more_body": True}

    async def read() -> bounded.Body:
        body = bounded.Body(source, 4 * MEBIBYTE)
        while (await body.receive())["type"] != "http.disconnect":
            pass
        return body

    wrong = asyncio.run(read()).wrong
    return None if wrong is None else wrong.code


@pytest.mark.evidence
def test_a_client_that_goes_away_in_the_middle_leaves_nothing(tmp_path: Path) -> None:
    with served(tmp_path / "store", tmp_path / "temporary") as server:
        host, port = server.address.removeprefix("http://").split(":")
        for _ in range(20):
            with socket.create_connection((host, int(port))) as connection:
                head = f"POST /audits HTTP/1.1\r\nHost: {host}:{port}\r\nContent-Length: 9000000\r\n"
                connection.sendall(head.encode() + b"Content-Type: multipart/form-data; boundary=x\r\n\r\n--x\r\n")
                connection.sendall(
                    b'Content-Disposition: form-data; name="reports"; filename="a.txt"\r\n\r\n' + b"a" * 2_000_000
                )
        time.sleep(1)

        expected = ([], True)
        actual = (server.litter(), answers(server))
        assert expected == actual
