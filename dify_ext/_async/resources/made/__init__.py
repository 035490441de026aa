# Made from spec/ by scripts/regenerate: change that one.
"""Made from the spec: resources, raw views, accessors of the clients."""
