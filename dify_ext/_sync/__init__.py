# Made from dify_ext/_async/__init__.py by scripts/regenerate: change that one.
"""All that does I/O, written once: ``dify_ext._sync`` is made from this by scripts/regenerate."""
