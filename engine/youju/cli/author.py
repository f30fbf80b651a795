"""What the commands of `youju rubric` do: files in, files out, told in one sentence each."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from youju.author.scaffold import NewIndicator
from youju.cli.files import put, put_all
from youju.cli.open import asked_day, asked_rubrics, find_rubric, open_versions
from youju.rubric import Authored, Pack, dictionary_of, load_authored, packs
from youju.source import CodedError, Diagnostic, plain


def run_lint(names: Sequence[str], notes: bool, as_json: bool) -> int:
    """Lints rubrics (all at hand, where none is named); 1 where something is to mend."""
    from youju.author.lint import level_of, lint_versions
    from youju.cli.lint_told import lint_lines

    chosen = [(name, find_rubric(name)) for name in names] or [(pack.name, pack) for pack in packs()]
    worst = 0
    records: list[dict[str, object]] = []
    for asked, pack in chosen:
        found = lint_versions(open_versions(pack))
        count = {level: sum(level_of(one) == level for one in found) for level in ("error", "warning", "note")}
        worst = max(worst, 1 if count["error"] + count["warning"] else 0)
        if as_json:
            records.extend(_linted(one, level_of(one)) for one in found)
            continue
        for line in lint_lines(pack, [one for one in found if notes or level_of(one) != "note"], asked):
            click.echo(line)
        click.echo(_sum_up(pack, count, notes))
    if as_json:
        click.echo(json.dumps(records, ensure_ascii=False, indent=1))
    return worst


def _linted(one: Diagnostic, level: str) -> dict[str, object]:
    return {"level": level, "code": one.code, "place": str(one.place), "zh": one.zh, "en": one.en}


def _sum_up(pack: Pack, count: dict[str, int], notes: bool) -> str:
    hint = "" if notes or not count["note"] else "（--notes 列出 / to list them）"
    said = ", ".join(f"{number} {level}{'' if number == 1 else 's'}" for level, number in count.items())
    return f"{pack.name}：错误 {count['error']}，警告 {count['warning']}，需知 {count['note']}{hint} / {said}"


def run_show(indicator: str | None, name: str | None, expanded: bool, as_json: bool, on: str | None = None) -> None:
    """Prints a rubric's table, the page of an indicator, or its rules written out: of a day's version, or the last."""
    from youju.author.expand import expanded as written_out
    from youju.publish.pages import indicator_page, rubric_page
    from youju.publish.version import version_told

    authored, found = _find(indicator, name, asked_day(on))
    rubric, version = authored.rubric, version_told(authored, found)
    if found is None:
        page = rubric_page(rubric, version=version)
        click.echo(json.dumps(plain(rubric.spec), ensure_ascii=False, indent=1) if as_json else page)
        return
    one = rubric.indicators[found]
    if as_json:
        click.echo(json.dumps(rubric.content["cards"][found], ensure_ascii=False, indent=1))
    else:
        click.echo(written_out(one) if expanded else indicator_page(rubric, one, version=version), nl=False)


def _find(indicator: str | None, name: str | None, on: date | None) -> tuple[Authored, str | None]:
    """The rubric asked for, or the one at hand that has the indicator."""
    from youju.explain import find_indicator

    chosen = asked_rubrics(name)
    if indicator is None and len(chosen) > 1:
        zh = f"请用 --rubric 指明：{'、'.join(pack.name for pack in chosen)}"
        raise CodedError("rubric-not-found", zh, f"say which with --rubric: {', '.join(one.name for one in chosen)}")
    near: str | None = None
    for pack in chosen:
        authored = _load(pack, on)
        if indicator is None:
            return authored, None
        found, proposed = find_indicator(authored.rubric, indicator)
        if found is not None:
            return authored, found
        near = near or proposed
    hint = (f"。是否想查“{near}”？", f"; did you mean “{near}”?") if near else ("", "")
    zh, en = f"没有指标“{indicator}”{hint[0]}", f"there is no indicator “{indicator}”{hint[1]}"
    raise CodedError("indicator-not-found", zh, en)


def run_format(paths: Sequence[Path], check: bool) -> int:
    """Formats files and the YAML files of folders; 1 where a file is, or with `check` would be, changed or skipped."""
    from youju.author.format import formatted

    files = [file for path in paths for file in (_below(path) if path.is_dir() else [path])]
    status = 0
    for file in files:
        text = _read(file)
        new = formatted(text)
        if new is None:
            status = 1
            click.echo(f"没有动：{file}（读不懂，先用 youju rubric lint 看错误） / left alone: it cannot be read")
        elif new != text:
            status = 1 if check else status
            click.echo(f"{'要改 would change' if check else '已改 changed'}：{file}")
            if not check:
                put(file, new.encode())
    click.echo(f"共 {len(files)} 个文件 / {len(files)} files")
    return status


def _below(folder: Path) -> list[Path]:
    """The YAML files of a folder itself: what a link leads to is not the folder's to change."""
    return [file for file in sorted(folder.rglob("*.yaml")) if not file.is_symlink()]


def _read(file: Path) -> str:
    try:
        if file.exists() and not file.is_file():
            raise CodedError("source-unreadable", f"“{file}”不是普通文件", f"“{file}” is not a regular file")
        return file.read_bytes().decode("utf-8-sig")
    except OSError as error:
        reason = error.strerror or "?"
        raise CodedError("source-unreadable", f"读不到“{file}”：{reason}", f"cannot read “{file}”: {reason}") from error
    except UnicodeDecodeError as error:
        zh, en = f"“{file}”不是 UTF-8，请另存为 UTF-8", f"“{file}” is not UTF-8"
        raise CodedError("source-encoding", zh, en) from error


def run_new(folder: Path, new: NewIndicator | None, group: str | None) -> None:
    """A new rubric in a folder that is not there yet, or a new indicator in one that is."""
    from youju.author.history import days_without
    from youju.author.scaffold import new_indicator, new_rubric, problem

    if new is None:
        if folder.exists():
            raise CodedError("rubric-exists", f"“{folder}”已经有了", f"“{folder}” is already there")
        put_all(folder, new_rubric(folder.resolve().name, str(date.today().year - 1)))
        click.echo(f"已建评分标准 made：{folder}\n检查 now lint：youju rubric lint {folder}")
        return
    if (wrong := problem(new)) is not None:
        raise CodedError("rubric-new", *wrong)
    section, head = _listed(folder, new.id, group)
    left_out = days_without(head, new.id)
    files = new_indicator(new, section)
    put_all(folder, files | {"rubric.yaml": head})
    for name in files:
        click.echo(f"已写 written：{folder / name}")
    click.echo(f"已列入 listed：{folder / 'rubric.yaml'}")
    for day in left_out:
        click.echo(f"{day} 起的版本另有列表，没有列入 / the version from {day} has a list of its own: add it there")
    click.echo(f"分值要逐级加得起来，检查 / weights must add up, now lint：youju rubric lint {folder}")


def _listed(folder: Path, indicator: str, group: str | None) -> tuple[str, str]:
    """The section an indicator goes into, and rubric.yaml with the indicator in its list."""
    from youju.author.listed import put_in_group

    # What rubric.yaml lists at first is what its text says outside of `changes`.
    spec = open_versions(find_rubric(str(folder))).all[0].rubric.spec
    if (folder / "indicators").exists() and any(folder.glob(f"indicators/**/{indicator}.yaml")):
        raise CodedError("rubric-exists", f"指标 {indicator} 已经有卡片了", f"{indicator} has a card already")
    return put_in_group(spec, indicator, group, _read(folder / "rubric.yaml"))


def run_export(name: str, pages: Path | None) -> None:
    """Writes the pages of a rubric."""
    from youju.cli.pages import write_pages

    if pages is None:
        zh, en = "请指明写成什么：--pages DIR、--xlsx FILE 或 --dmn FILE", "say what to write: --pages, --xlsx or --dmn"
        raise CodedError("export-form", zh, en)
    write_pages(_load(find_rubric(name)), pages)


def _load(pack: Pack, on: date | None = None) -> Authored:
    return load_authored(pack.folder, dictionary_of(pack.folder), on)
