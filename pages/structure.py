"""structure."""

from pages._card import page

page("structure")
