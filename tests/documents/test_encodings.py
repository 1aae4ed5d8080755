"""Texts in each encoding, told apart without being told."""

from __future__ import annotations

import codecs

import pytest

from pipeline.documents.encodings import decode
from pipeline.documents.failures import Binary, Empty, Undecodable

ENGLISH = "Imports of wheat flour from Russia rose by a third in the first half of the year, the customs office said. "
SAMPLES = {
    "cp949": [
        "신의주 세관을 거쳐 들어오는 밀가루와 식용유가 지난달부터 다시 늘었다고 현지 상인이 말했다.",
        "남포항에 들어온 배 두 척이 비료 만 톤을 내렸다.",
        "석탄 값은 한 톤에 80달러쯤이다.",
    ],
    "gb18030": [
        "海关公布的数字说明,今年前三个月面粉和大豆油的出口增长了百分之十二。",
        "丹东口岸的货运列车已经恢复,每天约有二十节车厢过江。",
        "俄罗斯的煤炭出口继续增加。",
    ],
    "cp1251": [
        "За месяц через пограничный переход прошло около четырёхсот вагонов с мукой и углём.",
        "Запрет на ввоз морепродуктов остаётся в силе до конца марта.",
        "МИНИСТЕРСТВО ТОРГОВЛИ",
    ],
    "cp1252": [
        "Les exportations de blé ont chuté de près de 30 % l’été dernier, selon les douanes.",
        "Die Ausfuhr von Maschinen ist im März über die Brücke zurückgegangen – sagt die Behörde.",
        "“We don’t have diesel,” a trader said at the café.",
    ],
}


@pytest.mark.parametrize("text", [line for lines in SAMPLES.values() for line in lines])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_unicode_forms_are_read(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)).text == text


@pytest.mark.parametrize("text", [ENGLISH, SAMPLES["cp949"][0], SAMPLES["cp1251"][0]])
@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark_is_told_by_its_nul_bytes(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)).text == text


@pytest.mark.parametrize(("encoding", "text"), [(encoding, text) for encoding, lines in SAMPLES.items() for text in lines])
def test_old_encodings_are_told_from_one_line(encoding: str, text: str) -> None:
    assert decode(text.encode(encoding)).text == text


@pytest.mark.parametrize(("encoding", "text"), [(encoding, lines[0]) for encoding, lines in SAMPLES.items()])
def test_one_line_inside_much_english_is_not_drowned(encoding: str, text: str) -> None:
    whole = "\n".join([ENGLISH] * 2000 + [text] + [ENGLISH] * 2000)
    assert decode(whole.encode(encoding)).text == whole


@pytest.mark.parametrize("word", ["don’t", "café", "£30", "naïve", "– a", "Müller", "Côte d’Ivoire", "Ñandú", "20 °C"])
def test_a_single_western_sign_in_english(word: str) -> None:
    text = ENGLISH + word + " " + ENGLISH
    assert decode(text.encode("cp1252")).text == text


def test_a_declared_encoding_is_tried_first() -> None:
    text = "Łódź i Gdańsk"
    assert decode(text.encode("cp1250"), "windows-1250").text == text


def test_little_damage_stays_utf8_and_shows() -> None:
    data = (SAMPLES["cp1251"][0] * 3).encode() + b"\xff" + ENGLISH.encode()
    assert decode(data).text == SAMPLES["cp1251"][0] * 3 + "\ufffd" + ENGLISH


def test_utf8_cut_in_the_middle_of_a_character() -> None:
    assert decode("café, crème, “".encode()[:-1]).text == "café, crème, \ufffd"


@pytest.mark.parametrize("data", [b"", b" \r\n\t", codecs.BOM_UTF8, codecs.BOM_UTF16_LE])
def test_no_text_is_empty(data: bytes) -> None:
    with pytest.raises(Empty):
        decode(data)


@pytest.mark.parametrize(
    "data",
    [
        b"abc\0\1\2def" * 20,
        b"abc\0\1\2" * 20,
        b"\0" * 100,
        b"%PDF-1.7 text",
        b"\x89PNG\r\n\x1a\n",
        bytes(range(1, 32)) * 10,
        b"ab\0c" + b"plain text " * 9,
    ],
)
def test_what_is_no_text_is_binary(data: bytes) -> None:
    with pytest.raises(Binary):
        decode(data)


def test_bytes_of_no_encoding_are_undecodable() -> None:
    with pytest.raises((Undecodable, Binary)):
        decode(bytes((7 * n * n + 129) % 127 + 129 for n in range(500)) + b"\xff\x81\x8d")
