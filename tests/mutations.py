"""Documents spoilt on purpose: a random edit of a text or of bytes, the same for the same seed."""

from __future__ import annotations

import random

# What reports, and those who attack them, put where nobody expects it.
_SCRAPS = (
    "0", "9" * 40, "1,628.32", "-15%", "≥", "（", "）", "（5分）", "得", "分", "自评得分", "万元", "百分之", "三分之二", "\t", "|", "\n", "\n\n",
    "# ", "第1页", "- 3 -", "\u200b", "\ufeff", "\u202e", "\0", "\ufffd", "⻬", "𝟙", "e\u0301", "～", "--", "《", "”", '"', "不", "未", "无",
    "同比增长", "2023年", "99年99月", "一百二", "点", "。", "；", "1.2.3", "∞", "½", "①", "第", "(", "[", "{..}", "%", "‰", "$",
)  # fmt: skip


def mutated_text(text: str, seed: int) -> str:
    """A text with up to six random edits: cut, doubled, moved, or with a scrap of trouble in it."""
    dice = random.Random(seed)
    for _ in range(dice.randint(1, 6)):
        start = dice.randrange(len(text) + 1)
        end = min(len(text), start + dice.choice((0, 1, 2, 8, 60, 900)))
        piece = text[start:end]
        match dice.randrange(5):
            case 0:
                piece = ""
            case 1:
                piece *= dice.choice((2, 3, 40))
            case 2:
                other = dice.randrange(len(text) + 1)
                piece += text[other : other + dice.choice((1, 5, 80))]
            case 3:
                piece = "".join(dice.sample(piece, len(piece)))
            case _:
                piece = "".join(dice.choices(_SCRAPS, k=dice.randint(1, 4)))
        text = text[:start] + piece + text[end:]
    return text


def mutated_bytes(data: bytes, seed: int) -> bytes:
    """Bytes with up to six random edits: flipped, cut, doubled, overwritten, or ended early."""
    dice = random.Random(seed)
    spoilt = bytearray(data)
    for _ in range(dice.randint(1, 6)):
        at = dice.randrange(len(spoilt) + 1)
        length = dice.choice((1, 1, 2, 4, 16, 200))
        match dice.randrange(6):
            case 0 if spoilt:
                spoilt[at % len(spoilt)] ^= 1 << dice.randrange(8)
            case 1:
                del spoilt[at : at + length]
            case 2:
                spoilt[at:at] = spoilt[at : at + length]
            case 3:
                spoilt[at : at + length] = dice.randbytes(length)
            case 4:
                spoilt[at : at + 4] = dice.choice((b"\xff\xff\xff\xff", b"\0\0\0\0", b"9999", b"-1  "))
            case _ if dice.random() < 0.1:
                del spoilt[at:]
    return bytes(spoilt)
