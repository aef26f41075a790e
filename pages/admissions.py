"""Kết nạp và chỉ tiêu: admissions against quota."""

import streamlit as st

from charts import admissions, attendees, intake, quotas
from pages._card import page, show

page("admissions")
show(admissions.attainment_by_year)
show(admissions.attainment_by_unit_and_year)
left, right = st.columns(2)
show(admissions.attainment_by_unit, at=left)
show(intake.admitted_by_unit, at=right)
show(intake.rate_by_year)
show(intake.sources)
left, right = st.columns(2)
show(attendees.by_unit, at=left)
show(quotas.revisions, at=right)
show(attendees.by_year)
show(intake.residential_share)
