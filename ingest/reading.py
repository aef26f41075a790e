"""The error of one cell that cannot be read: a code and the values for its sentence."""


class ReadingError(ValueError):
    """`code` names the problem; `values` fill its sentence."""

    def __init__(self, code: str, **values):
        super().__init__(code)
        self.code = code
        self.values = values
