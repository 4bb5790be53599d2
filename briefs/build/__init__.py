"""From what was asked for to files in the output folder."""
