"""sources."""

from pages._card import page

page("sources")
