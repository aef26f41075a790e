"""So sánh đơn vị: up to eight units, or all under one: ranking, years, two years, two figures, units by year."""

from charts import compare
from pages import _compared
from pages._card import page

parts = page("compare", "ranking", "over_years", "two_years", "pair", "units_and_years")
choices = _compared.choices(parts)
if choices and "ranking" in parts:
    _compared.put(compare.ranking, choices, partial=choices.partial, ranked=choices.ranked)
if choices and "over_years" in parts:
    _compared.put(compare.over_years, choices, scale=_compared.scale())
if choices and "two_years" in parts:
    _compared.put(compare.two_years, choices)
if choices and "pair" in parts:
    _compared.put(compare.pair, choices, **_compared.against(choices))
if choices and "units_and_years" in parts:
    _compared.put(compare.units_and_years, choices)
if choices:
    _compared.reading(choices)
