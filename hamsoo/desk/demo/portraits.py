"""Portraits for most people of the demo organisation: drawn here, and the same for the same person every time."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from random import Random

from PIL import Image, ImageColor, ImageDraw

from hamsoo.desk.demo import portraits_shapes as shapes
from hamsoo.desk.demo.specs import PersonSpec

SIDE = 512
"""Pixels of a side: the largest size that photos are kept in."""

_UNITS = 80
_FINE = 2
"""Drawn so many times larger and then made smaller, so that edges are smooth."""
_STEPS = 16
"""Straight pieces of a curve."""
_SHOWN = 0.8
"""The part of people who have a portrait; the others show their initials, as in every company."""
_LONG_HERE = 2
"""Whoever leads at this level or above has grey hair."""
_COMMANDS = re.compile(r"([MLHVCS])([^A-Za-z]*)", re.IGNORECASE)
_NUMBERS = re.compile(r"-?\d*\.?\d+")
_COUNTS = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4}
"""How many numbers a command takes."""

Point = tuple[float, float]
Colour = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Look:
    """How somebody is drawn; `hair` names shapes, `strands` is the colour of what a scarf lets be seen."""

    ground: str
    top: str
    skin: str
    hair: str
    colour: str
    strands: str
    has_glasses: bool
    has_beard: bool


def look_of(person: PersonSpec) -> Look | None:
    """Return how `person` looks; None for those who show no portrait."""
    chance = Random(f"portrait/{person.key}")  # noqa: S311 - the same face every time
    if chance.random() > _SHOWN:
        return None
    ground, top, scarf = chance.choice(shapes.GROUNDS)
    is_woman = person.given.en in shapes.WOMEN
    hair = chance.choice(("scarf", "scarf", "long", "bob") if is_woman else ("short", "short", "side", "curly", "bald"))
    own = shapes.GREY if person.level <= _LONG_HERE else chance.choice(shapes.HAIR)
    return Look(
        ground=ground,
        top=top,
        skin=chance.choice(shapes.SKINS),
        hair=hair,
        colour=scarf if hair == "scarf" else own,
        strands=own,
        has_glasses=chance.random() < 0.3,
        has_beard=not is_woman and chance.random() < 0.5,
    )


def drawn(look: Look) -> bytes:
    """Return the picture of a look, as PNG."""
    side = SIDE * _FINE
    image = Image.new("RGB", (side, side), look.ground)
    pen = _Pen(image)
    back = shapes.BACK.get(look.hair)
    if back and look.hair != "scarf":
        pen.fill(back, look.colour)
    pen.fill(shapes.BODY, look.top)
    if look.hair != "scarf":
        pen.fill(shapes.COLLAR, _mixed(look.top, "#ffffff", 0.35))
    elif back:
        pen.fill(back, look.colour)
    pen.fill(shapes.NECK, look.skin)
    pen.fill(shapes.NECK_SHADE, _mixed(look.skin, "#000000", 0.1))
    pen.oval((40, 34.5), 12, 14.5, fill=look.skin)
    _features(pen, look)
    *hair, last = shapes.FRONT[look.hair]
    for part in hair:
        pen.fill(part, look.strands)
    pen.fill(last, look.colour)
    if look.hair == "scarf":
        pen.fill(shapes.SCARF_FOLD, _mixed(look.colour, "#000000", 0.12))
    buffer = BytesIO()
    image.reduce(_FINE).save(buffer, "PNG", compress_level=1)
    return buffer.getvalue()


def _features(pen: "_Pen", look: Look) -> None:
    for across in (35.0, 45.0):
        pen.oval((across, 35), 1.3, 1.3, fill=_mixed(look.skin, "#1d1a19", 0.8))
        pen.line(((across - 2, 31.2), (across + 2, 31.2)), _mixed(look.skin, look.strands, 0.7), 0.9)
    if look.has_beard:
        pen.fill(shapes.BEARD, look.strands)
        pen.line(((36.8, 44.4), (43.2, 44.4)), look.skin, 1.3)
    else:
        pen.line(_points(shapes.SMILE), _mixed(look.skin, "#000000", 0.3), 1.3)
    if look.has_glasses:
        rim = _mixed(look.skin, "#222222", 0.75)
        for across in (34.8, 45.2):
            pen.oval((across, 35), 4.6, 4.6, outline=rim, width=1.3)
        pen.line(((39.2, 34.6), (40.8, 34.6)), rim, 1.3)


class _Pen:
    """Draws in units."""

    def __init__(self, image: Image.Image) -> None:
        self._draw = ImageDraw.Draw(image)
        self._scale = image.width / _UNITS

    def fill(self, path: str, colour: str | Colour) -> None:
        self._draw.polygon(self._scaled(_points(path)), fill=colour)

    def oval(
        self,
        centre: Point,
        across: float,
        down: float,
        *,
        fill: str | Colour | None = None,
        outline: Colour | None = None,
        width: float = 0,
    ) -> None:
        (x, y), scale = centre, self._scale
        box = [(x - across) * scale, (y - down) * scale, (x + across) * scale, (y + down) * scale]
        self._draw.ellipse(box, fill=fill, outline=outline, width=round(width * scale))

    def line(self, points: Sequence[Point], colour: str | Colour, width: float) -> None:
        self._draw.line(self._scaled(points), fill=colour, width=round(width * self._scale), joint="curve")
        for end in (points[0], points[-1]):
            self.oval(end, width / 2, width / 2, fill=colour)

    def _scaled(self, points: Sequence[Point]) -> list[Point]:
        return [(x * self._scale, y * self._scale) for x, y in points]


def _mixed(colour: str, other: str, part: float) -> Colour:
    """Return `colour` with so large a part of another one over it."""
    pairs = zip(ImageColor.getrgb(colour), ImageColor.getrgb(other), strict=True)
    red, green, blue = (round(one * (1 - part) + two * part) for one, two in pairs)
    return red, green, blue


def _points(path: str) -> list[Point]:
    """Return the outline of a path: of what SVG knows, lines and cubic curves (M L H V C S, absolute and relative)."""
    found: list[Point] = [(0, 0)]
    control: Point = (0, 0)
    for command, text in _COMMANDS.findall(path):
        kind, numbers = command.upper(), [float(number) for number in _NUMBERS.findall(text)]
        count = _COUNTS[kind]
        for start in range(0, len(numbers), count):
            x, y = found[-1]
            across, down = (x, y) if command.islower() else (0, 0)
            given = numbers[start : start + count]
            if kind in "HV":
                found.append((across + given[0], y) if kind == "H" else (x, down + given[0]))
                continue
            pairs = [(across + one, down + two) for one, two in zip(given[::2], given[1::2], strict=True)]
            if kind == "S":
                pairs.insert(0, (2 * x - control[0], 2 * y - control[1]))
            found += _curve((x, y), *pairs) if kind in "CS" else pairs
            control = pairs[1] if kind in "CS" else found[-1]
    return found[1:]


def _curve(start: Point, one: Point, two: Point, end: Point) -> list[Point]:
    points = []
    for step in range(1, _STEPS + 1):
        t = step / _STEPS
        weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3)
        corners = (start, one, two, end)
        parts = [(weight * x, weight * y) for weight, (x, y) in zip(weights, corners, strict=True)]
        points.append((sum(x for x, _ in parts), sum(y for _, y in parts)))
    return points
