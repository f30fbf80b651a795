"""Groups of words: what a dictionary names once (`words`), and the phrases of every file use as `{=名称}`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from youju.facts.phrases import PhraseError, compile_phrase
from youju.facts.spec import ClaimSpec, DictionaryFile, FactSpec, PhraseSpec
from youju.source import Decoded, Diagnostic, Place, did_you_mean
from youju.structs import asdict, replace

Words = Mapping[str, tuple[str, ...]]
_GROUP = re.compile(r"\{=([^{}]*)\}")
# What only tells where words stand takes none of them.
_PLAIN = ("conclusion", "overview", "table")


def expand(text: str, words: Words) -> str:
    """A phrase with its groups as choices: `{=结转}率` is `(结转结余|结余结转)率`. PhraseError for an unknown group."""

    def choice(group: re.Match[str]) -> str:
        if group[1] in words:
            return f"({'|'.join(words[group[1]])})"
        near = did_you_mean(group[1], tuple(words))
        raise PhraseError(
            f"没有 `{group[1]}` 这组词 / there is no group of words `{group[1]}`: `{text}`",
            text.replace(group[0], f"{{={near}}}") if near else None,
        )

    return _GROUP.sub(choice, text)


def words_of(files: Iterable[Decoded[DictionaryFile]]) -> tuple[dict[str, tuple[str, ...]], list[Diagnostic]]:
    """The groups of all files by name, and what is wrong with them."""
    words: dict[str, tuple[str, ...]] = {}
    places: dict[str, Place] = {}
    problems: list[Diagnostic] = []
    for decoded in files:
        for name, members in decoded.model.words.items():
            place = decoded.key("words", name)
            if name in words:
                zh, en = f"这组词 `{name}` 已在 {places[name]} 定义", f"group `{name}` is already at {places[name]}"
                problems.append(Diagnostic(place, "dictionary-words", zh, en))
            problems.extend(_unfit(name, members, place))
            words[name], places[name] = members, place
    return words, problems


def _unfit(name: str, members: tuple[str, ...], place: Place) -> Iterator[Diagnostic]:
    """A group is a choice of words: not empty, without slots for values and without other groups."""
    choice = f"({'|'.join(members)})"
    if _GROUP.search(choice):
        zh, en = f"`{name}` 里不能再用别的组", f"`{name}` cannot use another group"
        yield Diagnostic(place, "dictionary-words", zh, en)
        return
    if not members:
        zh, en = f"`{name}` 没有词", f"`{name}` has no words"
        yield Diagnostic(place, "dictionary-words", zh, en)
        return
    try:
        compile_phrase(f"某{choice}")
    except PhraseError as error:
        zh, _, en = str(error).partition(" / ")
        yield Diagnostic(place, "dictionary-words", zh, en, error.proposal)


def expanded(decoded: Decoded[DictionaryFile], words: Words, problems: list[Diagnostic]) -> Decoded[DictionaryFile]:
    """A file with the groups in its phrases put in; what cannot be is told, and left as it is written."""

    def whole(text: str, *path: str | int) -> str:
        try:
            return expand(text, words)
        except PhraseError as error:
            zh, _, en = str(error).partition(" / ")
            problems.append(Diagnostic(decoded.place(*path), "dictionary-words", zh, en, error.proposal))
            return _GROUP.sub("组", text)

    model = decoded.model
    facts = {name: _fact(spec, name, whole) for name, spec in model.facts.items()}
    years = tuple(whole(text, "fiscal_year", i) for i, text in enumerate(model.fiscal_year))
    claims = _claims(model.claims, whole) if model.claims else None
    return Decoded(replace(model, facts=facts, claims=claims, fiscal_year=years), decoded.node)


def _fact(spec: FactSpec, name: str, whole: Callable[..., str]) -> FactSpec:
    phrases = tuple(_phrase(phrase, whole, "facts", name, "phrases", i) for i, phrase in enumerate(spec.phrases))
    return replace(spec, phrases=phrases)


def _phrase(phrase: PhraseSpec, whole: Callable[..., str], *path: str | int) -> PhraseSpec:
    return replace(
        phrase,
        text=whole(phrase.text, *path, "text"),
        near=tuple(whole(text, *path, "near", i) for i, text in enumerate(phrase.near)),
        unless=tuple(whole(text, *path, "unless", i) for i, text in enumerate(phrase.unless)),
    )


def _claims(claims: ClaimSpec, whole: Callable[..., str]) -> ClaimSpec:
    texts = {key: value for key, value in asdict(claims).items() if key not in _PLAIN}
    return replace(
        claims,
        **{key: tuple(whole(text, "claims", key, i) for i, text in enumerate(value)) for key, value in texts.items()},
    )
