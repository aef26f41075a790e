"""What every file says of itself: what is looked at, which version of the figures, when it was made, for whom."""

import re
from contextlib import suppress
from datetime import date, datetime

from exports import settings
from exports.card import Card
from ingest import variants
from labels import Labels
from queries import Filters
from queries.scope import scope

BUILT = re.compile(r"-(\d{8}T\d{6})-")  # in the name of a warehouse
OWN_WORDS = ("population", "dimension", "quota_kind", "subject", "headline", "other", "counted", "scale")


def of(card: Card) -> list[str]:
    """All lines of a card: its flags, what is kept back, its filters, sources, version, day and audience."""
    lines = [*card.flags, kept_back(card), looked_at(card), card.source, *marks(card.filters, card.say)]
    return [line for line in lines if line]


def looked_at(card: Card) -> str:
    """The filters of a card in words: unit, years, territory, and its own choices."""
    filters, say = card.filters, card.say
    looked = scope(filters.collection)
    unit = looked.name_of(filters.unit) or say("filters.all_committees")
    parts = [say("exports.unit", unit=unit), years(filters.first_year, filters.last_year, say)]
    if filters.territory != variants.THEN:
        parts.append(
            say("exports.territory", territory=say(f"filters.territories.{filters.territory}").lower())
        )
    for name, value in filters.extra:
        if name in OWN_WORDS and say.has(f"{name}.{value}"):
            parts.append(f"{say(f'exports.own.{name}')}: {say(f'{name}.{value}')}")
    compared = [looked.by_id[unit].name for unit in filters.own("compared", ())]
    if compared:
        parts.append(say("exports.compared", units=", ".join(compared)))
    return "; ".join(parts)


def years(first: int, last: int, say: Labels) -> str:
    """A span of years in words."""
    return say("exports.year", year=last) if first == last else say("exports.years", first=first, last=last)


def kept_back(card: Card) -> str:
    """Below which number small figures are not told in files; nothing where all are."""
    least = card.filters.least
    return card.say("card.kept_back", least=least, hidden=card.say("card.hidden")) if least else ""


def marks(filters: Filters, say: Labels) -> list[str]:
    """Which figures these are, the day of the file, and for whom it is."""
    return [version(filters, say), made(say), settings.audience(say)]


def made(say: Labels) -> str:
    """The day a file is made."""
    return say("exports.made", day=say.date(date.today()))


def version(filters: Filters, say: Labels) -> str:
    """Which figures these are: the collection and when its warehouse was built."""
    looked = scope(filters.collection)
    built = datetime.fromisoformat(looked.about["built_at"])
    return say("card.version", collection=looked.title(say.lang), built=say.minute(built))


def built(version: str, say: Labels) -> str:
    """When the warehouse of a version was built, as the marks say it; another text as it stands."""
    found = BUILT.search(version)
    with suppress(ValueError):  # an address edited by hand names no moment
        return say.minute(datetime.strptime(found[1], "%Y%m%dT%H%M%S")) if found else version
    return version
