"""Word files with something wrong in them: parts whose XML is bent, zips whose bytes are, from small whole ones."""

from __future__ import annotations

import random
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

from tests.report.word_files import package, paragraph, text_box, unzipped, word_file, zipped

SEEDS = Path(__file__).parent / "seeds" / "word"
_TAG = re.compile(r"<[^<>?!]*>")
_VALUE = re.compile(r'"[^"]*"')
_BAD_VALUES = ["-1", "99999999999", "0", "", "x", "%1%2%9", "continue", "２", "\ufffd", "1e9", "FFFFFFF", "../../etc"]
_BAD_TAGS = [
    "<w:p>", "</w:p>", "<w:tbl>", "<w:tc/>", "<w:vMerge/>", "<w:txbxContent/>", "<w:fldChar w:fldCharType='begin'/>", "<w:del>",
    "<mc:AlternateContent/>", "<w:sym w:char='110000'/>", "<w:footnoteReference w:id='2'/>", "<m:f/>", "<!-- x -->", "<?x y?>",
    "<![CDATA[<w:t>]]>", "&#0;", "&x;", "<!DOCTYPE x [<!ENTITY x 'y'>]>",
]  # fmt: skip


def whole_files() -> list[bytes]:
    """Small files that hold one of everything, and what was found before."""
    notes = {
        "footnotes.xml": f'<w:footnote w:id="2">{paragraph("注文。")}</w:footnote>',
        "comments.xml": f'<w:comment w:id="1">{paragraph("何据？")}</w:comment>',
        "header1.xml": paragraph("页眉"),
        "styles.xml": '<w:style w:type="paragraph" w:styleId="A"><w:name w:val="heading 1"/><w:basedOn w:val="B"/></w:style>',
        "numbering.xml": '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        '<w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>',
    }
    field = "".join(
        f'<w:r><w:fldChar w:fldCharType="{kind}"/><w:t>{kind}</w:t></w:r>' for kind in ("begin", "separate", "end")
    )
    body = paragraph("总则", '<w:pStyle w:val="A"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')
    box = text_box(f"<w:txbxContent>{paragraph('盒')}</w:txbxContent>")
    body += f'<w:p>{field}{box}<w:r><w:footnoteReference w:id="2"/></w:r><w:commentRangeStart w:id="1"/></w:p>'
    body += '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/><w:vMerge w:val="restart"/></w:tcPr>'
    body += f"{paragraph('甲')}</w:tc><w:tc>{paragraph('3')}</w:tc></w:tr></w:tbl>"
    body += "<m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den/></m:f></m:oMath>"
    made = [
        package(body, notes),
        package(body, notes, strict=True),
        word_file(
            "# 总则\n一、收入\n编制40名。\n指标\t分值\n支出率\t3", automatic=True, deleted={"40": "42"}, hidden=["3人"]
        ),
    ]
    return made + [path.read_bytes() for path in sorted(SEEDS.glob("*.docx"))]


def mutants(seed: int, files: list[bytes]) -> Iterator[bytes]:
    """Without end: one of `files` with a few changes, the same for the same `seed`."""
    chance = random.Random(seed)
    unpacked = [parts for data in files if (parts := _parts(data))]
    while True:
        if chance.random() < 0.4:
            yield _bytes_bent(chance, chance.choice(files))
        else:
            yield _parts_bent(chance, chance.choice(unpacked))


def _parts(data: bytes) -> dict[str, bytes]:
    """The parts of a file; none of a seed that is broken itself."""
    try:
        return unzipped(data)
    except (zipfile.BadZipFile, ValueError, KeyError):
        return {}


def _bytes_bent(chance: random.Random, data: bytes) -> bytes:
    bent = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 5, 50))):
        at = chance.randrange(len(bent))
        match chance.randrange(4):
            case 0:
                bent[at] ^= 1 << chance.randrange(8)
            case 1:
                bent[at] = chance.choice((0, 0xFF, 0x7F, 0x80))
            case 2:
                del bent[at : at + chance.choice((1, 4, 100))]
            case _:
                bent[at:at] = bytes(bent[at : at + chance.choice((1, 4, 100))])
        if not bent:
            return b""
    return bytes(bent[: chance.randrange(len(bent))] if chance.random() < 0.1 else bent)


def _parts_bent(chance: random.Random, parts: dict[str, bytes]) -> bytes:
    parts = dict(parts)
    for _ in range(chance.choice((1, 1, 1, 2, 4))):
        name = chance.choice(sorted(parts))
        if chance.random() < 0.1:
            del parts[name]
        elif chance.random() < 0.1:
            parts[name] = parts[chance.choice(sorted(parts))]
        elif name.endswith((".xml", ".rels")):
            parts[name] = _text_bent(chance, parts[name].decode("utf-8", "replace")).encode("utf-8", "replace")
        if not parts:
            return b"PK\x05\x06"
    return zipped(parts)


def _text_bent(chance: random.Random, text: str) -> str:
    tags = list(_TAG.finditer(text))
    values = list(_VALUE.finditer(text))
    choice = chance.randrange(6)
    if choice == 0 and values:
        one = chance.choice(values)
        return f'{text[: one.start()]}"{chance.choice(_BAD_VALUES)}"{text[one.end() :]}'
    if not tags:
        return text + chance.choice(_BAD_TAGS)
    one, other = chance.choice(tags), chance.choice(tags)
    match choice:
        case 1:
            return text[: one.start()] + text[one.end() :]
        case 2:
            return text[: one.end()] + chance.choice(_BAD_TAGS) + text[one.end() :]
        case 3:
            return text[: one.start()] + other.group() + text[one.end() :]
        case 4:
            low, high = sorted((one.start(), other.end()))
            return text[:high] + text[low:high] * chance.choice((1, 2, 30)) + text[high:]
        case _:
            deep = chance.choice((3, 60, 150, 400))
            return (
                text[: one.start()] + "<w:tbl>" * deep + text[one.start() :] + "</w:tbl>" * (deep - chance.randrange(2))
            )
