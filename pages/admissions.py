"""Kết nạp và chỉ tiêu: admissions against quota, how many and from where, and the classes before."""

from charts import admissions, attendees, intake, quotas
from pages._answers import several_units
from pages._card import page, show

parts = page("admissions", "quota", "intake", "classes")
if "quota" in parts:
    show(admissions.attainment_by_year)
    if several_units():
        show(admissions.attainment_by_unit_and_year)
        show(admissions.attainment_by_unit)
    show(quotas.revisions)
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
