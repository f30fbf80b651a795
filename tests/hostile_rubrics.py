"""Rubrics that somebody made to do harm: each spoils a good one, and tells the codes by which it is refused."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

RUBRICS = Path(__file__).parent / "rubrics"
GOOD = RUBRICS / "good" / "minimal"
CARD = (GOOD / "indicators" / "part" / "timely.yaml").read_text("utf-8")
RULE = '  - {id: full, when: "true", points: weight}\n'
KIB = 1 << 10


@dataclass(frozen=True, slots=True)
class Hostile:
    """What is done to the folder of a good rubric, and the codes of its refusal; none where it loads after all."""

    spoil: Callable[[Path], None]
    codes: frozenset[str]


def folder_of(name: str, root: Path) -> Path:
    """The rubric of a name, in a folder of its own below `root`."""
    folder = root / "minimal"
    shutil.copytree(GOOD, folder)
    HOSTILE[name].spoil(folder)
    return folder


def _text(text: str | bytes, *codes: str) -> Hostile:
    """Another text in the place of a card."""
    data = text if isinstance(text, bytes) else text.encode()
    return Hostile(lambda folder: _write(folder / "indicators" / "part" / "timely.yaml", data), frozenset(codes))


def _more(text: str, *codes: str) -> Hostile:
    return _text(CARD + text, *codes)


def _when(text: str, *codes: str) -> Hostile:
    return _text(CARD.replace('"true"', text), *codes)


def _points(text: str, *codes: str) -> Hostile:
    return _text(CARD.replace("points: weight", f"points: {text}"), *codes)


def _title(text: str, *codes: str) -> Hostile:
    return _text(CARD.replace("zh: 及时", f"zh: {text}"), *codes)


def _edit(name: str, old: str, new: str, *codes: str) -> Hostile:
    """A file of the rubric with other words in it."""

    def spoil(folder: Path) -> None:
        text = (folder / name).read_text("utf-8")
        _write(folder / name, text.replace(old, new).encode())

    return Hostile(spoil, frozenset(codes))


def _write(path: Path, data: bytes) -> None:
    path.write_bytes(data)


def _instead(name: str, make: Callable[[Path], object], *codes: str) -> Hostile:
    """Something else in the place of a file; where there is none, beside the others."""

    def spoil(folder: Path) -> None:
        path = folder / name
        if path.is_dir():
            path.rename(folder.parent / "elsewhere")
        path.unlink(missing_ok=True)
        path.parent.mkdir(exist_ok=True)
        make(path)

    return Hostile(spoil, frozenset(codes))


def _many(path: Path) -> None:
    path.mkdir()
    for number in range(20_000):
        (path / f"{number}.yaml").touch()


def _deep(path: Path) -> None:
    (path / "/".join("d" * 60)).mkdir(parents=True)


def _bomb() -> str:
    letters = "abcdefghi"
    rows = (f"{one}: &{one} [{', '.join([f'*{before}'] * 9)}]\n" for before, one in pairwise(letters))
    return "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(rows)


def _unprintable(path: Path) -> None:
    with open(os.fsencode(path.parent) + b"/\xff\xfe\x1b[31m\n.yaml", "w", encoding="utf-8") as stream:
        stream.write("a: [1")


def _lets() -> str:
    """Each reads the one before it twice."""
    return "let:\n  甲0: 实付 / 1 元\n" + "".join(f"  甲{n}: 甲{n - 1} + 甲{n - 1}\n" for n in range(1, 40))


_FORM, _SYNTAX, _VALUE = "source-form", "source-syntax", "source-bad-value"
HOSTILE: Mapping[str, Hostile] = {
    # What YAML can do.
    "a bomb of aliases": _text(_bomb(), _FORM),
    "an alias of itself": _text("a: &a [*a]\n", _FORM),
    "merge keys": _more("<<: {hit: sum}\n", _FORM),
    "a merge key among names": _more("let: {<<: 有资金}\n", _FORM),
    "a tag that calls": _more("x: !!python/object/apply:os.system [id]\n", _FORM),
    "a tag of a file": _more("x: !include /etc/passwd\n", _FORM),
    "two documents": _more(f"---\n{CARD}", _FORM),
    "a directive": _text(f"%YAML 9.9\n---\n{CARD}", _SYNTAX),
    "brackets in one line": _text("a: " + "[" * 200 * KIB, _FORM),
    "braces in one line": _text("a: " + "{a: " * 60 * KIB, _FORM),
    "dashes in one line": _text("- " * 100 * KIB, _FORM),
    "brackets after a slip": _more("x: y: " + "{ " * 100 * KIB + "\n", _SYNTAX),
    "wide commas after a slip": _more("x: y: " + "[a，" * 40 * KIB + "\n", _SYNTAX),
    "quotes after a slip": _more("x: y: " + '"' * 200 * KIB + "\n", _SYNTAX),
    "a quote that is never closed": _text("x: '\n" + "\n" * 200 * KIB, _SYNTAX),
    "lines after a quote": _text("x: '\n" + "a: b\n" * 40 * KIB, _SYNTAX),
    "keys twice and twice again": _more("a: 1\n" * 40 * KIB, "source-duplicate-key", "source-unknown-key"),
    "unknown keys": _more("".join(f"k{n}: 1\n" for n in range(20 * KIB)), "source-unknown-key"),
    "a key of 200 KiB": _more("? " + "x" * 200 * KIB + "\n: 1\n", "source-unknown-key"),
    # What no text may hold.
    "escapes for a screen": _title('"\\e[31m\\e]0;x\\a"', _FORM),
    "nothing as a character": _title('"\\0"', _FORM),
    "half a character": _title('"\\ud800"', _SYNTAX),
    "text that runs backwards": _title('"\\u202e及时"', _FORM),
    "text that runs backwards, raw": _title("\u202e及时", _SYNTAX),
    "a raw escape": _title("\x1b[31m", _SYNTAX),
    "zeros": _text(b"\0" * 200 * KIB, _SYNTAX),
    "no text at all": _text(bytes(range(128, 256)) * KIB, "source-encoding"),
    "UTF-16": _text(CARD.encode("utf-16"), "source-encoding"),
    "markup as a code": _edit("checks/agree.yaml", "code: printed-rate", "code: '`<b>|'", _VALUE),
    "markup as a source": _edit("rubric.yaml", "form: {title", "'`<b>|': {title", _VALUE),
    # What is too much.
    "10 MB": _more("#" * 10_000_000, "source-too-large"),
    "one line of 250 KiB": _more('aliases: ["' + "x" * 250 * KIB + '"]\n'),
    "rules without end": _more(RULE * 5_000, _VALUE),
    "cases without end": _more("cases:\n" + "  - {given: {}, expect: {}}\n" * 5_000, _VALUE),
    "names without end": _more("let:\n" + "".join(f"  n{n}: 1\n" for n in range(5_000)), _VALUE),
    "mistakes without end": _more("".join(f"  - {{id: r{n}, when: 没有{n}, points: (}}\n" for n in range(400)),
                                  "feel-unknown-name", "feel-unfinished"),
    "names that double": _more(_lets()),
    "words that hold words": _points("weight, because: {zh: \"" + "{a}" * 50 * KIB + '", en: x}', "rubric-wording-name"),
    "words that format": _points("weight, because: {zh: \"{有资金.__class__} {0!r:>99999999}\", en: x}", "rubric-wording-name"),
    "an expression of 10,000 characters": _when("有资金  或 " + "有资金 或 " * 1_665 + "有资金", "feel-too-long"),
    "an expression of 70,000": _when("有资金 或 " * 11_500 + "有资金", "feel-too-long"),
    "500 brackets": _when("(" * 500 + "有资金" + ")" * 500, "feel-too-deep"),
    "500 ifs": _when("if 真 then " * 500 + "真" + " else 真" * 500, "feel-too-deep"),
    "500 lists": _when('"' + "[" * 500 + "]" * 500 + '"', "feel-too-deep"),
    "500 times not": _when("not(" * 500 + "有资金" + ")" * 500, "feel-too-deep"),
    "500 times minus": _points('"' + "-" * 500 + '1"', "feel-too-deep"),
    "500 powers": _points("2" + "**2" * 500, "feel-too-deep"),
    "500 tests": _when("1 in (" + "(" * 500 + "< 1" + ")" * 501, "feel-too-deep"),
    "a number of 9,000 digits": _points("9" * 9_000, "feel-number-limit"),
    "a number with an exponent": _points("1e100000", "feel-number-limit"),
    "a weight of 100,000 digits": _text(CARD.replace("weight: 4", "weight: " + "9" * 100_000), _VALUE),
    "a name of 9,000 characters": _when("甲" * 9_000, "feel-unknown-name"),
    "names glued by operators": _when("有资金且" * 2_000 + "有资金"),
    # What is no file of the rubric.
    "a pipe": _instead("indicators/part/timely.yaml", os.mkfifo, "source-unreadable"),
    "a device": _instead("indicators/part/timely.yaml", lambda path: path.symlink_to("/dev/zero"), "source-link"),
    "a link to passwords": _instead("indicators/part/timely.yaml", lambda path: path.symlink_to("/etc/passwd"), "source-link"),
    "a head that is a link": _instead("rubric.yaml", lambda path: path.symlink_to("/etc/passwd"), "source-link"),
    "a link to a folder": _instead("indicators", lambda path: path.symlink_to(path.parent.parent / "elsewhere"), "source-link"),
    "a link to its own folder": _instead("indicators/loop", lambda path: path.symlink_to(".."), "source-link"),
    "a link to itself": _instead("indicators/loop.yaml", lambda path: path.symlink_to("loop.yaml"), "source-unreadable"),
    "a folder named as a file": _instead("indicators/x.yaml", Path.mkdir, "source-unreadable"),
    "a file named otherwise": _instead("checks/more.yml", Path.touch, "source-file-name"),
    "files without end": _instead("checks/many", _many, "source-too-many"),
    "folders without end": _instead("indicators/deep", _deep, "source-too-many"),
    "a name that is no text": _instead("indicators/part/other.yaml", _unprintable, _SYNTAX),
}  # fmt: skip
