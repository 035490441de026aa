# Made from spec/app.yaml by scripts/regenerate: change that one.
"""``dify.app``: The app's name, mode and settings, and the feedback of its users."""

from __future__ import annotations

from typing import Any, Unpack

from dify_api.api.app import get_app_info, get_app_meta, get_app_parameters, get_app_site, list_app_feedbacks
from dify_api.models import AppFeedback, AppInfo, AppMeta, AppParameters, AppSite

from dify_ext._async.pages import AsyncPager, pages
from dify_ext._async.resources._resource import AsyncResource
from dify_ext._core.operation_call import Call, call
from dify_ext._core.options import RequestOptions
from dify_ext._core.paging import PageData, Paging, page_data


class AsyncApp(AsyncResource):
    """The app's name, mode and settings, and the feedback of its users."""

    async def info(self, **options: Unpack[RequestOptions]) -> AppInfo:
        """Get the app's name and mode.

        Tells which app the key belongs to: its name, description, tags, mode and author.

        Args:
            **options: Options of this call: see :class:`RequestOptions`.

        Returns:
            The app.

        Raises:
            AuthenticationError: The key is unknown, or of another kind.
            PermissionDeniedError: The key may not do this, or the API is switched off.
            ServerError: The server failed.

        GET /v1/info
        """
        return await self._session.execute(call(get_app_info), options)

    async def parameters(self, **options: Unpack[RequestOptions]) -> AppParameters:
        """Get the app's settings.

        Returns what a chat window needs: the opening statement, the input form, the features that
        are on, and the limits for files. The server answers 400 if the app has not been published.

        Args:
            **options: Options of this call: see :class:`RequestOptions`.

        Returns:
            The settings.

        Raises:
            BadRequestError: A value is missing or wrong, or the app does not support this.
            AuthenticationError: The key is unknown, or of another kind.
            PermissionDeniedError: The key may not do this, or the API is switched off.
            ServerError: The server failed.

        Example:
            parameters = await dify.app.parameters()
            print(parameters.opening_statement)

        GET /v1/parameters
        """
        return await self._session.execute(call(get_app_parameters), options)

    async def meta(self, **options: Unpack[RequestOptions]) -> AppMeta:
        """Get the icons of the app's tools.

        Returns an icon for each tool that the app's agent or workflow uses.

        Args:
            **options: Options of this call: see :class:`RequestOptions`.

        Returns:
            The icons.

        Raises:
            AuthenticationError: The key is unknown, or of another kind.
            PermissionDeniedError: The key may not do this, or the API is switched off.
            ServerError: The server failed.

        GET /v1/meta
        """
        return await self._session.execute(call(get_app_meta), options)

    async def site(self, **options: Unpack[RequestOptions]) -> AppSite:
        """Get the settings of the app's web page.

        Returns the title, the icon, the colors and the texts of the app's web page.

        Args:
            **options: Options of this call: see :class:`RequestOptions`.

        Returns:
            The settings of the web page.

        Raises:
            AuthenticationError: The key is unknown, or of another kind.
            PermissionDeniedError: The key may not do this, or the API is switched off.
            NotFoundError: It does not exist, or belongs to another user, app or workspace.
            ServerError: The server failed.

        Since:
            Dify 1.4.0

        GET /v1/site
        """
        return await self._session.execute(call(get_app_site), options)

    def feedbacks(
        self, *, page: int | None = None, limit: int | None = None, **options: Unpack[RequestOptions]
    ) -> AsyncPager[AppFeedback]:
        """List the feedback on the app's answers.

        Returns the feedback of all users on all messages of the app, page by page. The answer does
        not tell whether more pages follow: a page that is not full is the last one.

        Args:
            page: Number of the page, counted from 1. Default: 1.
            limit: Rows on a page, 1 to 101. Default: 20.
            **options: Options of this call: see :class:`RequestOptions`.

        Returns:
            One page of feedback. Iterate over it for all pages.

        Raises:
            BadRequestError: A value is missing or wrong, or the app does not support this.
            AuthenticationError: The key is unknown, or of another kind.
            PermissionDeniedError: The key may not do this, or the API is switched off.
            ServerError: The server failed.

        Since:
            Dify 1.4.0

        GET /v1/app/feedbacks
        """

        def ask(cursor: Any) -> Call[PageData[AppFeedback]]:
            return call(list_app_feedbacks, page=cursor, limit=limit).map(page_data)

        return pages(self._session, Paging(ask, "page", limit or 20), page, options)
