"""Characters that mean the same, made the same: one character for one, so that no place moves."""

import unicodedata

DROP = "\0"  # stands for a character to be left out
HEADING = "\x01"  # stands where a Markdown heading begins
CELL = "\x02"  # stands between the cells of a table row
WORD = "A-Za-z0-9"

# Punctuation that Chinese text writes full-width, and wide brackets that are brackets of their own.
_KEPT = "！，：；？［］"
_COMPATIBLE = (
    range(0xFF01, 0xFF5F),
    range(0xFE10, 0xFE1A),
    range(0xFE30, 0xFE6C),
    range(0xF900, 0xFB00),
    range(0x2F00, 0x2FD6),
    range(0x2E80, 0x2EF4),
    range(0x2F800, 0x2FA20),
)
# Radicals that PDF readers give in place of the character, since a font draws both with one glyph and its table names
# the first of them; NFKC knows those of Kangxi (U+2F00 on), of the supplement (U+2E80 on) two.
_RADICALS = dict(
    zip(
        "⺟⺠⺪⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰⻳⼾"
        "⺁⺂⺃⺅⺉⺋⺍⺏⺐⺒⺓⺔⺕⺖⺘⺙⺛⺜⺝⺞⺡⺣⺦⺧⺨⺭⺮⺯⺰⺱⺶⺹⺺⺼⺾⺿⻀⻁⻂⻃⻈⻊⻌⻍⻏⻐⻑⻒⻖⻗⻟⻠⻪⻫⻭⻯⻱⻲",
        "母民疋西见角贝车长门青韦页风飞食马骨鬼鱼鸟卤麦黄齐齿龙龟户"
        "厂乛乚亻刂卩𭕄尣尢巳幺彑彐忄扌攵旡日月歺氵灬丬牛犭礻竹糹纟罓羊耂肀月艹艹艹虎衤覀讠足辶辶阝钅長镸阝雨飠饣黾斉歯竜龜亀",
        strict=True,
    )
)
_SAME = {
    "≧": "≥",
    "≦": "≤",
    "⩾": "≥",
    "⩽": "≤",
    "−": "-",
    "‐": "-",
    "‑": "-",
    "〜": "~",
    "∼": "~",
    "\u2329": "〈",
    "\u232a": "〉",
    "〝": "“",
    "〞": "”",
    "＂": '"',
}
_SPACES = "\u00a0\u1680\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
_LINES = "\v\f\x1c\x1d\x1e\x85\u2028\u2029\r"
_UNSEEN = (
    *range(0x09),
    *range(0x0E, 0x1C),
    0x1F,
    *range(0x7F, 0x85),
    *range(0x86, 0xA0),
    0xAD,
    0x061C,
    *range(0x200B, 0x2010),
    *range(0x202A, 0x202F),
    *range(0x2060, 0x2070),
    *range(0xFE00, 0xFE10),
    0xFEFF,
    *range(0xE0100, 0xE01F0),
)


def _table() -> dict[int, str]:
    table = dict.fromkeys(_UNSEEN, DROP)
    for code in (code for block in _COMPATIBLE for code in block):
        plain = unicodedata.normalize("NFKC", chr(code))
        if len(plain) == 1 and plain != chr(code) and chr(code) not in _KEPT:
            table[code] = plain
    table |= {ord(char): plain for char, plain in (_RADICALS | _SAME).items()}
    table |= {ord(char): " " for char in _SPACES} | {ord(char): "\n" for char in _LINES}
    return table


TABLE = _table()
"""For `str.translate`: every character that has a plainer twin, and `DROP` for those no reader sees."""
