"""Files of older programs, read through another program where one is installed: .doc, .wps, .rtf, .xls, .et."""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from youju.report.document import Document, Remark
from youju.report.errors import ReportError
from youju.report.package import broken
from youju.report.progress import Progress
from youju.structs import replace

SECONDS = 45.0
MOST_OUTPUT = 64 * 1024 * 1024
_CPU_SECONDS, _MEMORY = 60, 4 << 30
_MACROS = "_VBA_PROJECT".encode("utf-16-le")
# What each kind becomes, the library that LibreOffice needs for it (it is installed in pieces), and the filter that
# reads it: without one it takes a damaged file for text.
_FORMS = {
    "doc": ("docx", "swlo", "MS Word 97"),
    "rtf": ("docx", "swlo", "Rich Text Format"),
    "xls": ("xlsx", "sclo", "MS Excel 97"),
}
_PLAIN = (("antiword", "-m", "UTF-8.txt", "-w", "0"), ("catdoc", "-d", "utf-8", "-w"))
# Nothing in a document is run, and nothing fetched that it refers to.
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse">
<value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse">
<value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableActiveContent" oor:op="fuse">
<value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks"
 oor:op="fuse"><value>true</value></prop></item>
</oor:items>
"""


def read_converted(
    kind: str, data: bytes, name: str, tell: Progress, reader: Callable[[bytes, str, Progress], Document]
) -> Document:
    """The document in a file of `kind` (doc, rtf, xls), as `reader` reads what LibreOffice makes of it.

    Without LibreOffice the text of a .doc is read by antiword or catdoc, with a remark `layout-lost`. `sha256` is
    that of the file itself; places are those in what was made of it. Raises ReportError: `report-needs-converter`,
    `report-broken`, `report-too-slow`, and those of `reader`.
    """
    program = office(kind)
    if program is not None:
        made = reader(_made(program, kind, data), name, tell)
        document = replace(made, sha256=hashlib.sha256(data).hexdigest(), encoding=kind)
    else:
        text = _plain_text(data) if kind == "doc" else None
        if text is None:
            raise _needs_converter(kind)
        document = _of_text(text, data, name, kind)
    if _MACROS in data:
        macros = Remark("macros-not-run", "P2", "文件带有宏，没有运行", "the file holds macros; they were not run")
        document = replace(document, remarks=(*document.remarks, macros))
    return document


def office(kind: str) -> str | None:
    """LibreOffice, if it is installed with the part that opens this kind."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    if found is None:
        return None
    folder = Path(found).resolve().parent
    library = _FORMS[kind][1]
    return found if any(any(place.glob(f"*{library}.*")) for place in (folder, folder.parent / "Frameworks")) else None


def _made(program: str, kind: str, data: bytes) -> bytes:
    """The file as LibreOffice writes it in the form of today, by a profile of its own that is thrown away."""
    form, _, reads = _FORMS[kind]
    with tempfile.TemporaryDirectory(prefix="youju-") as place:
        folder = Path(place)
        settings = folder / "profile" / "user" / "registrymodifications.xcu"
        settings.parent.mkdir(parents=True)
        settings.write_text(_SETTINGS, "utf-8")
        source, made = folder / f"report.{kind}", folder / "made" / f"report.{form}"
        source.write_bytes(data)
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        flags = ("--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck", f"--infilter={reads}")
        command = (program, profile, *flags, "--convert-to", form, "--outdir", str(made.parent), str(source))
        _run((*_without_network(), *command), folder)
        try:
            if made.stat().st_size > MOST_OUTPUT:
                raise broken()
            return made.read_bytes()
        except OSError:
            raise broken() from None


def _plain_text(data: bytes) -> str | None:
    """The text of a .doc by a program that knows no more of it; None where there is no such program."""
    there = [command for command in _PLAIN if shutil.which(command[0])]
    for command in there:
        with tempfile.TemporaryDirectory(prefix="youju-") as place:
            source = Path(place) / "report.doc"
            source.write_bytes(data)
            text = _run((*command, str(source)), Path(place)).decode("utf-8", "replace")
        if text.strip():
            return text
    if there:
        raise broken()
    return None


def _run(command: Sequence[str], folder: Path) -> bytes:
    """What a program prints; it sees nothing of this one's surroundings.

    It stays in the process group of this one, which whoever started this one ends: nothing it starts outlives that.
    """
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    surroundings = {**kept, "HOME": str(folder), "TMPDIR": str(folder), "LANG": "C.UTF-8", "SAL_USE_VCLPLUGIN": "svp"}
    printed = folder / "printed"
    with printed.open("wb") as out:
        child = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.DEVNULL,
            cwd=folder,
            env=surroundings,
            preexec_fn=_bounded if os.name == "posix" else None,
        )
        try:
            child.wait(SECONDS)
        except subprocess.TimeoutExpired:
            zh = "转换这份报告用时过长，已停止；请在 Word 或 WPS 中打开，另存为 .docx（表格存为 .xlsx）"
            raise ReportError("report-too-slow", zh, "converting took too long; save it as .docx or .xlsx") from None
        finally:
            with contextlib.suppress(OSError):
                child.kill()
            child.wait()
    with printed.open("rb") as out:
        return out.read(MOST_OUTPUT)


def _bounded() -> None:
    """Limits for the other program, kept also where this one is ended before it."""
    import resource

    limits = {
        resource.RLIMIT_CPU: _CPU_SECONDS,
        resource.RLIMIT_AS: _MEMORY,
        resource.RLIMIT_FSIZE: MOST_OUTPUT,
        resource.RLIMIT_CORE: 0,
    }
    for kind, most in limits.items():
        with contextlib.suppress(ValueError, OSError):  # a system that knows no such limit
            resource.setrlimit(kind, (most, most))


def _without_network() -> tuple[str, ...]:
    """What starts a program without a network, where the system allows it; the settings fetch nothing anyway."""
    unshare = shutil.which("unshare")
    if unshare is None:
        return ()
    command = (unshare, "--map-root-user", "--net", "--")
    tried = subprocess.run((*command, "true"), stdin=subprocess.DEVNULL, capture_output=True, check=False, timeout=10)
    return command if tried.returncode == 0 else ()


def _of_text(text: str, data: bytes, name: str, kind: str) -> Document:
    zh = "没有装 LibreOffice，只取了 .doc 的文字：表格、批注、修订、文本框和自动编号可能缺失；请另存为 .docx 再审"
    en = "without LibreOffice only the text of the .doc was taken: tables, comments, changes and numbers may be missing"
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    digest, lost = hashlib.sha256(data).hexdigest(), text.count("\ufffd")
    return Document(name, digest, kind, lost, text, remarks=(Remark("layout-lost", "P2", zh, en),))


def _needs_converter(kind: str) -> ReportError:
    form = _FORMS[kind][0]
    return ReportError(
        "report-needs-converter",
        f"这台机器上没有能打开 .{kind} 的程序（LibreOffice）；请在 Word 或 WPS 中打开，另存为 .{form}",
        f"nothing here opens a .{kind} (LibreOffice does); save it as .{form} in Word or WPS",
    )
