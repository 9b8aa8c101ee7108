"""What portraits are drawn from: shapes, written as SVG writes paths on 80 by 80 units, and colours that go together."""

_WOMEN = """
Anahita Armita Asal Atefeh Azadeh Bahareh Bita Dorsa Elham Elnaz Faranak Fatemeh Fereshteh Ghazal Golnaz Helia Hengameh Hoda Kimia
Ladan Laleh Leila Mahsa Mahtab Maliheh Maral Maryam Mina Mitra Mojgan Nahal Nasrin Nastaran Nazanin Negar Niki Niloofar Parisa
Pegah Raheleh Romina Roya Samira Sanaz Sara Sepideh Setareh Shabnam Shadi Shirin Sogand Solmaz Somayeh Taraneh Tina Yalda Zahra
Zhaleh Zohreh
"""
WOMEN = frozenset(_WOMEN.split())
"""Given names of the roster that women bear."""

BODY = "M8 84c0-19 13-27 32-27s32 8 32 27z"
NECK = "M34 44h12v12c0 8-12 8-12 0z"
NECK_SHADE = "M34 47c3 4 9 4 12 0v4c-3 3-9 3-12 0z"
SCARF_FOLD = "M27 49c4 7 8 10 14 11-6 2-12 0-16-4z"
SMILE = "M37 43.5c2 1.3 4 1.3 6 0"
BEARD = "M28 35c0 10 4 15.5 12 15.5S52 45 52 35c-1 5-3 7-5.5 7-4-1.5-9-1.5-13 0-2.5 0-4.5-2-5.5-7z"
# The collar of a shirt, and the lapels of a jacket over it.
COLLAR = "M30 58l10 9 10-9 4 1.5-14 16-14-16z"

BACK = {
    "scarf": "M40 10c-17 0-21.5 13-20 27 1 10-2 17-6 25l-1 22h54l-1-22c-4-8-7-15-6-25 1.5-14-3-27-20-27z",
    "long": "M40 11c-16 0-19 13-18.5 25 .4 11-1.5 19-5 25 8 3 12 1 14-1h19c2 2 6 4 14 1-3.5-6-5.4-14-5-25C59 24 56 11 40 11z",
    "bob": "M40 11c-15 0-19 12-18.5 23 .3 8-.5 13-1.5 17 5 3 9 2 12 0h16c3 2 7 3 12 0-1-4-1.800-9-1.5-17C59 23 55 11 40 11z",
    "curly": "M40 9c-9 0-17 5-18 14-1 6 0 12 3 15h30c3-3 4-9 3-15-1-9-9-14-18-14z",
}
"""What of the hair, or of a scarf, is behind the face."""

FRONT = {
    "scarf": (
        "M27.6 33c-.6-11 5-16 12.4-16s13 5 12.4 16c-1-5-4.4-9-11-10.5-4 4-9.5 4-13.8 10.5z",
        "M24 46c3 9 9 14 16 14s13-5 16-14c2 9 5 14 8 19-9 9-39 9-48 0 3-5 6-10 8-19z",
    ),
    "long": ("M27 36c-2-13 4-20 13-20s15 7 13 20c-1-6-3-10-8-13-5 4-13 4-18 13z",),
    "bob": ("M27 36c-2-13 4-20 13-20s15 7 13 20c-.6-4-2-8-4-11-7 1.5-14 .5-18-1.5-2.5 3-3.600 7.5-4 12.5z",),
    "short": ("M27.5 33c-3-13 3-19 13-19 11 0 15 7 12 19-.5-4-2-7-4-8.5-6 1.5-12 1-16-.5-3 1.5-4.4 4-5 9z",),
    "side": ("M27.5 34c-3.5-14 4-20.5 14-20 9.5.5 14 8 11 20-.4-5-2-9-5-11-5 2.5-11 2-16-1.5-2.5 2.5-3.700 7-4 12.5z",),
    "curly": ("M27 33c-3-11 2-18 13-18s16 7 13 18c-1-4-3-6-5-7-3 1-5-1-8 0s-6-1-8 0-4 3-5 7z",),
    "bald": ("M27.7 36c-1.5-2-1.5-6 0-9 .3 3 .3 6 0 9z", "M52.3 36c1.5-2 1.5-6 0-9-.3 3-.3 6 0 9z"),
}
"""What is before it; of a scarf first the hair, then the scarf."""

GROUNDS = (
    ("#cfe3e0", "#23474d", "#2f6f73"),
    ("#e7ddd0", "#5a3a36", "#b9634c"),
    ("#d7deea", "#34466b", "#41588c"),
    ("#e2e5cf", "#414b2c", "#6d7a45"),
    ("#dfe6e9", "#2f5560", "#4f7f8e"),
    ("#eddbe2", "#7a3553", "#9c4a6c"),
    ("#e9dfd3", "#6b4a33", "#a5764f"),
    ("#ddd9ea", "#332b52", "#594b86"),
    ("#d6e2d8", "#3d5a48", "#56806a"),
    ("#e3e0d6", "#4d4a44", "#7a7466"),
    ("#d3e1ea", "#2c5878", "#3f7ba3"),
    ("#f0e3c8", "#4b4a3a", "#b58a3c"),
)
"""Grounds, each with the clothes and the scarf that suit it."""
GREY = "#8a8580"
HAIR = ("#2a2523", "#231d1c", "#3a2a24", "#4c3626", "#3b2421", "#5b3a28", "#26211f", "#6a4a30")
SKINS = ("#e9bfa0", "#edc9ae", "#d9a582", "#f0cfb6", "#e2b48f", "#eec7ab", "#d2a07c", "#e6b996", "#e3b18b", "#c99772")
