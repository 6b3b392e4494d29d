"""Vietnamese names, codes and figures: what is shown, what is compared, what is searched.

The browser has the same functions in `web/vietnamese.js`; one table of cases runs against both
(`tests/shared/vietnamese_cases.json`). Change them together: a key that differs splits a person in two.
"""

import datetime
import math
import re
import unicodedata
import uuid

ATTENDEES = uuid.UUID("5b6f6d0e-9a2c-4f0e-8d1e-1703c0112023")  # never change: every attendee id hangs on it
LONGEST_CODE = 200  # characters, after normalising

# Ranges are written out, not taken from Unicode categories: Python versions and browsers carry different Unicode
# tables, and a key must not change when one of them is updated.
_BLANK = re.compile("[\\t-\\r \\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]+")
_UNSEEN = re.compile(
    "[\\x00-\\x08\\x0e-\\x1f\\x7f-\\x84\\x86-\\x9f\\xad\\u034f\\u061c\\u115f\\u1160\\u180b-\\u180f"
    "\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u206f\\u3164\\ufe00-\\ufe0f\\ufeff\\uffa0\\ufff0-\\ufffb\\U000e0000-\\U000e0fff]"
)
_SYLLABLE = re.compile("[^\\x00-/:-`{-\\xa9\\u2000-\\u206f]+")  # what stands between blanks and punctuation
_MARK = re.compile("[\\u0300-\\u036f]")
_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}  # huyền hỏi ngã sắc nặng
_ETH = str.maketrans("\u00d0\u00f0", "Đđ")  # Icelandic eth, typed or converted where đ was meant
_RANK = {ord(letter): chr(0x61 + rank) for rank, letter in enumerate("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz")}
_SCANNER_PREFIX = re.compile(r"^(?:\][A-Z][0-9A-Z]|\\[0-9]{6})+")  # AIM symbology `]Q1`, then ECI `\000026`

_TELEX_KEYS = re.compile("[fjzw]|aa|ee|dd")
_TELEX_TONE = re.compile(r"[aeiouy][a-z]*[sxr]\b")  # no Vietnamese syllable ends in s, x or r
_NOT_VIETNAMESE = re.compile("[\\xa1-\\xaf\\xb5-\\xbfÄ-ÇËÎÏÑÖ×ØÛÜÞßä-çëîïñö÷øûüþÿ]")  # of Latin-1; m² and 25° may stay
_CAPITAL_INSIDE = re.compile("[a-zà-ỹ][À-Þ]")  # Latin-1 capitals only, so that VNeID and eOffice pass


def display(text: str) -> str:
    """The form to show, store and print: composed, single blanks, nothing unseen. Spelling and case stay as typed."""
    seen = _BLANK.sub(" ", _UNSEEN.sub("", text)).strip(" ")
    return unicodedata.normalize("NFC", seen).translate(_ETH)


def exact_key(text: str) -> str:
    """Equal for two spellings of one name: no case, and the tone as a digit after its syllable (hoà = hòa = hoa1)."""
    # lower(), not casefold(): browsers lack the latter, and for Vietnamese letters they are the same.
    return _SYLLABLE.sub(lambda found: "".join(_letters_and_tone(found[0])), display(text).lower())


def folded_key(text: str) -> str:
    """For the search box and near-duplicates: no marks, no case, đ is d. Two names may fold to one (Dũng, Dung)."""
    return _MARK.sub("", unicodedata.normalize("NFD", display(text).lower())).replace("đ", "d")


def slug(text: str) -> str:
    """A readable id of a unit or venue: `UBND xã Tân Tiến` gives `ubnd-xa-tan-tien`."""
    return "-".join(re.findall("[a-z0-9]+", folded_key(text)))


def sort_key(name: str) -> tuple[str, ...]:
    """The order of a Vietnamese list: by tên, then họ, then đệm; in each part letters first, then tones."""
    shown = display(name)
    *before, ten = shown.lower().split(" ")
    ho, dem = before[:1], before[1:]
    return (*_letters_then_tones([ten]), *_letters_then_tones(ho), *_letters_then_tones(dem), shown)


def _letters_then_tones(syllables: list[str]) -> tuple[str, str]:
    parts = [_letters_and_tone(syllable) for syllable in syllables]
    letters = " ".join(letters.translate(_RANK) for letters, _ in parts)
    return letters, "".join(tone or "0" for _, tone in parts)


def _letters_and_tone(syllable: str) -> tuple[str, str]:
    marked = unicodedata.normalize("NFD", syllable)
    letters = "".join(sign for sign in marked if sign not in _TONES)
    return unicodedata.normalize("NFC", letters), "".join(_TONES.get(sign, "") for sign in marked)


class CodeFault(ValueError):
    """A code that can be nobody's key. `reason`: code-empty, code-too-long or code-unreadable; stable, for programs."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def normalise_code(text: str) -> str:
    """A scanned or typed code as it is keyed: NFKC, upper case, no blanks, nothing unseen, no scanner prefix.

    Doing it twice changes nothing. A signed QR is read before this: upper case would spoil its MAC.
    Raises CodeFault.
    """
    if any("\ud800" <= sign <= "\udfff" for sign in text):
        raise CodeFault("code-unreadable")
    plain = unicodedata.normalize("NFKC", text)
    upper = _BLANK.sub("", _UNSEEN.sub("", plain)).upper()
    code = _SCANNER_PREFIX.sub("", unicodedata.normalize("NFKC", upper))
    if not code:
        raise CodeFault("code-empty")
    if len(code) > LONGEST_CODE:
        raise CodeFault("code-too-long")
    return code


def attendee_id(conference: str, code: str) -> uuid.UUID:
    """The id of whoever holds this code in this conference, on the list or not. Raises CodeFault."""
    return uuid.uuid5(ATTENDEES, f"{conference}/{normalise_code(code)}")


def has_marks(query: str) -> bool:
    """Whether somebody took the trouble to type marks, so that Dũng should come before Dung."""
    return folded_key(query) != display(query).lower()


def looks_like_telex(text: str) -> bool:
    """Whether keys of the Telex method were left in (`Nguyeenx Vawn Ddu7c`). A flag: ask, never repair."""
    shown = display(text)
    words = [word for word in shown.split(" ") if shown.isupper() or not word.isupper()]  # SIPAS is no residue
    return any(_TELEX_KEYS.search(word.lower()) or _TELEX_TONE.search(folded_key(word)) for word in words)


def looks_like_tcvn3(text: str) -> bool:
    """Whether this is text of an old TCVN3 font (`NguyÔn V¨n §øc`). A flag: ask, never convert."""
    composed = unicodedata.normalize("NFC", text)
    return bool(_NOT_VIETNAMESE.search(composed) or _CAPITAL_INSIDE.search(composed))


def number(value: int) -> str:
    """1703 → 1.703"""
    return f"{value:,}".replace(",", ".")


def percent(ratio: float) -> str:
    """0.985 → 98,5 %; one decimal, left out when it is zero."""
    whole, tenth = divmod(math.floor(ratio * 1000 + 0.5), 10)
    return f"{number(whole)},{tenth} %" if tenth else f"{number(whole)} %"


def date(day: datetime.date) -> str:
    """3/6/2023. A datetime must already be in the zone of the conference."""
    return f"{day.day}/{day.month}/{day.year}"
