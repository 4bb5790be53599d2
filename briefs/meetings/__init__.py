"""The papers of meetings, in one piece each, apart from the briefs of the output folder."""
