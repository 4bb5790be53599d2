"""From a page to a conforming PDF."""
