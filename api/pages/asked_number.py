"""A number as an address asks for it: which page of a list, or from which one on."""

__all__ = ["asked_number"]

#: Digits that are read: Python refuses to read thousands of them.
DIGITS = 6


def asked_number(words: str, most: int = 10**DIGITS) -> int:
    """The number, from 1 to `most`; 1 where it is none, or has too many digits.

    >>> asked_number("3"), asked_number("30", 4), asked_number("0"), asked_number("-2"), asked_number("0" * 5000)
    (3, 4, 1, 1, 1)
    """
    number = int(words) if words.isdecimal() and len(words) <= DIGITS else 1
    return min(max(1, number), max(1, most))
