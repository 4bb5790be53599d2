"""From records to one brief for one audience, language and day, with nothing left to look up."""
