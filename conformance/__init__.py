"""The field's referees, which judge what was built: veraPDF, the Nu HTML checker, axe-core. Not part of the program."""
