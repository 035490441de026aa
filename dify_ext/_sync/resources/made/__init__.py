# Made from dify_ext/_async/resources/made/__init__.py by scripts/regenerate: change that one.
# Made from spec/ by scripts/regenerate: change that one.
"""Made from the spec: resources, raw views, accessors of the clients."""
