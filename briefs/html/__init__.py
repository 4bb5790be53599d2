"""From an edition to a page."""
