"""DataFrame to plotly figure: pure functions, one per question."""
