"""Workbooks of Excel: their sheets as rows of text, and why one cannot be read."""
