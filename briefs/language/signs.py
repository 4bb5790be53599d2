"""The signs of print that look like others: no reader of the code can tell them apart in a string."""

NBSP, MINUS, DASH, APOSTROPHE, JOINER = "\u00a0", "\u2212", "\u2013", "\u2019", "\u2060"
CAPITALS = "".join(filter(str.isupper, map(chr, range(0x250))))  # of the Latin alphabets, for a class of an expression

OBJECT = "\N{OBJECT REPLACEMENT CHARACTER}"
"""Stands in a text for what is put in later, such as a number or a piece of markup, so that the words around it stay
apart.
"""
