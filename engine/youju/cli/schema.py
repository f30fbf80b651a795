"""What `youju rubric schema` does: prints the schema of a kind of file, or writes those of all kinds for an editor."""

from __future__ import annotations

import json
from pathlib import Path

import click

from youju.author.schema import MODELS, Kind, schema
from youju.cli.files import put_all
from youju.cli.open import find_rubric
from youju.facts import Dictionary
from youju.rubric import dictionary_of


def run_schema(kind: Kind | None, name: str | None, into: Path | None) -> None:
    """Schemas with the names of the dictionary, and with those that a rubric brings, where one is named."""
    if (kind is None) == (into is None):
        raise click.UsageError("写明是哪一种文件，或用 --into DIR 各种都写 / name a kind of file, or all by --into DIR")
    dictionary = dictionary_of(None if name is None else find_rubric(name).folder)
    if kind is not None:
        click.echo(_text(kind, dictionary))
    if into is not None:
        put_all(into, {f"{one}.json": _text(one, dictionary) + "\n" for one in MODELS})
        click.echo(f"已写 {len(MODELS)} 个到 {into} / {len(MODELS)} schemas written")


def _text(kind: Kind, dictionary: Dictionary) -> str:
    return json.dumps(schema(kind, dictionary), ensure_ascii=False, indent=1)
