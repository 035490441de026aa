"""Knowledge bases in the console: ``server.datasets``."""

from __future__ import annotations

from typing import Unpack

from dify_api.models.api_key import ApiKey

from dify_ext._async.resources.made.console_datasets import AsyncConsoleDatasetsBase
from dify_ext._core.options import RequestOptions


class AsyncConsoleDatasets(AsyncConsoleDatasetsBase):
    """Keys for knowledge bases, and the state of indexing."""

    async def ensure_api_key(self, **options: Unpack[RequestOptions]) -> ApiKey:
        """Get the first key for knowledge bases; create one if there is none.

        Args:
            **options: Options of each call: see :class:`RequestOptions`.

        Returns:
            The key, in ``token``.

        Raises:
            PermissionDeniedError: The account's role does not allow this.

        GET, then POST /console/api/datasets/api-keys
        """
        keys = await self.api_keys(**options)
        return keys[0] if keys else await self.create_api_key(**options)
