"""units."""

from pages._card import page

page("units")
