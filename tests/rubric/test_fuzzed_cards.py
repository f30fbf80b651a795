"""A good rubric with a file spoilt by chance loads, or is refused at a place inside that file: nothing else happens.

`make evidence` runs it for longer: YOUJU_FUZZ is how many spoilt files (8,000 where it says nothing).
"""

from __future__ import annotations

import collections
import functools
import os
import random
import re
import shutil
import tempfile
import unicodedata
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from youju.author.lint import lint
from youju.cli.errors import guarded
from youju.cli.refused import refused
from youju.facts import Dictionary, load_dictionary
from youju.rubric import load_authored
from youju.source import RefusedError

ROOT = Path(__file__).parents[2]
RUBRICS = ROOT / "tests" / "rubrics"
# Cards with rules, forms, transfers, wordings; and the heads, checks and dictionaries beside them.
SEEDS = tuple(
    path.read_text("utf-8")
    for path in (
        *sorted((ROOT / "rules").glob("*/indicators/*/*.yaml")),
        *sorted((RUBRICS / "good" / "minimal").rglob("*.yaml")),
    )
)
FILES = ("indicators/part/rate.yaml", "indicators/part/bonus.yaml", "rubric.yaml", "checks/agree.yaml")
PIECES = (
    "：", "，", "（", "）", "｛", "“", "”", "　", "\u200b", "\u202e", "\ufeff", "\x00", "\x1b", "\t", "\r", "\n", "\x85",
    " ", ": ", "- ", "-", "{", "}", "[", "]", '"', "'", "#", "&a", "*a", "!", "!!x", "<<: ", "|", ">", "%", "@", "`",
    "?", "---\n", "...\n", "\\", "\\e", "null", "true", "0", "1e9", "9" * 40, "1/0", "/ 0", "**", "(", ")", "not(",
    "万元", "%", "if ", " then ", " else ", "and", "或", "非", "且", "介于", "至", "..", "{实付}", "{x", "zh: ", "en: ",
    "score:\n", "form: bands\n", "when: ", "points: ", "let:\n", "𠮷", "\u0301", "é", "٣", "½", "²",
)  # fmt: skip
WIDE = str.maketrans({chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F)})


@functools.cache
def dictionary() -> Dictionary:
    """All words that the cards know, so that a spoilt one is mostly wrong in what was spoilt."""
    small = load_dictionary(RUBRICS / "dictionary")
    large = load_dictionary(ROOT / "facts" / "dictionary", *sorted((ROOT / "rules").glob("*/dictionary")))
    return Dictionary({**large.facts, **small.facts}, small.claims)


def spoilt(text: str, chance: random.Random) -> str:
    """A text after a few slips: characters and lines lost, doubled, moved, widened, put in; cut short."""
    for _ in range(chance.choice((1, 1, 1, 2, 3, 8))):
        at = chance.randint(0, len(text))
        to = min(len(text), at + chance.choice((1, 1, 2, 5, 20, 200)))
        match chance.randrange(14):
            case 0:
                text = text[:at] + text[to:]
            case 1:
                text = text[:to] + text[at:]
            case 2:
                text = text[:at] + text[at:to].translate(WIDE) + text[to:]
            case 3 | 4 | 5:
                text = text[:at] + chance.choice(PIECES) + text[at:]
            case 6:
                text = text[:at] + chr(chance.choice((chance.randrange(0xD800), chance.randrange(256)))) + text[to:]
            case 7:
                text = text[:at]
            case 8 | 9 | 10 | 11:
                words = re.findall(r"[\w%.-]+", text) or ["x"]
                text = text.replace(chance.choice(words), chance.choice(words), chance.choice((1, 1, -1)))
            case 12:
                lines = text.splitlines(keepends=True)
                line = chance.randrange(len(lines) + 1)
                text = "".join((*lines[:line], *lines[line + 1 :], *lines[line : line + 1]))
            case _:
                other = chance.choice(SEEDS)
                cut = chance.randint(0, len(other))
                text = text[:at] + other[cut : cut + chance.choice((10, 60, 400))] + text[to:]
    return text


def named(card: str, file: str) -> str:
    """A card as the small rubric lists it, in the place of one of its own."""
    if not file.startswith("indicators/"):
        return card
    home = Path(file).stem
    title = {"rate": "支付率", "bonus": "加分"}[home]
    card = re.sub(r"^title: .*$", f"title: {{zh: {title}, en: {home}}}", card, flags=re.MULTILINE)
    card = re.sub(r"source: [\w-]+", "source: form", card)
    card = re.sub(r"^indicator: .*$", f"indicator: {home}", card, flags=re.MULTILINE)
    weight = "adjustment: true" if home == "bonus" else "weight: 6"
    return re.sub(r"^(weight|adjustment): .*$", weight, card, flags=re.MULTILINE)


@contextmanager
def rubric_with(name: str, text: str) -> Generator[Path, None, None]:
    """A good rubric in which one file says something else."""
    with tempfile.TemporaryDirectory() as home:
        folder = Path(home) / "minimal"
        shutil.copytree(RUBRICS / "good" / "minimal", folder)
        (folder / name).write_bytes(text.encode("utf-8", "surrogatepass"))
        yield folder


def outcome(folder: Path) -> str:
    """`loads`, or the first code of a refusal whose places all are inside the files they name."""
    try:
        lint(load_authored(folder, dictionary()))
        return "loads"
    except RefusedError as error:
        refusal = error
    for one in refusal.diagnostics:
        data = (folder.parent / one.place.file).read_bytes()
        lines = re.split(r"\r\n|\r|\n", data.decode("utf-8-sig", errors="replace"))
        assert 1 <= one.place.line <= len(lines), one
        assert 1 <= one.place.column <= len(lines[one.place.line - 1]) + 1, one
    assert [char for char in "".join(refused(refusal)) if unicodedata.category(char) in ("Cc", "Zl", "Zp", "Cs")] == []
    return refusal.diagnostics[0].code


@settings(max_examples=250, deadline=None)
@given(st.sampled_from(FILES), st.randoms(use_true_random=False))
def test_a_spoilt_file_loads_or_is_refused_inside_itself(name: str, chance: random.Random):
    text = spoilt((RUBRICS / "good" / "minimal" / name).read_text("utf-8"), chance)
    with rubric_with(name, text) as folder:
        found = outcome(folder)

    assert found == "loads" or found.startswith(("source-", "rubric-", "feel-"))


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(FILES), st.text(max_size=60) | st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_any_text_in_the_place_of_a_file_is_refused_or_loads(name: str, text: str):
    with rubric_with(name, text) as folder:
        found = outcome(folder)

    assert found == "loads" or found.startswith(("source-", "rubric-", "feel-"))


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(FILES), st.randoms(use_true_random=False))
def test_the_commands_end_in_0_1_or_2_and_never_in_an_internal_error(name: str, chance: random.Random):
    text = spoilt((RUBRICS / "good" / "minimal" / name).read_text("utf-8"), chance)
    with rubric_with(name, text) as folder:
        shutil.copytree(RUBRICS / "dictionary", folder / "dictionary")
        statuses, told = commanded(folder)

    assert statuses <= {0, 1, 2}
    assert [word for word in ("Traceback", "internal：") if word in told] == []


def commanded(folder: Path) -> tuple[set[int], str]:
    """The exit statuses of what may be done with a rubric's folder, and all that was said."""
    from click.testing import CliRunner

    from youju.cli.main import cli

    statuses: set[int] = set()
    told: list[str] = []
    name = str(folder)
    for words in (
        ["lint", "--notes", name], ["lint", "--json", name], ["show", "--rubric", name], ["show", "rate", "--rubric", name],
        ["show", "rate", "--rubric", name, "--expanded"], ["schema", "card", "--rubric", name],
        ["format", name, "--check"], ["export", name, "--pages", f"{name}-pages"],
    ):  # fmt: skip
        # The runner's own net would hide what the last net of the command line says.
        with CliRunner().isolation() as (out, err, _):
            statuses.add(guarded(lambda: cli.main(["rubric", *words], standalone_mode=False)))  # noqa: B023 - run at once
            told += [out.getvalue().decode("utf-8", "replace"), err.getvalue().decode("utf-8", "replace")]
    return statuses, "\n".join(told)


@pytest.mark.evidence
@pytest.mark.parametrize("seed", range(4))
def test_thousands_of_spoilt_cards(seed: int):
    chance = random.Random(seed)
    found: collections.Counter[str] = collections.Counter()
    count = int(os.environ.get("YOUJU_FUZZ", "8000")) // 4
    for _ in range(count):
        name = chance.choice((*FILES, FILES[0]))
        seed_text = (
            chance.choice(SEEDS) if name.startswith("ind") else (RUBRICS / "good" / "minimal" / name).read_text("utf-8")
        )
        text = spoilt(named(seed_text, name), chance)
        with rubric_with(name, text) as folder:
            try:
                found[outcome(folder)] += 1
            except Exception as error:  # noqa: BLE001 - whatever it is, the text that gave it is told
                pytest.fail(f"{error!r}\n{name}\n{text!r}")
    print(f"\nseed {seed}: {count} files, {found['loads']} load; {len(found) - 1} codes; {found.most_common(12)}")

    assert sum(found.values()) == count
