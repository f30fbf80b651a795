"""The pages of a rubric as files: what is made is written, what was made and is no more is taken away."""

from __future__ import annotations

import os
from pathlib import Path

import click

from youju.cli.files import put_all
from youju.publish.pages import MADE, README, rubric_pages
from youju.rubric import Authored, Rubric, codes_folder
from youju.source import CodedError


def write_pages(authored: Authored, folder: Path) -> None:
    """Writes a rubric's pages below a folder; in the rubric's own each stands beside its card."""
    pages = pages_for(authored, folder)
    made = made_pages(folder)
    others = [path for name in pages if (path := folder / name).exists() and path not in made]
    if others:
        zh = f"“{others[0]}”不是由卡片生成的，没有覆盖；请换一个文件夹，或先移走它"
        raise CodedError("export-exists", zh, f"“{others[0]}” was not made from a card, and is not written over")
    put_all(folder, pages)
    gone = [path for path in made if path.relative_to(folder).as_posix() not in pages]
    for path in gone:
        path.unlink()
        click.echo(f"已删 removed：{path}（没有这项指标了 / its indicator is gone）")
    click.echo(f"已写 {len(pages)} 页到 {folder} / {len(pages)} pages written")


def pages_for(authored: Authored, folder: Path) -> dict[str, str]:
    """The pages as they are below a folder, by their paths in it."""
    return rubric_pages(authored, _codes(authored.rubric, folder))


def made_pages(folder: Path) -> list[Path]:
    """The pages of a folder that were made from cards; what a person wrote or made elsewhere below is none of them."""
    pages = [folder / README, *sorted((folder / "indicators").rglob("*.md"))]
    return [path for path in pages if path.is_file() and path.read_bytes().rstrip().endswith(MADE.encode())]


def _codes(rubric: Rubric, folder: Path) -> dict[str, str]:
    """The pages of the codes of its checks, seen from a folder of the same working copy; from elsewhere none."""
    codes = codes_folder().resolve()
    if not folder.resolve().is_relative_to(codes.parents[1]):
        return {}
    files = {check.code: codes / f"{check.code}.md" for check in rubric.checks}
    seen = {code: os.path.relpath(file, folder.resolve()) for code, file in files.items() if file.is_file()}
    return {code: path.replace(os.sep, "/") for code, path in seen.items()}
