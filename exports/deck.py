"""A storyboard worked out for what is looked at: its cards in order, what is left out, and the words round them."""

import logging
from dataclasses import dataclass, replace
from functools import cached_property

from charts import captions
from exports import body, notes, seen, settings
from exports.answers import answer, titles
from exports.card import Card, leaving_card, plain_title
from exports.storyboard import Seen, Slide, Storyboard, Unreadable, fixed, spoken
from ingest import warehouse
from labels import Labels
from queries import Filters, comparison, parameters
from queries.scope import scope

log = logging.getLogger("exports")


@dataclass(frozen=True)
class Shown:
    """One slide as it is shown: its card as it may leave the house, the speaker's note, what changed since saved."""

    card: Card
    note: str
    changes: list[seen.Change]


@dataclass(frozen=True)
class Deck:
    """All that a file of a storyboard prints; `filters` are what is looked at, `absent` the titles without figures."""

    title: str
    filters: Filters
    shown: list[Shown]
    absent: list[str]

    @property
    def say(self) -> Labels:
        return Labels(self.filters.lang)

    @cached_property
    def unit(self) -> str:
        """The unit that the deck is about, by name; of several units the words for all."""
        units = {one.card.filters.unit for one in self.shown} or {self.filters.unit}
        only = units.pop() if len(units) == 1 else ""
        return scope(self.filters.collection).name_of(only) or self.say("filters.all_committees")

    @property
    def period(self) -> str:
        """The years that are looked at, or of saved views the widest span."""
        every = [one.card.filters for one in self.shown] or [self.filters]
        return notes.years(min(f.first_year for f in every), max(f.last_year for f in every), self.say)

    @property
    def illustrative(self) -> bool:
        return any(scope(one.card.filters.collection).illustrative for one in self.shown)

    @property
    def marks(self) -> list[str]:
        """Version, day, audience, and that figures are made up, where they are."""
        made_up = [self.say("card.flags.illustrative")] if self.illustrative else []
        # Saved views keep their own collection, whatever the reader looks at.
        looked = {one.card.filters.collection: one.card.filters for one in self.shown}
        versions = [notes.version(filters, self.say) for filters in (looked.values() or [self.filters])]
        return [*made_up, *versions, notes.made(self.say), self.audience]

    @property
    def sources(self) -> list[str]:
        """The titles of the documents of all slides, each once, the newest first."""
        found: dict[str, None] = {}
        for one in self.shown:
            known = titles(one.card.filters.collection, self.say)
            found |= dict.fromkeys(known[c] for c in captions.source_codes(one.card.frame) if c in known)
        return list(found)

    @property
    def file_name(self) -> str:
        """The name of a file of this deck, without its ending."""
        return self.say("exports.file_name", title=self.title, unit=self.unit)

    @property
    def audience(self) -> str:
        return settings.audience(self.say)


def of(story: Storyboard, looked: Filters) -> Deck:
    """The storyboard for what is looked at; slides without figures are named, those that do not apply are not."""
    say, shown, absent = Labels(looked.lang), [], []
    for slide in story.slides:
        if place := gone(slide):
            absent.append(f"{plain_title(slide.question, slide.own, say)} ({place})")
            continue
        for filters in _asked(slide, looked):
            made = leaving_card(slide.question, body.chart_of(slide.question), filters)
            if captions.has_figures(made.frame):
                shown.append(Shown(made, spoken(slide.note, say), since(slide, made)))
            else:
                absent.append(made.title)
    return Deck(story.titled(say), looked, shown, list(dict.fromkeys(absent)))


def gone(slide: Slide) -> str:
    """The code of the collection or the unit that a fixed view looks at and that is not here; else nothing."""
    view = slide.view
    if view is None:
        return ""
    if view.collection not in warehouse.built():
        return view.collection
    return view.unit if view.unit and scope(view.collection).place(view.unit) is None else ""


def versions(story: Storyboard, looked: Filters) -> tuple[str, ...]:
    """The warehouse versions that the slides of a storyboard are worked out from."""
    wanted = {looked.collection, *(slide.view.collection for slide in story.slides if slide.view)}
    return tuple(version_now(name) for name in sorted(wanted & set(warehouse.built())))


def check(story: Storyboard, looked: Filters) -> None:
    """Work out a storyboard that comes from outside, slide by slide: Unreadable where one can't be."""
    for number, slide in enumerate(story.slides, 1):
        try:
            of(replace(story, slides=(slide,)), looked)
        except Exception as fault:  # its own parameters may be anything, and so is what comes of them
            log.warning("slide %s of a file can't be worked out", number, exc_info=True)
            raise Unreadable("own", number) from fault


def since(slide: Slide, now: Card) -> list[seen.Change]:
    """Which figures of a saved view are others than they were when it was saved."""
    if slide.seen is None:
        return []
    as_kept = leaving_card(now.question, now.chart, replace(now.filters, lang=seen.IN))
    return seen.changed(slide.seen.figures, seen.figures(as_kept))


def changed(story: Storyboard, looked: Filters) -> int:
    """How many figures of the saved views of a storyboard are others than when they were saved."""
    return sum(
        len(since(slide, leaving_card(slide.question, body.chart_of(slide.question), slide.filters(looked))))
        for slide in story.slides
        if _is_of_before(slide)
    )


def _is_of_before(slide: Slide) -> bool:
    """Whether a slide was saved with another build of its figures, which are still here."""
    if slide.view is None or slide.seen is None or gone(slide):
        return False
    return slide.seen.version != version_now(slide.view.collection)


def as_seen(shown: Card, note: str = "") -> Slide:
    """A card as a slide that is fixed: what it looks at, and the figures it tells now."""
    as_kept = leaving_card(shown.question, shown.chart, replace(shown.filters, lang=seen.IN))
    return fixed(shown.question, shown.filters, Seen(shown.version, seen.figures(as_kept)), note)


def _asked(slide: Slide, looked: Filters) -> list[Filters]:
    """The filters of a slide; a composition that names no scheme is asked for in each that is told."""
    filters = slide.filters(looked)
    if not _applies(slide, filters):
        return []
    own = dict(filters.extra)
    if "least_base" in parameters(slide.question) and "least_base" not in own:
        least = comparison.least_base(filters.own("headline", "members"), filters.own("part", ""))
        filters = filters.having(least_base=least)
    if "scheme" in parameters(slide.question) and "scheme" not in own:
        told = answer("structure/schemes", replace(filters, extra=()))
        told = told[(told.population == own["population"]) & (told.dimension == own["dimension"])]
        return [filters.having(scheme=scheme) for scheme in dict.fromkeys(told.scheme)]
    return [filters]


def _applies(slide: Slide, filters: Filters) -> bool:
    looked = scope(filters.collection)
    if slide.only == "children":
        place = looked.place(filters.unit)
        return place is None or place.unit_id in looked.under
    if slide.only == "reorganised":
        return not answer("mergers/lineage_diagram", replace(filters, extra=())).empty
    return True


def version_now(collection: str) -> str:
    """The name of the warehouse version that serves now."""
    return warehouse.current(collection).name
