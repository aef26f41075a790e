"""The template of a Word report: what it must hold, and filling its placeholders, however Word has cut them up."""

import re
from collections.abc import Iterator
from pathlib import Path

import docx
from docx.document import Document
from docx.opc.exceptions import PackageNotFoundError
from docx.text.paragraph import Paragraph

from exports.docx_parts import printable
from exports.settings import Unfit

BODY, APPENDIX = "noi_dung", "phu_luc"
# Without these a file would not say what every file says.
NEEDED = (BODY, APPENDIX, "trich_yeu", "luu_hanh", "bo_loc", "ban_so_lieu")
STYLES = ("Heading 1", "Heading 2", "Heading 3", "Body Text", "Caption", "Table Grid", "Bang", "Ghi chu")
MARK = re.compile(r"{{(\w+)}}")


def opened(path: Path) -> Document:
    """The template, seen to hold all that a report needs; Unfit."""
    try:
        made = docx.Document(str(path))
    except (PackageNotFoundError, OSError, KeyError, ValueError) as fault:
        raise Unfit("exports.docx.unfit.unreadable", path.name) from fault
    named = {name for told in _paragraphs(made) for name in MARK.findall(_text(told))}
    alone = {told.text.strip() for told in made.paragraphs}
    lacking = [n for n in NEEDED if n not in named or (n in (BODY, APPENDIX) and f"{{{{{n}}}}}" not in alone)]
    if lacking:
        raise Unfit("exports.docx.unfit.placeholders", ", ".join(f"{{{{{n}}}}}" for n in lacking))
    styled = {style.name for style in made.styles}
    if untold := [name for name in STYLES if name not in styled]:
        raise Unfit("exports.docx.unfit.styles", ", ".join(untold))
    return made


def fill(made: Document, words: dict[str, str]) -> None:
    """Puts the words in the place of their placeholders; a paragraph that held only empty ones goes. Unfit."""
    for told in list(_paragraphs(made)):
        found = [name for name in MARK.findall(_text(told)) if name not in (BODY, APPENDIX)]
        if unknown := [name for name in found if name not in words]:
            raise Unfit("exports.docx.unfit.unknown", ", ".join(f"{{{{{n}}}}}" for n in unknown))
        if found:
            _replace(told, words)
            if not told.text.strip() and len(told._p.getparent().findall(told._p.tag)) > 1:
                told._p.getparent().remove(told._p)


def place_of(made: Document, name: str) -> Paragraph:
    """The paragraph of the document that holds only this placeholder."""
    return next(told for told in made.paragraphs if told.text.strip() == f"{{{{{name}}}}}")


def _replace(told: Paragraph, words: dict[str, str]) -> None:
    """Each placeholder takes the look of the run in which it begins: Word cuts a text into runs as it likes."""
    while found := MARK.search(_text(told)):
        at, starts = 0, []
        for run in told.runs:
            starts.append((at, run))
            at += len(run.text)
        touched = [(s, run) for s, run in starts if s < found.end() and s + len(run.text) > found.start()]
        (begin, first), (end, last) = touched[0], touched[-1]
        before, after = first.text[: found.start() - begin], last.text[found.end() - end :]
        for _, run in touched[1:]:
            run.text = ""
        if last is not first:
            last.text = after
            after = ""
        first.text = before + _inert(words[found.group(1)]) + after


def _text(told: Paragraph) -> str:
    return "".join(run.text for run in told.runs)


def _inert(text: str) -> str:
    """A name that looks like a placeholder is data and must not be filled again."""
    return printable(text).replace("{{", "{\u200b{")


def _paragraphs(made: Document) -> Iterator[Paragraph]:
    """Every paragraph of the body, its tables, headers and footers."""
    homes: list = [made]
    for page in made.sections:
        homes += [page.header, page.footer, page.first_page_header, page.first_page_footer]
    for home in homes:
        yield from home.paragraphs
        for table in home.tables:
            for cell in table._cells:
                yield from cell.paragraphs
