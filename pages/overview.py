"""overview."""

from pages._card import page

page("overview")
