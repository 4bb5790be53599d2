"""The live preview and the source desk: one server on the loopback address, for the person who writes.

What is shown is made by the same stages as what is built. Nothing here writes, but for the marks of reviewed claims.
"""
