"""The accounts of the emulator's console."""

from __future__ import annotations

#: The owner of the workspace, in the time zone America/New_York.
ADMIN_EMAIL = "admin@example.com"
ADMIN_PASSWORD = "Password1"  # noqa: S105 - it protects nothing
#: An admin of the same workspace, in the time zone Asia/Shanghai.
OTHER_EMAIL = "other@example.com"
OTHER_PASSWORD = "Password2"  # noqa: S105
