"""Made-up committees for demonstration and load tests; no figure here is real."""
