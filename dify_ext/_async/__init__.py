"""All that does I/O, written once: ``dify_ext._sync`` is made from this by scripts/regenerate."""
