"""membership."""

from pages._card import page

page("membership")
