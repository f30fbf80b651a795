"""The pages of rubrics and drafts: what is shown, what is saved, and that nothing typed is lost."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from youju.desk.desk import Desk
from youju.desk.draft_files import file_of, view

CARD = "indicators/benefit/budget-adjustment-rate.yaml"


def _area(page: str) -> str:
    """What the text area of a page holds."""
    found = re.search(r'<textarea id="text".*?>\n(.*?)</textarea>', page, re.DOTALL)
    assert found is not None
    return html.unescape(found[1])


def test_every_page_of_rubrics_is_there_in_both_languages(client: TestClient, version: str) -> None:
    here = f"/rubrics/lechang-2023/versions/{version}"
    paths = ["/rubrics", "/rubrics/lechang-2023", here, f"{here}/cards/budget-adjustment-rate", f"{here}/files/{CARD}"]
    found = {(path, lang): client.get(path, params={"lang": lang}) for path in paths for lang in ("en", "zh")}

    assert dict.fromkeys(found, 200) == {at: page.status_code for at, page in found.items()}
    assert "预算调整率" in found[here, "zh"].text
    assert "Budget adjustment" in found[here, "en"].text


@pytest.mark.parametrize(
    "path", ["/rubrics/none", "/rubrics/lechang-2023/versions/00", "/drafts/99999", "/drafts/99999/files/rubric.yaml"]
)
def test_what_is_not_there_is_said(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_a_draft_is_begun_edited_checked_and_dropped(client: TestClient, desk: Desk, version: str) -> None:
    begun = client.post(f"/rubrics/lechang-2023/versions/{version}/drafts", data={"title": "调高"})
    at = begun.headers["location"]
    text = _area(client.get(f"{at}/files/{CARD}?mode=yaml").text)
    new = text.replace("points: weight\n", "points: weight / 2\n")
    saved = client.post(f"{at}/files/{CARD}", data={"mode": "yaml", "seen": "0", "text": new.replace("\n", "\r\n")})
    shown = client.get(at).text
    parts = [client.get(f"{at}/check/{part}").status_code for part in ("lint", "cases", "diff", "coverage", "proofs")]
    dropped = client.post(f"{at}/drop", data={"reason": "不改了"})

    draft = int(at.rpartition("/")[2])
    expected = ([303, 303, 303], new, [200] * 5, "dropped")
    statuses = [begun.status_code, saved.status_code, dropped.status_code]
    assert expected == (statuses, file_of(desk, draft, CARD).text, parts, view(desk, draft).draft.state)
    assert "<ins>+    points: weight / 2</ins>" in shown


def test_who_saves_second_is_shown_both_texts(client: TestClient, draft: int) -> None:
    at = f"/drafts/{draft}/files/{CARD}"
    text = _area(client.get(f"{at}?mode=yaml").text)
    mine, theirs = text.replace("over-10", "my-way"), text.replace("over-10", "their-way")
    client.post(at, data={"mode": "yaml", "seen": "0", "text": theirs})
    told = client.post(at, data={"mode": "yaml", "seen": "0", "text": mine})

    assert (409, mine) == (told.status_code, _area(told.text))
    assert html.escape(theirs, quote=False) in told.text.replace("&#34;", '"').replace("&#39;", "'")


def test_what_was_typed_into_a_form_that_cannot_be_written_back_stays_in_it(client: TestClient, draft: int) -> None:
    typed = {"mode": "form", "seen": "0", 'given:["cases",0]': "没有等号的一行", 'f:["weight"]': "7"}
    told = client.post(f"/drafts/{draft}/files/{CARD}", data=typed)

    assert told.status_code == 422
    assert "没有等号的一行" in told.text
    assert 'value="7"' in told.text
    assert "draft-form" in told.text


def test_a_wrong_formula_is_said_at_its_field(client: TestClient, draft: int) -> None:
    at = f"/drafts/{draft}/files/{CARD}"
    typed = {"mode": "form", "seen": "0", 'f:["rules",{"id":"over-10"},"when"]': "调整率 >，10%"}
    saved = client.post(at, data=typed)
    page = client.get(saved.headers["location"]).text
    field = next(one for one in page.split("<label") if "over-10" in one and "when" in one and "aria-invalid" in one)

    assert 'class="wrong"' in field
    assert "feel-" in field


def test_a_file_that_is_no_yaml_is_kept_and_shown_as_text(client: TestClient, desk: Desk, draft: int) -> None:
    at = f"/drafts/{draft}/files/{CARD}"
    client.post(at, data={"mode": "yaml", "seen": "0", "text": "\n坏的: [\n<b>&"})
    page = client.get(f"{at}?mode=form").text

    assert ("\n坏的: [\n<b>&", "\n坏的: [\n<b>&") == (_area(page), file_of(desk, draft, CARD).text)
    assert "读不成表单" in page


@pytest.mark.parametrize("path", ["indicators/..%2f..%2frubric.yaml", "other.yaml", "indicators/x.txt"])
def test_no_file_is_written_outside_of_a_rubric(client: TestClient, desk: Desk, draft: int, path: str) -> None:
    told = client.post(f"/drafts/{draft}/files/{path}", data={"mode": "yaml", "seen": "0", "text": "x"})

    assert (422, ()) == (told.status_code, view(desk, draft).changed)


def test_live_mistakes_are_those_of_this_file_and_others_are_counted(client: TestClient, draft: int) -> None:
    text = _area(client.get(f"/drafts/{draft}/files/{CARD}?mode=yaml").text)

    def told(edit: str) -> dict[str, object]:
        return client.post(f"/drafts/{draft}/lint", data={"path": CARD, "text": edit}).json()

    comma = told(text.replace("points: weight\n", "points: weight，2\n"))
    weight = told(text.replace("weight: 2\n", "weight: 3\n"))

    problem = comma["problems"]
    assert isinstance(problem, list)
    assert ([(23, "feel-syntax")], 0) == ([(one["line"], one["code"]) for one in problem], comma["others"])
    assert ([], 1) == (weight["problems"], weight["others"])


def test_cases_are_tried_without_being_saved(client: TestClient, desk: Desk, draft: int) -> None:
    at = f"/drafts/{draft}/cases/{CARD}"
    before = client.get(at).text
    tried = client.post(at, data={"mode": "form", "seen": "0", 'f:["rules",{"id":"up-to-10"},"points"]': "1"}).text

    assert ("24 / 24", "8 / 24", ()) == (_passed(before), _passed(tried), view(desk, draft).changed)


def _passed(page: str) -> str:
    found = re.search(r"\d+ / \d+", page)
    return found[0] if found else ""


def test_the_page_of_a_draft_tells_how_its_checks_stand(client: TestClient, draft: int) -> None:
    at = f"/drafts/{draft}"
    before = client.get(f"{at}/state").text
    text = _area(client.get(f"{at}/files/{CARD}?mode=yaml").text)
    client.post(f"{at}/files/{CARD}", data={"mode": "yaml", "seen": "0", "text": text.replace("rules:", "rules: [")})
    after = client.get(f"{at}/state").text

    assert ("错误 0" in before, "用例 542，不符 0" in before) == (True, True)
    assert ("错误 0" in after, "用例还不能算" in after) == (False, True)


def test_a_new_indicator_is_asked_for_and_opened_as_a_form(client: TestClient, draft: int) -> None:
    asked = {"name": "archive-rate", "title": "归档率", "weight": "1", "form": "bands", "group": "economy"}
    made = client.post(f"/drafts/{draft}/indicators", data=asked)
    page = client.get(made.headers["location"]).text
    wrong = client.post(f"/drafts/{draft}/indicators", data={**asked, "name": "坏 名"})

    assert (303, 422) == (made.status_code, wrong.status_code)
    assert 'value="归档率"' in page
    assert "rubric-new" in wrong.text


def test_a_form_without_its_token_changes_nothing(client: TestClient, desk: Desk, draft: int) -> None:
    told = client.post(
        f"/drafts/{draft}/files/{CARD}", data={"mode": "yaml", "seen": "0", "text": "x"}, headers={"X-CSRF-Token": "no"}
    )

    assert (403, ()) == (told.status_code, view(desk, draft).changed)


def test_no_template_of_these_pages_has_a_script_or_a_style_inside() -> None:
    folder = Path(__file__).parents[3] / "engine" / "youju" / "web" / "templates"
    names = ("draft", "rubric", "card", "bare")
    texts = {path.name: path.read_text("utf-8") for path in folder.glob("*.html") if path.name.startswith(names)}

    wrong = [name for name, text in texts.items() if re.search(r"<script(?! src=)|<style|\bstyle=|\bon\w+=", text)]
    assert [] == wrong
