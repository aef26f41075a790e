"""Bytes in memory read as a file, without a copy of them."""

import io


class Stream(io.RawIOBase):
    """A file over a buffer: `io.BytesIO` would copy a buffer of 200 MB."""

    def __init__(self, data: bytes | memoryview):
        self._data, self._at = memoryview(data), 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: len(self._data)}[whence]
        self._at = max(0, base + offset)
        return self._at

    def readinto(self, buffer) -> int:
        part = self._data[self._at : self._at + len(buffer)]
        buffer[: len(part)] = part
        self._at += len(part)
        return len(part)


def opened(data: bytes | memoryview) -> io.BufferedReader:
    """The bytes as a file that can be read and sought."""
    return io.BufferedReader(Stream(data), 1 << 16)
