"""What `youju rubric export --dmn` and `youju rubric import --dmn` do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from youju.audit.words import printable
from youju.author.dmn.intake import Imported, Wanted, import_dmn
from youju.author.trial import tried
from youju.cli.files import put_files, put_new, with_mark
from youju.rubric import Authored, dictionary_of, load_authored
from youju.source import CodedError, RefusedError


def run_export_dmn(name: str, file: Path, version: str, force: bool) -> None:
    """Writes the last version of a rubric as a DMN file."""
    from youju.cli.open import open_rubric
    from youju.publish.dmn.document import dmn

    rubric = open_rubric(name)
    put_new(file, dmn(rubric, version), force)
    tables = len(rubric.indicators)
    click.echo(f"已写 {tables} 张决策表到 {file}（DMN {version}） / {tables} decision tables written")


def run_import_dmn(folder: Path, file: Path, wanted: Wanted, group: str | None) -> None:
    """Reads the tables of a DMN file as cards into a rubric's folder, a new one where it is not there."""
    rubric = _there(folder)
    dictionary = dictionary_of(folder) if rubric is not None else dictionary_of()
    found = import_dmn(file, folder, rubric, dictionary, wanted)
    files = dict(found.files)
    if rubric is not None and found.new:
        files = _listed(folder, rubric, found, group)
    found_out = tried(folder, files)
    refused = found_out if isinstance(found_out, RefusedError) else None
    # As with `rubric new`: what the weights above a new card become is for a person to say.
    unweighed = refused is not None and {one.code for one in refused.diagnostics} == {"rubric-weights"}
    if refused is not None and not (unweighed and rubric is not None and found.new):
        raise refused
    put_files({(path := folder / name): with_mark(path, text) for name, text in files.items()})
    for name in files:
        click.echo(printable(f"已写 written：{folder / name}"))
    if unweighed:
        click.echo("分值要逐级加得起来，请改 rubric.yaml / weights must add up; change those in rubric.yaml")
    _tell(found, folder)


def weights_of(given: Sequence[str]) -> Mapping[str, str]:
    """`ID=N` of the command line."""
    weights: dict[str, str] = {}
    for one in given:
        name, sign, weight = one.rpartition("=")
        if not sign or not name:
            zh, en = (
                f"--weight 写成 代号=分值，如 carry=5，得到“{one}”",
                f"--weight takes ID=N such as carry=5, got “{one}”",
            )
            raise CodedError("dmn-weight", zh, en)
        weights[name] = weight
    return weights


def _there(folder: Path) -> Authored | None:
    if (folder / "rubric.yaml").is_file():
        return load_authored(folder, dictionary_of(folder))
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        zh = f"“{folder}”里有别的东西，又没有 rubric.yaml；请给评分标准的文件夹，或一个新的"
        raise CodedError(
            "rubric-exists",
            zh,
            f"“{folder}” holds other things and no rubric.yaml; name a rubric's folder or a new one",
        )
    return None


def _listed(folder: Path, rubric: Authored, found: Imported, group: str | None) -> dict[str, str]:
    """The files, new cards in the section of the group they are listed in, and rubric.yaml with them in its list."""
    from youju.author.listed import put_in_group
    from youju.author.splice import with_item

    files = dict(found.files)
    head = (folder / "rubric.yaml").read_bytes().decode("utf-8-sig")
    for made in found.new:
        text = files.pop(f"indicators/{made.section}/{made.id}.yaml")
        if made.adjustment:
            section, head = "adjustment", with_item(head, ("adjustments",), made.id)
        else:
            section, head = put_in_group(rubric.rubric.spec, made.id, group, head)
        files[f"indicators/{section}/{made.id}.yaml"] = text
    return files | {"rubric.yaml": head}


def _tell(found: Imported, folder: Path) -> None:
    if found.same:
        names = "、".join(found.same)
        click.echo(printable(f"{len(found.same)} 张卡片没有变化 / {len(found.same)} cards are as they were：{names}"))
    for card, rule in found.unworded:
        click.echo(
            f"{card} 的规则 {rule}：条件改了，用语没有改，请核对 because / its condition changed, its wording did not"
        )
    for one in found.proposals:
        said = "词典里没有，已提议，说法和资料请补 / proposed for the dictionary, add phrases and papers"
        click.echo(printable(f"{one.name}（{one.type}）：{said}"))
    for title in found.left:
        click.echo(
            printable(f"没有读入 not read：“{title}”不是决策表，也没有表用到它 / is no table, and no table reads it")
        )
    click.echo(printable(f"检查 now lint：youju rubric lint {folder}"))
