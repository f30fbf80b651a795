"""Rubrics kept from one run to the next, in the user's cache folder: loading and checking the same files is done once.

What is kept is found by the digest of all that it was made from: the bytes of every file of the rubric and of its
dictionary, the program that reads them, its libraries. A file that changed, or a newer program, finds nothing and
reads anew, so no answer is ever old; a rubric with a mistake is never kept, so its mistakes are told each time.
`YOUJU_CACHE` names another folder, or is `off`.
"""

from __future__ import annotations

import contextlib
import functools
import os
import stat
import sys
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path

from youju.facts import Dictionary, load_dictionary
from youju.facts import dictionary as dictionary_shapes
from youju.facts import plain_words as word_shapes
from youju.facts import spec as fact_shapes
from youju.feel import tree as tree_shapes
from youju.feel import types as type_shapes
from youju.rubric import check_spec as check_shapes
from youju.rubric import editions as edition_shapes
from youju.rubric import form_spec as form_shapes
from youju.rubric import model as model_shapes
from youju.rubric import span as span_shapes
from youju.rubric import spec as rubric_shapes
from youju.rubric.editions import Edition, Editions, seldom_collected
from youju.rubric.packs import dictionary_folders, dictionary_of
from youju.rubric.parts import rubric_files
from youju.source import Diagnostic, RefusedError, log, shown, yaml_files
from youju.source.frozen import FrozenError, freeze, shapes_of, thaw
from youju.source.yaml import MAX_BYTES
from youju.structs import Struct

_MOST = 32
"""Of so many rubrics the least lately made is dropped."""
_PROGRAM = Path(__file__).resolve().parents[1]
_ROOMS = ("feel", "source", "facts", "rubric")
"""What reads a rubric: the rooms down from this one."""
_SOURCES = (".py", ".pyc", ".lark")
_LIBRARIES = ("google_re2", "lark", "msgspec", "pydantic", "pydantic_core", "pyyaml")


def load_editions(folder: Path) -> Editions:
    """The versions of the rubric in a folder with its dictionary: as they were kept, else as `load_versions` has them.

    RefusedError carries every mistake in it.
    """
    cache = cache_folder()
    made_from = None if cache is None else _made_from(folder)
    if cache is None or made_from is None:
        return _loaded(folder, dictionary_of(folder))
    found = _kept(cache, made_from)
    if found is None:
        found = _loaded(folder, _dictionary(dictionary_folders(folder), made_from.dictionary))
        # Files that changed while they were read would be kept under a name that is not theirs.
        if _made_from(folder) == made_from:
            _keep(cache, made_from, found)
        else:
            _dictionary.cache_clear()
    return found


def cache_folder() -> Path | None:
    """Where rubrics are kept; None where nothing is to be, or where others could write."""
    asked = os.environ.get("YOUJU_CACHE", "")
    if asked == "off":
        return None
    with contextlib.suppress(OSError, RuntimeError):
        folder = Path(asked) if asked else _of_user() / "youju"
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return folder if _ours(folder) else None
    return None


def _of_user() -> Path:
    """The folder of caches as the system has it; RuntimeError where the user has no home."""
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")


def _ours(path: Path) -> bool:
    """Whether nobody but this user may write here; on Windows the folder is the user's own."""
    if sys.platform == "win32":
        return True
    found = path.lstat()
    return not stat.S_ISLNK(found.st_mode) and found.st_uid == os.geteuid() and not found.st_mode & 0o022


class _MadeFrom(Struct):
    """Digests of all that a rubric is made from: the dictionary and the program alone, and with the rubric."""

    dictionary: str
    rubric: str


def _made_from(folder: Path) -> _MadeFrom | None:
    """None where a file cannot be told or read: who loads the rubric then says what is wrong."""
    try:
        shared, *own = dictionary_folders(folder)
        files = list(_files(shared, *yaml_files(shared, "")))
        for one in own:
            files.extend(_files(folder, *yaml_files(one.parent, one.name)))
        dictionary = _digest([_program(), *files])
        return _MadeFrom(dictionary, _digest([dictionary.encode(), *_files(folder, rubric_files(folder), ())]))
    except (OSError, RefusedError):
        return None


def _files(root: Path, paths: Iterable[Path], problems: Iterable[Diagnostic]) -> Iterator[bytes]:
    """Files by their names and bytes."""
    if any(True for _ in problems):
        raise RefusedError(problems, root)
    for path in paths:
        if not path.is_file() or path.stat().st_size > MAX_BYTES:
            raise OSError(path)
        yield from (shown(root, path).encode(), path.read_bytes())


@functools.cache
def _program() -> bytes:
    """The digest of what reads rubrics: the program, its libraries, Python."""
    files = [path for room in _ROOMS for path in _sources(_PROGRAM / room)]
    if not files:
        raise OSError(_PROGRAM)
    return _digest([sys.version.encode(), *_libraries(), *(path.read_bytes() for path in files)]).encode()


def _sources(room: Path) -> Iterator[Path]:
    """The files of a program's room in one order, without what Python keeps of them itself."""
    for folder, folders, names in os.walk(room):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        yield from (Path(folder, name) for name in sorted(names) if name.endswith(_SOURCES))


def _libraries() -> list[bytes]:
    """What the libraries are called where they are installed, with their versions; OSError where one is not found.

    Only names are looked at: `importlib.metadata` and what it reads would be a twentieth of an audit.
    """
    found: dict[str, str] = {}
    for folder in sys.path:
        for name in os.listdir(folder) if os.path.isdir(folder) else ():
            library, _, rest = name.partition("-")
            if rest.endswith((".dist-info", ".egg-info")):
                found.setdefault(library.lower(), name)
    if missing := [one for one in _LIBRARIES if one not in found]:
        raise OSError(missing)
    return [found[one].encode() for one in _LIBRARIES]


def _digest(parts: Iterable[bytes]) -> str:
    whole = sha256()
    for part in parts:
        whole.update(sha256(part).digest())
    return whole.hexdigest()


def _loaded(folder: Path, dictionary: Dictionary) -> Editions:
    from youju.rubric.load import load_versions

    versions = load_versions(folder, dictionary)
    return Editions(tuple(Edition(one.rubric, one.span) for one in versions.all))


@functools.lru_cache(maxsize=4)
def _dictionary(folders: tuple[Path, ...], digest: str) -> Dictionary:
    """The dictionary in folders whose files have this digest; rubrics that share it read it once."""
    del digest
    return load_dictionary(*folders)


@seldom_collected()
def _kept(cache: Path, made_from: _MadeFrom) -> Editions | None:
    """What was kept; None where nothing was, or where it is not as it was written."""
    try:
        data = (cache / f"{made_from.rubric}.json").read_bytes()
        seal, _, text = data.partition(b"\n")
        if seal.decode("ascii", "replace") != sha256(text).hexdigest():
            return None
        found = thaw(text.decode(), _shapes())
    except (OSError, FrozenError):
        return None
    log.debug("rubric: kept {}", made_from.rubric)
    return found if isinstance(found, Editions) else None


def _keep(cache: Path, made_from: _MadeFrom, found: Editions) -> None:
    """Keeps a rubric, whole or not at all; a cache that cannot be written is none."""
    import tempfile

    text = freeze(found, _shapes()).encode()
    with contextlib.suppress(OSError):
        handle, name = tempfile.mkstemp(dir=cache)
        with os.fdopen(handle, "wb") as stream:
            stream.write(sha256(text).hexdigest().encode() + b"\n" + text)
        os.replace(name, cache / f"{made_from.rubric}.json")
        kept = sorted(cache.glob("*.json"), key=lambda path: path.stat().st_mtime, reverse=True)
        for path in kept[_MOST:]:
            path.unlink()


@functools.cache
def _shapes() -> tuple[type, ...]:
    """All that a rubric is made of."""
    return (
        *shapes_of(tree_shapes, type_shapes, dictionary_shapes, word_shapes, fact_shapes),
        *shapes_of(check_shapes, edition_shapes, form_shapes, model_shapes, rubric_shapes, span_shapes),
    )
