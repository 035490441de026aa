"""The toolchain of ``scripts/regenerate``, which makes the package ``dify_api`` from the spec."""
