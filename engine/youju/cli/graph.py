"""What `youju graph` does."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from youju.audit import Audit
from youju.audit.words import printable
from youju.cli.files import put_new
from youju.cli.open import asked_indicator
from youju.publish.graph import Format, format_of, written
from youju.source import CodedError


def form_asked(form: Format | None, output: Path | None) -> Format:
    """The format asked for, that of the file's suffix, or SVG. CodedError where the suffix stands for none."""
    if form is not None or output is None:
        return form or "svg"
    found = format_of(output)
    if found is None:
        zh = f"看不出“{output.name}”要写成什么格式；请用 --format，或后缀 .svg、.dot、.mmd、.graphml、.json"
        en = f"“{output.name}” does not say its format; use --format, or .svg, .dot, .mmd, .graphml or .json"
        raise CodedError("graph-format", zh, en)
    return found


def run_graph(
    audit: Audit, form: Format, indicator: str | None, whole: bool, lang: str, output: Path | None, force: bool
) -> None:
    """Writes the graph of an audit, or of one of its indicators, to a file or to standard output."""
    one = None if indicator is None else asked_indicator(audit.rubric, indicator)
    data = written(audit, form, one, whole, lang)
    if output is None:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    put_new(output, data, force)
    click.echo(printable(f"已写 {form} 到 {output} / written"))
