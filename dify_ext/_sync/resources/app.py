# Made from dify_ext/_async/resources/app.py by scripts/regenerate: change that one.
"""The app behind the key: ``client.app``."""

from __future__ import annotations

from typing import Any

from dify_api.api.app import get_app_info, get_app_meta, get_app_parameters, get_app_site, list_app_feedbacks
from dify_api.models.app_feedback import AppFeedback
from dify_api.models.app_info import AppInfo
from dify_api.models.app_meta import AppMeta
from dify_api.models.app_parameters import AppParameters
from dify_api.models.app_site import AppSite

from dify_ext._core.operation_call import Call, call
from dify_ext._core.paging import PageData, Paging, page_data
from dify_ext._sync.pages import Page
from dify_ext._sync.resources._resource import Resource
from dify_ext._sync.session import raw

_DEFAULT_LIMIT = 20  # the server's own


class App(Resource):
    """What the app is and can do, and what its users thought of its answers."""

    def info(self) -> AppInfo:
        """Name, description, tags, mode and author.

        GET /v1/info
        """
        return self._session.execute(call(get_app_info))

    def parameters(self) -> AppParameters:
        """What is switched on, the opening statement, the input form, and the limits for files.

        GET /v1/parameters
        """
        return self._session.execute(call(get_app_parameters))

    def meta(self) -> AppMeta:
        """The icons of the app's tools.

        GET /v1/meta
        """
        return self._session.execute(call(get_app_meta))

    def site(self) -> AppSite:
        """The settings of the app's web page: title, icon, theme, language.

        GET /v1/site
        """
        return self._session.execute(call(get_app_site))

    def feedbacks(self, *, page: int | None = None, limit: int | None = None) -> Page[AppFeedback]:
        """What the app's end users thought of its answers, from page ``page`` (the first is 1), ``limit`` a page
        (1–100).

        GET /v1/app/feedbacks
        """

        def ask(cursor: Any) -> Call[PageData[AppFeedback]]:
            return call(list_app_feedbacks, page=cursor, limit=limit).map(page_data)

        return self._session.page(Paging(ask, "page", limit or _DEFAULT_LIMIT), page)


class AppWithRawResponse:
    """``client.with_raw_response.app``."""

    def __init__(self, app: App) -> None:
        self.info = raw(app.info)
        self.parameters = raw(app.parameters)
        self.meta = raw(app.meta)
        self.site = raw(app.site)
        self.feedbacks = raw(app.feedbacks)
