"""The editor of a file of a draft: as a form, as YAML; its mistakes at their places, its cases beside it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Form, Response
from starlette.datastructures import FormData
from starlette.responses import JSONResponse, RedirectResponse

from youju.desk.draft_files import DraftFile, DraftView, ask_of, require_path, seen_text, view
from youju.desk.draft_saves import Conflict, save
from youju.desk.work import rubric
from youju.desk.work.card_form import card_form, typed_text
from youju.desk.work.offers import offers
from youju.desk.work.rubric_new import outline
from youju.source import CodedError
from youju.web.asked import Posted, asked, text_of
from youju.web.status import status_of
from youju.web.visit import Visit, Visitor

ROUTER = APIRouter(include_in_schema=False)
_SEVERITY = {"error": "error", "warning": "warning", "note": "info"}


@ROUTER.get("/drafts/{draft}/files")
def open_file(visit: Visitor, draft: int, path: str = "") -> Response:
    """The editor of a file by its path, of one that is not there yet too."""
    visit.require("look")
    require_path(path.strip())
    return RedirectResponse(f"/drafts/{draft}/files/{path.strip()}?mode=yaml", 303)


@ROUTER.get("/drafts/{draft}/files/{path:path}")
def file_page(
    visit: Visitor, draft: int, path: str, mode: str | None = None, line: int | None = None, saved: bool = False
) -> Response:
    """The editor: the form of a card, unless YAML is asked for or the file is no card; `saved` as it just was."""
    visit.require("look")
    shown = view(visit.desk, draft)
    file = _file(shown, path)
    return _editor(visit, shown, file, mode or ("form" if is_card(path) else "yaml"), line=line, saved=saved)


@ROUTER.post("/drafts/{draft}/files/{path:path}")
def save_file(visit: Visitor, draft: int, path: str, posted: Posted) -> Response:
    """Saves what was typed, whatever is wrong with it; where somebody else saved meanwhile both texts are shown."""
    visit.require("draft")
    shown = view(visit.desk, draft)
    file = _file(shown, path)
    mode, seen = text_of(posted, "mode", "yaml"), _number(text_of(posted, "seen"))
    try:
        made = save(visit.desk, visit.user, draft, path, _typed(visit, draft, file, posted), seen)
    except CodedError as error:
        return _editor(visit, shown, file, mode, status=status_of(error), error=error, typed=_texts(posted))
    if isinstance(made, Conflict):
        return visit.page("draft_conflict.html", 409, draft=shown.draft, file=made.theirs, conflict=made, mode=mode)
    if made.text is None:
        return RedirectResponse(f"/drafts/{draft}", 303)
    return RedirectResponse(f"/drafts/{draft}/files/{path}?mode={'form' if mode == 'form' else 'yaml'}&saved=1", 303)


@ROUTER.post("/drafts/{draft}/lint")
def lint_text(visit: Visitor, draft: int, path: Annotated[str, Form()], text: Annotated[str, Form()] = "") -> Response:
    """The mistakes of a text that is being typed, as the editor marks them, and how many other files have."""
    visit.require("look")
    shown = view(visit.desk, draft)
    try:
        found = asked(visit, rubric.lint, ask_of(visit.desk, shown, {path: text}))
    except CodedError as error:
        said = error.zh if visit.lang == "zh" else error.en
        mistake = {"line": 1, "column": 1, "severity": "error", "message": said, "code": error.code}
        return JSONResponse({"problems": [mistake], "others": 0})
    here = [marked(one, visit.lang) for one in found if one["file"] == path]
    return JSONResponse({"problems": here, "others": _elsewhere(found, path)})


def marked(one: Mapping[str, Any], lang: str) -> dict[str, Any]:
    """A mistake as the editor takes it."""
    do = one[f"do_{lang}"]
    return {
        "line": one["line"],
        "column": one["column"],
        "endColumn": one["column"] + one["length"] if one["length"] > 1 else None,
        "severity": _SEVERITY[one["level"]],
        "message": f"{one[lang]}{'。' if lang == 'zh' else '. '}{do}" if do else one[lang],
        "code": one["code"],
    }


@ROUTER.post("/drafts/{draft}/complete")
def complete_text(
    visit: Visitor,
    draft: int,
    path: Annotated[str, Form()],
    line: Annotated[int, Form()],
    column: Annotated[int, Form()],
    text: Annotated[str, Form()] = "",
) -> Response:
    """What may be written at the cursor."""
    visit.require("look")
    require_path(path)
    # The rubric as it was saved is ready in a worker; the text being typed is read by its lines alone.
    ask = ask_of(visit.desk, view(visit.desk, draft))
    return JSONResponse(visit.desk.work(offers, ask, path, text, line, column, visit.lang))


@ROUTER.get("/drafts/{draft}/cases/{path:path}")
def cases_page(visit: Visitor, draft: int, path: str) -> Response:
    """The cases of a file as it was saved."""
    visit.require("look")
    shown = view(visit.desk, draft)
    file = _file(shown, path)
    return _cases(visit, shown, file, file.text)


@ROUTER.post("/drafts/{draft}/cases/{path:path}")
def try_cases(visit: Visitor, draft: int, path: str, posted: Posted) -> Response:
    """The cases of a file as it is being typed; nothing is saved."""
    visit.require("look")
    shown = view(visit.desk, draft)
    file = _file(shown, path)
    try:
        return _cases(visit, shown, file, _typed(visit, draft, file, posted))
    except CodedError as refused:
        return _outcomes(visit, shown, file, None, [], refused)


def _cases(visit: Visit, shown: DraftView, file: DraftFile, text: str | None) -> Response:
    ask = ask_of(visit.desk, shown, {file.path: text})
    found: list[dict[str, Any]] = []
    cases, error = None, None
    try:
        found = asked(visit, rubric.lint, ask)
        cases = asked(visit, rubric.cases, ask, file.path)
    except CodedError as refused:
        error = None if refused.code == "draft-broken" else refused
    return _outcomes(visit, shown, file, cases, [] if cases is not None else found, error)


def _outcomes(
    visit: Visit,
    shown: DraftView,
    file: DraftFile,
    cases: Any,
    mistakes: list[dict[str, Any]],
    error: CodedError | None,
) -> Response:
    """The cases, or the mistakes for which none can be worked out, those of this file first."""
    first = sorted(mistakes, key=lambda one: one["file"] != file.path)
    return visit.page(
        "draft_cases.html", draft=shown.draft, file=file, cases=cases, error=error,
        mistakes=first[:10], more=len(first[10:]),
    )  # fmt: skip


def _editor(
    visit: Visit,
    shown: DraftView,
    file: DraftFile,
    mode: str,
    status: int = 200,
    error: CodedError | None = None,
    typed: Mapping[str, str] | None = None,
    line: int | None = None,
    saved: bool = False,
) -> Response:
    """The page of the editor; with `typed` the fields hold that, and not what is kept."""
    found: list[dict[str, Any]] = []
    form, title, ask = None, None, ask_of(visit.desk, shown)
    try:
        title = asked(visit, outline, ask)["titles"].get(file.path)
        found = asked(visit, rubric.lint, ask)
        form = visit.desk.work(card_form, file.text) if mode == "form" and is_card(file.path) and file.text else None
    except CodedError as failed:
        error = error or failed
    here = [one for one in found if one["file"] == file.path]
    return visit.page(
        "draft_form.html" if form is not None else "draft_yaml.html", status, draft=shown.draft, file=file, form=form,
        title=title, wanted=mode, problems=here, others=_elsewhere(found, file.path), at=_at(form, here), error=error,
        typed=typed or {}, line=line, saved=saved, lines=(file.text or "").split("\n"), card=is_card(file.path),
        writable=visit.may("draft") and shown.draft.state == "open",
    )  # fmt: skip


def _at(form: Mapping[str, Any] | None, problems: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    """The mistakes by the name of the field they are at; those at no field under an empty name."""
    cells = [cell for row in form["rows"] for cell in row["cells"] if cell["place"]] if form else []
    at: dict[str, list[dict[str, Any]]] = {}
    for one in problems:
        at.setdefault(next((cell["name"] for cell in cells if _within(one, cell["place"])), ""), []).append(one)
    return at


def _within(one: Mapping[str, Any], place: tuple[int, int, int]) -> bool:
    line, column, length = place
    return one["line"] == line and column <= one["column"] <= column + length


def _typed(visit: Visit, draft: int, file: DraftFile, posted: FormData) -> str | None:
    """The text that was typed: whole, or into the fields of a form over the text that was seen. None: take it out."""
    if "take_out" in posted:
        return None
    if "put_back" in posted:
        return file.base
    if text_of(posted, "mode") != "form":
        return text_of(posted, "text")
    began = seen_text(visit.desk, draft, file, _number(text_of(posted, "seen")))
    return visit.desk.work(typed_text, began or "", _texts(posted))


def _texts(posted: FormData) -> dict[str, str]:
    return {name: value for name, value in posted.items() if isinstance(value, str)}


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 12 else 0


def _file(shown: DraftView, path: str) -> DraftFile:
    require_path(path)
    return shown.files.get(path) or DraftFile(path, None, None)


def is_card(path: str) -> bool:
    """Whether a file is a card, which can be edited as a form."""
    return path.startswith("indicators/")


def _elsewhere(found: list[dict[str, Any]], path: str) -> int:
    """How many mistakes other files have."""
    return sum(one["file"] != path and one["level"] != "note" for one in found)
