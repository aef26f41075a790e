"""Kết nạp và chỉ tiêu: admissions against quota, the quotas themselves, how many and from where, the classes before."""

from charts import admissions, attendees, intake, quotas
from pages import _bar, _headlines
from pages._answers import several_units, words
from pages._card import page, show

parts = page("admissions", "quota", "given", "intake", "classes")
say = words()
if {"quota", "given"} & parts:
    kind = _bar.choice("quota_kind", say("quota_kind.choose"), ["adjusted", "original"], say)
if "quota" in parts:
    show(admissions.attainment_by_year, quota_kind=kind)
    show(quotas.cumulative, quota_kind=kind)
    show(quotas.pace, quota_kind=kind)
    if several_units():
        show(admissions.attainment_by_unit, quota_kind=kind)
        show(admissions.attainment_by_unit_and_year, quota_kind=kind)
if "given" in parts:
    show(quotas.revisions)
    if several_units():
        show(quotas.against_children, draw=_headlines.worded(quotas.against_children), quota_kind=kind)
    show(quotas.decisions, draw=_headlines.worded(quotas.decisions))
if "intake" in parts:
    show(intake.rate_by_year)
    if several_units():
        show(intake.admitted_by_unit)
    show(intake.sources)
    show(intake.residential_share)
if "classes" in parts:
    show(attendees.by_year)
    if several_units():
        show(attendees.by_unit)
