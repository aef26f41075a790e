"""discipline."""

from pages._card import page

page("discipline")
