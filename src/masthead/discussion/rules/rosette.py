"""The mark of an unnamed reader: a carved rosette, an ink disc or square with tapered cuts around its centre."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from math import cos, pi, sin
from typing import Final

SIZE: Final = 32
FEWEST_CUTS: Final = 3
MOST_CUTS: Final = 8
_CENTRE: Final = SIZE / 2
_DISC: Final = "M16 0a16 16 0 1 0 0 32a16 16 0 1 0 0-32z"
_SQUARE: Final = "M1 1h30v30h-30z"


@dataclass(frozen=True, slots=True)
class Cut:
    """One shape of cut: where it begins and ends on the radius, where it is widest, and how wide (in radians)."""

    inner: float
    widest: float
    outer: float
    width: float


CUTS: Final = (Cut(3, 11.5, 12.5, 0.34), Cut(4.5, 6, 13, 0.3), Cut(3.5, 8.5, 13, 0.26), Cut(6.5, 9.5, 12.5, 0.36))


@lru_cache(maxsize=4096)
def draw(seed: bytes) -> str:
    """Return the path of the rosette that belongs to `seed` (at least four bytes): to be filled even-odd."""
    ground = _DISC if seed[0] % 2 else _SQUARE
    cuts = FEWEST_CUTS + seed[1] % (MOST_CUTS - FEWEST_CUTS + 1)
    turn = seed[2] / 256 * 2 * pi / cuts
    shape = CUTS[seed[3] % len(CUTS)]
    return ground + "".join(_cut(shape, turn + number * 2 * pi / cuts, cuts) for number in range(cuts))


def _cut(shape: Cut, angle: float, cuts: int) -> str:
    width = shape.width * min(1.0, 6 / cuts)
    corners = (
        _point(shape.inner, angle),
        _point(shape.widest, angle - width),
        _point(shape.outer, angle),
        _point(shape.widest, angle + width),
    )
    return "M" + "L".join(_written(corners)) + "z"


def _point(radius: float, angle: float) -> tuple[float, float]:
    return _CENTRE + radius * cos(angle), _CENTRE + radius * sin(angle)


def _written(points: tuple[tuple[float, float], ...]) -> Iterator[str]:
    for x, y in points:
        yield f"{x:.1f} {y:.1f}"
