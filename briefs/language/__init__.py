"""How values and texts are written in a language."""
