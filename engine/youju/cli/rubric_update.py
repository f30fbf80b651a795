"""What `youju rubric test --update` does: shows what would be copied into cases, asks, and writes it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from youju.audit.words import printable
from youju.author.edits import EditError
from youju.cli.files import put_files, with_mark
from youju.regress.outcomes import CaseRun
from youju.regress.tell import heading
from youju.regress.update import Copied, Left, copies, expected, written
from youju.rubric import Pack
from youju.source import CodedError

_LEFT = {
    "decided": "由人定的，没有动；要改请加 --decided / a person decided it: left alone without --decided",
    "versions": (
        "各版算得不同，一个用例写不下：请按 day 分成几例 / its versions differ: write a case a version, with `day`"
    ),
}
_NO_DECISION = (
    "锁定只说明程序现在这样算，不是谁定的；照规则的文字核对以后，把 pin: true 去掉，才算由人定的。 / "
    "A pin says what the engine does, not what is right: check it against the rule, then take `pin: true` away."
)


def update(pack: Pack, tested: Sequence[CaseRun], decided: bool, pin_blank: bool, yes: bool) -> tuple[CaseRun, ...]:
    """Copies what came out into the cases that fail; returns those that were not touched."""
    copied, left = copies(tested, decided, pin_blank)
    root = pack.folder.parent
    files: defaultdict[Path, list[Copied]] = defaultdict(list)
    for one in copied:
        files[root / one.tested.place.file].append(one)
    texts = {path: (path.read_bytes().decode("utf-8-sig"), held) for path, held in files.items()}
    new = {path: _new(path, text, held) for path, (text, held) in texts.items()}
    for path, (text, held) in texts.items():
        for one in held:
            click.echo(printable("\n".join(_told(one, root, text, new[path]))))
    for one in left:
        click.echo(printable("\n".join(_kept(one, root))))
    if not copied:
        click.echo("没有要写的 / nothing to write")
        return tuple(tested)
    if not yes and not click.confirm(f"写入这 {len(copied)} 处？ / write these {len(copied)}?", default=False):
        click.echo("没有写 / nothing was written")
        return tuple(tested)
    for path, (text, _) in texts.items():
        if path.read_bytes().decode("utf-8-sig", "replace") != text:
            raise _changed(path)
    put_files({path: with_mark(path, text) for path, text in new.items()})
    click.echo(f"已写 {len(copied)} 处，标为锁定 / {len(copied)} written, as pins\n{_NO_DECISION}")
    touched = {id(one.tested) for one in copied}
    return tuple(one for one in tested if id(one) not in touched)


def _new(path: Path, text: str, copied: Sequence[Copied]) -> str:
    try:
        return written(text, copied)
    except EditError as error:
        zh = f"“{path}”的写法不能就地改，没有写任何文件；请照上面的结果自己改"
        en = f"“{path}” cannot be changed in place, and no file was written; change it by hand"
        raise CodedError("case-not-updated", zh, en) from error


def _changed(path: Path) -> CodedError:
    """Somebody saved the file while the question stood on the screen."""
    zh = f"“{path}”在回答之前被改过，没有写任何文件；请再运行一次"
    en = f"“{path}” was changed before the answer, and no file was written; run it again"
    return CodedError("case-not-updated", zh, en)


def _told(one: Copied, root: Path, old: str, new: str) -> Iterator[str]:
    """The expectation as it is and as it would be."""
    yield f"→ {heading(one.tested, root)}"
    yield f"    原来 was  {expected(old, old, one)}"
    yield f"    改为 new  {expected(new, old, one)}"


def _kept(one: Left, root: Path) -> Iterator[str]:
    yield f"– {heading(one.tested, root)}"
    yield f"    {_LEFT[one.why]}"
