"""glossary."""

from pages._card import page

page("glossary")
