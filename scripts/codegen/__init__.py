"""The toolchain behind ``scripts/regenerate``: the hand-written spec becomes the package ``dify_api``."""
