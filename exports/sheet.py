"""A unit's sheet as one page of HTML that prints on one side of A4, with nothing to fetch."""

from collections.abc import Iterable
from html import escape

import pandas as pd

STYLE = """
@page { size: A4; margin: 10mm 10mm 10mm 15mm }
body { font: 9.5pt/1.3 "Times New Roman", "Noto Serif", serif; color: #000; margin: 0 auto; max-width: 185mm }
h1 { font-size: 15pt; margin: 0 } h2 { font-size: 10.5pt; margin: 2mm 0 .5mm } p { margin: 1mm 0 }
.flags { font-style: italic } .small { font-size: 8pt }
table { border-collapse: collapse; width: 100%; font-size: 8pt; line-height: 1.2; margin: 1.5mm 0 }
thead th { vertical-align: bottom } tbody th { width: 30%; font-weight: normal } td:nth-child(2) { white-space: nowrap }
th, td { border: .3mm solid #777; padding: .45mm 1mm; text-align: left; vertical-align: top }
th { background: #eee } ul { margin: 0; padding-left: 5mm } tr, li { break-inside: avoid }
"""


def page(
    *,
    title: str,
    where: str,
    finding: str,
    when: str,
    flags: Iterable[str],
    figures: pd.DataFrame,
    remarks: Iterable[str],
    sections: Iterable[tuple[str, list[str]]],
    version: str,
    lang: str,
) -> bytes:
    """The page as UTF-8; `figures` is a table of words, `sections` are headings with their lines."""
    head = "".join(f"<th scope='col'>{escape(str(name))}</th>" for name in figures.columns)
    rows = "".join(_row(row) for row in figures.itertuples(index=False))
    lists = "".join(
        f"<h2>{escape(heading)}</h2><ul>{''.join(f'<li>{escape(line)}</li>' for line in lines)}</ul>"
        for heading, lines in sections
    )
    body = (
        f"<h1>{escape(title)}</h1><p>{escape(where)} · {escape(when)}</p><p><b>{escape(finding)}</b></p>"
        f"<p class='flags'>{escape(' · '.join(flags))}</p>"
        f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
        + "".join(f"<p class='small'>{escape(text)}</p>" for text in remarks)
        + f"{lists}<p class='small'>{escape(version)}</p>"
    )
    return (
        f"<!doctype html><html lang='{escape(lang)}'><head><meta charset='utf-8'>"
        f"<meta name='viewport' content='width=device-width'><title>{escape(title)}</title>"
        f"<style>{STYLE}</style></head><body>{body}</body></html>"
    ).encode()


def _row(cells: Iterable[str]) -> str:
    first, *rest = cells
    return (
        f"<tr><th scope='row'>{escape(first)}</th>{''.join(f'<td>{escape(text)}</td>' for text in rest)}</tr>"
    )
