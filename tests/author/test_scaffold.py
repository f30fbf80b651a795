"""What `youju rubric new` writes loads, lints clean, and stays a policy officer's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from youju.author.edits import Put
from youju.author.expand import expanded
from youju.author.format import formatted
from youju.author.lint import level_of, lint
from youju.author.scaffold import FORMS, NewIndicator, new_indicator, new_rubric, problem
from youju.author.splice import edited
from youju.facts import load_dictionary
from youju.rubric import Authored, dictionary_folder, load_authored


def written(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder


def authored(folder: Path) -> Authored:
    return load_authored(folder, load_dictionary(dictionary_folder(), folder / "dictionary"))


def with_one_more(folder: Path, form: str) -> Path:
    files = new_rubric("mine", "2024")
    text = files["rubric.yaml"].replace("total: 10", "total: 14").replace("weight: 10", "weight: 14")
    head = edited(text, [Put(("sections", 0, "groups", 0, "indicators", 1), "archives")])
    more = new_indicator(NewIndicator("archives", "档案归档率", 'Archives: "filed"', "4", form), "execution")
    return written(folder, {**files, **more, "rubric.yaml": head})


@pytest.mark.parametrize("form", FORMS)
def test_a_new_indicator_of_any_form_loads_and_lints_clean(tmp_path: Path, form: str):
    found = authored(with_one_more(tmp_path / "mine", form))

    assert [one.line() for one in lint(found) if level_of(one) != "note"] == []
    assert list(found.rubric.indicators) == ["first", "archives"]


@pytest.mark.parametrize("form", FORMS)
def test_what_is_written_is_formatted_already(tmp_path: Path, form: str):
    folder = with_one_more(tmp_path / "mine", form)
    texts = [path.read_text("utf-8") for path in sorted(folder.rglob("*.yaml"))]

    assert texts == [formatted(text) for text in texts]


@pytest.mark.parametrize("form", FORMS)
def test_the_expanded_rules_stand_for_the_form(tmp_path: Path, form: str):
    folder = with_one_more(tmp_path / "mine", form)
    before = authored(folder).rubric
    card = folder / "indicators" / "execution" / "archives.yaml"
    text = card.read_text("utf-8")
    start = text.index("score:" if "score:" in text else "hit:")
    card.write_text(text[:start] + expanded(before.indicators["archives"]) + text[text.index("open:") :], "utf-8")

    assert before.digest == authored(folder).rubric.digest


@pytest.mark.parametrize(
    "new",
    [
        NewIndicator("../x", "名称", "x", "1", "rules"),
        NewIndicator("a b", "名称", "x", "1", "rules"),
        NewIndicator("a", "名称: {x}", "x", "1", "rules"),
        NewIndicator("a", "", "x", "1", "rules"),
        NewIndicator("a", "名称", "x", "0", "rules"),
        NewIndicator("a", "名称", "x", "五", "rules"),
        NewIndicator("a", "名称", "x", "1", "curve"),
    ],
    ids=["path", "blank", "yaml", "empty", "zero", "words", "form"],
)
def test_what_cannot_be_written_into_a_file_is_refused(new: NewIndicator):
    assert problem(new) is not None
