"""Bytes into letters: which encoding and which font a text is in, told by the text, or why it cannot be read."""
