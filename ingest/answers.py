"""What somebody told about a file that it does not tell itself: asked once, kept with the import."""

import json
from dataclasses import asdict, dataclass, field


@dataclass(frozen=True)
class Answers:
    """`table` and `page` (of a workbook); `numbers`: how they are written (canonical, vietnamese, english);
    `columns`: header -> column of the contract, "" leaves it out; `fill`: column -> the text of every row, where the
    file has no such column; `cells`: column -> {text: what it stands for} (a dash, a name for a code)."""

    table: str = ""
    page: str = ""
    numbers: str = ""
    columns: dict[str, str] = field(default_factory=dict)
    fill: dict[str, str] = field(default_factory=dict)
    cells: dict[str, dict[str, str]] = field(default_factory=dict)

    def as_json(self) -> str:
        """The answers as text, those that were given only."""
        return json.dumps({k: v for k, v in asdict(self).items() if v}, ensure_ascii=False, sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> "Answers":
        """Answers from text; ValueError if it is none."""
        try:
            return cls(**json.loads(text))
        except TypeError as error:
            raise ValueError(str(error)) from None


NONE = Answers()
