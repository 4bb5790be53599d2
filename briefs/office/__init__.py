"""Pages that others write on: an edition as a Word document or as Markdown, converted by pandoc."""
