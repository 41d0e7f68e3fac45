"""Eight documents of our own writing about an invented county: what the demonstration reads."""
