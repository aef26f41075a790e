"""Trình chiếu: storyboards of saved views: shown full screen, edited, copied, handed on, taken in."""

from pages import _boards, _stage
from pages._card import page

page("present")
if not _stage.shown():
    _boards.every()
    _boards.bring()
