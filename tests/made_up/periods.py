"""The periods that a committee reports, as flows and as stocks, in EDTF."""

from dataclasses import dataclass

FIRST_YEAR, LAST_FULL_YEAR = 2015, 2024
OLD_ENDS, NEW_BEGINS = "2025-06-30", "2025-07-01"


@dataclass(frozen=True)
class Period:
    flow: str
    stock: str
    year: int
    part: float = 1.0

    @property
    def reorganised(self) -> bool:
        """Whether the reorganisation of 2025-07-01 lies behind its end."""
        return self.year > 2025 or self.stock == "2025"


FULL_YEARS = [Period(str(y), str(y), y) for y in range(FIRST_YEAR, LAST_FULL_YEAR + 1)]
OLD_2025 = Period("2025-01/2025-06", OLD_ENDS, 2025, 0.5)
NEW_2025 = Period("2025-07/2025-12", "2025", 2025, 0.5)
WHOLE_2025 = Period("2025", "2025", 2025)
PART_2026 = Period("2026-01/2026-06", "2026-06-30", 2026, 0.5)

# Everybody reports 2025 in halves, so that each half adds up: with the districts, then without.
BY_LIFE = {
    "stays": [*FULL_YEARS, OLD_2025, NEW_2025, PART_2026],
    "moves": [*FULL_YEARS, OLD_2025, NEW_2025, PART_2026],
    "ended": [*FULL_YEARS, OLD_2025],
    "founded": [NEW_2025, PART_2026],
}
