"""How long the questions and the pages take, and how much memory: figures printed as a table, never a test."""
