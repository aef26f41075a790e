"""Kết nạp và chỉ tiêu: admissions against quota."""

from charts import admissions
from pages._card import page, show

page("admissions")
show(admissions.attainment_by_year)
