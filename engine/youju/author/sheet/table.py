"""A rubric as the table that offices know: a row for everything people edit, each cell with the place it is kept at."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path as FilePath

from youju.author.edits import Item, Path, Plain, Step, at_path, plain
from youju.source import yaml_files
from youju.structs import Struct

HEAD = "rubric.yaml"
Column = str
Kind = str
ITEMS = ("rule", "band", "knot", "item", "occurrence", "open", "basis")
"""The rows that are items of a list: they can be added and dropped."""
_BASIS: dict[Column, Path] = {
    "basis": ("basis", 0, "text"),
    "mark": ("basis", 0, "mark"),
    "source": ("basis", 0, "source"),
}
_WORDS: dict[Column, Path] = {"wording": ("because", "zh"), "english": ("because", "en")}
_TITLE: dict[Column, Path] = {"wording": ("title", "zh"), "english": ("title", "en")}
CELLS: Mapping[Kind, Mapping[Column, Path]] = {
    "indicator": {
        "indicator": ("title", "zh"), "english": ("title", "en"), "weight": ("weight",), "when": ("applies",), **_BASIS,
    },
    "let": {"when": ()},
    "printed": {"when": ("stated",)},
    "reading": {"when": ("from",), **_TITLE},
    "hit": {"when": ("hit",)},
    "form": {"when": ("of",)},
    "setting": {},
    "rule": {"when": ("when",), "points": ("points",), **_WORDS, **_BASIS},
    "band": {"when": ("is",), "points": ("points",), **_WORDS, **_BASIS},
    "knot": {"when": ("at",), "points": ("points",), **_WORDS, **_BASIS},
    "item": {"when": ("when",), "points": ("points",), **_WORDS, **_BASIS},
    "occurrence": {"when": ("of",), "points": ("each",)},
    "open": {"when": ("when",), **_WORDS},
    "basis": {"basis": ("text",), "mark": ("mark",), "source": ("source",)},
    "rubric": _TITLE,
    "value": {"when": ()},
    "titles": {"english": ("title", "en")},
    "transfer": {**_WORDS, **_BASIS},
    "cap": {**_WORDS, **_BASIS},
    "accept": {**_WORDS, **_BASIS},
    "source": {**_TITLE, "when": ("note",)},
}  # fmt: skip
"""Where the cells of a row are kept, below the place of the row itself."""
# The settings of a form, in its own order; the second name is the column that shows it.
_SETTINGS: Mapping[str, tuple[tuple[str, Column], ...]] = {
    "per_unit": (
        ("over", "when"), ("under", "when"), ("per", "when"), ("count", "when"), ("lose", "points"), ("gain", "points"),
        ("start", "points"), ("least", "points"), ("most", "points"),
    ),
    "deduction": (("least", "points"),),
    "bonus": (("most", "points"),),
    "readings": (("use", "when"),),
}  # fmt: skip
_LISTS: Mapping[str, tuple[str, Kind]] = {
    "rules": ("rules", "rule"), "bands": ("bands", "band"), "linear": ("through", "knot"),
    "checklist": ("items", "item"), "deduction": ("items", "occurrence"), "bonus": ("items", "occurrence"),
}  # fmt: skip
_SPEAKS = ("per_unit", "deduction", "bonus")


class Cell(Struct):
    """A text and the path it is kept at in its file; an empty text stands nowhere yet."""

    file: str
    path: Path
    text: str


class Row(Struct):
    """A row: what it is, its id for people, the file and place it is kept at, and its cells."""

    kind: Kind
    id: str
    file: str
    path: Path
    cells: Mapping[Column, Cell]

    @property
    def texts(self) -> dict[Column, str]:
        """The texts of its cells by column."""
        return {column: cell.text for column, cell in self.cells.items()}

    @property
    def key(self) -> str:
        """What the row is known by, in any version of the rubric."""
        steps = [{"id": step.id} if isinstance(step, Item) else step for step in self.path]
        return json.dumps([self.kind, self.file, *steps], ensure_ascii=False)


def kind_of(key: str) -> Kind:
    """The kind that a key begins with; a key comes out of a file, and may be anything."""
    _, _, rest = key.partition('["')
    return rest.partition('"')[0]


class Table(Struct):
    """All rows: those of the rubric as a whole, and those of its indicators in the rubric's order."""

    head: tuple[Row, ...]
    rows: tuple[Row, ...]

    @property
    def all(self) -> tuple[Row, ...]:
        """Every row."""
        return (*self.head, *self.rows)


def read_files(folder: FilePath) -> dict[str, str]:
    """The texts of rubric.yaml and the cards of a rubric that loads, by their path in its folder."""
    paths = [folder / HEAD, *yaml_files(folder, "indicators")[0]]
    return {path.relative_to(folder).as_posix(): path.read_bytes().decode("utf-8-sig") for path in paths}


def table_of(files: Mapping[str, str]) -> Table:
    """The table of a rubric's files."""
    head = plain(files[HEAD])
    cards = {
        _text(tree, "indicator"): (name, tree) for name, text in files.items() if name != HEAD for tree in [plain(text)]
    }
    rows: list[Row] = []
    for i, section in enumerate(_list(head, "sections")):
        for j, group in enumerate(_list(section, "groups")):
            for k, name in enumerate(_list(group, "indicators")):
                file, card = cards[str(name)]
                first, *rest = card_rows(file, card)
                above = _above(head, i, j, k)
                rows += [Row(first.kind, first.id, file, (), {**above, **first.cells}), *rest]
    for name in _list(head, "adjustments"):
        rows += card_rows(*cards[str(name)])
    return Table(tuple(_head(head)), tuple(rows))


def _above(head: Plain, i: int, j: int, k: int) -> dict[Column, Cell]:
    """The cells of the section and the group, beside the first indicator of each."""
    section: Path = ("sections", _step(_list(head, "sections")[i], i))
    group = (*section, "groups", _step(_list(at_path(head, section), "groups")[j], j))
    kept: dict[Column, Path] = {}
    if k == 0:
        kept |= {"group": (*group, "title", "zh"), "group_weight": (*group, "weight")}
        if j == 0:
            kept |= {"section": (*section, "title", "zh"), "section_weight": (*section, "weight")}
    return _cells(HEAD, head, (), kept)


def card_rows(file: str, card: Plain) -> Iterator[Row]:
    """The rows of a card alone, whatever else its rubric holds."""
    yield _row("indicator", _text(card, "indicator"), file, card, ())
    yield from _more_bases(file, card, ())
    for name in _keys(card, "let"):
        yield from _let(file, card, name)
    if isinstance(card, dict) and "score" in card:
        yield from _score(file, card, ("score",), "")
    else:
        yield _row("hit", "hit", file, card, ())
        yield from _items(file, card, (), "rules", "rule")
    yield from _items(file, card, (), "open", "open")


def _let(file: str, card: Plain, name: str) -> Iterator[Row]:
    at: Path = ("let", name)
    if isinstance(at_path(card, at), str):
        yield _row("let", name, file, card, at)
        return
    alternatives = at_path(card, (*at, "from"))
    paths = (
        [(*at, "from")] if isinstance(alternatives, str) else [(*at, "from", i) for i in range(len(alternatives or ""))]
    )
    for path in paths:
        yield _row("let", name, file, card, path)
    if _text(card, *at, "stated"):
        yield _row("printed", name, file, card, at)
    for i, reading in enumerate(_list(card, *at, "readings")):
        yield _row("reading", _text(reading, "id"), file, card, (*at, "readings", _step(reading, i)))


def _score(file: str, card: Plain, at: Path, before: str) -> Iterator[Row]:
    """The rows of a scoring form; those of readings tell in their id which one they belong to."""
    form = _text(card, *at, "form")
    speaks = {**_WORDS, **_BASIS} if form in _SPEAKS else {}
    of = CELLS["form"] if _text(card, *at, "of") else dict[Column, Path]()
    yield Row("form", before + form, file, at, _cells(file, card, at, {**of, **speaks}))
    if form in _SPEAKS:
        yield from _more_bases(file, card, at)
    for name, column in _SETTINGS.get(form, ()):
        if _text(card, *at, name):
            yield Row("setting", before + name, file, (*at, name), _cells(file, card, (*at, name), {column: ()}))
    if form == "rules":
        yield _row("hit", f"{before}hit", file, card, at)
    if form in _LISTS:
        yield from _items(file, card, at, *_LISTS[form], before)
    for i, reading in enumerate(_list(card, *at, "readings")):
        path = (*at, "readings", _step(reading, i))
        yield _row("reading", before + _text(reading, "id"), file, card, path, without=("when",))
        yield from _score(file, card, (*path, "score"), f"{before}{_text(reading, 'id')}/")


def _items(file: str, card: Plain, at: Path, key: str, kind: Kind, before: str = "") -> Iterator[Row]:
    for i, item in enumerate(_list(card, *at, key)):
        path = (*at, key, _step(item, i))
        yield _row(kind, before + _text(item, "id"), file, card, path)
        if "basis" in CELLS[kind]:
            yield from _more_bases(file, card, path)


def _more_bases(file: str, card: Plain, at: Path) -> Iterator[Row]:
    """The bases of a row but the first, which stands on the row itself."""
    for i in range(1, len(_list(card, *at, "basis"))):
        yield _row("basis", "", file, card, (*at, "basis", i))


def _head(head: Plain) -> Iterator[Row]:
    yield _row("rubric", _text(head, "rubric"), HEAD, head, ())
    for name in ("year", "total", "round"):
        yield _row("value", name, HEAD, head, (name,))
    for i, section in enumerate(_list(head, "sections")):
        at: Path = ("sections", _step(section, i))
        yield _row("titles", _text(section, "id"), HEAD, head, at)
        for j, group in enumerate(_list(section, "groups")):
            yield _row("titles", _text(group, "id"), HEAD, head, (*at, "groups", _step(group, j)))
    for key, kind in (("transfers", "transfer"), ("caps", "cap"), ("accept", "accept")):
        for i, rule in enumerate(_list(head, key)):
            at = (key, _step(rule, i))
            yield _row(kind, _text(rule, "id"), HEAD, head, at)
            yield from _more_bases(HEAD, head, at)
            for name in ("most", "least") if kind == "cap" else ():
                if _text(rule, name):
                    yield _row("value", name, HEAD, head, (*at, name))
    for name in _keys(head, "sources"):
        yield _row("source", name, HEAD, head, ("sources", name))


def _row(kind: Kind, shown: str, file: str, tree: Plain, at: Path, without: tuple[Column, ...] = ()) -> Row:
    kept: dict[Column, Path] = {column: path for column, path in CELLS[kind].items() if column not in without}
    return Row(kind, shown, file, at, _cells(file, tree, at, kept))


def _cells(file: str, tree: Plain, at: Path, kept: Mapping[Column, Path]) -> dict[Column, Cell]:
    return {column: Cell(file, (*at, *path), _text(tree, *at, *path)) for column, path in kept.items()}


def _step(item: Plain, index: int) -> Step:
    found = _text(item, "id")
    return Item(found) if found else index


def _text(tree: Plain | None, *path: Step) -> str:
    found = at_path(tree, path)
    return found if isinstance(found, str) else ""


def _list(tree: Plain | None, *path: Step) -> list[Plain]:
    found = at_path(tree, path)
    return found if isinstance(found, list) else []


def _keys(tree: Plain | None, *path: Step) -> list[str]:
    found = at_path(tree, path)
    return list(found) if isinstance(found, dict) else []


TITLES: Mapping[Column, str] = {
    "section": "一级指标", "section_weight": "一级分值", "group": "二级指标", "group_weight": "二级分值",
    "indicator": "三级指标", "weight": "分值", "wording": "评分标准", "when": "条件", "points": "得分", "basis": "依据",
    "mark": "标记", "source": "出处", "english": "英文 English",
}  # fmt: skip
"""What the columns are called, in their order."""
KINDS: Mapping[Kind, str] = {
    "indicator": "指标", "let": "量", "printed": "写出的比率", "reading": "口径", "hit": "计分方式", "form": "计分形式",
    "setting": "参数", "rule": "规则", "band": "档", "knot": "点", "item": "要求", "occurrence": "次数", "open": "不判",
    "basis": "依据", "rubric": "评分标准", "value": "数值", "titles": "英文名称", "transfer": "分值调整", "cap": "封顶",
    "accept": "判不了时", "source": "出处",
}  # fmt: skip
"""What the rows are called."""
