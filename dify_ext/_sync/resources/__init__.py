# Made from dify_ext/_async/resources/__init__.py by scripts/regenerate: change that one.
"""One file per resource: what ``client.<resource>.<method>`` does."""
