"""Pages that are kept for as long as the index stays as it is: what they show changes with it, and with nothing else.

They are files (`CACHES` in the settings), so that what one web process has made serves all.
"""

import hashlib
import logging
from collections.abc import Callable
from functools import wraps
from http import HTTPStatus

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

from articles.search.tantivy_engine import get_engine
from newsroom.release import release

logger = logging.getLogger(__name__)

CACHE = "pages"
LONGEST_ADDRESS = 500  # characters; longer ones are nobody's second visit
_SWAPS = ("HX-Request", "HX-History-Restore-Request")  # what decides between a page and its fragment

type View = Callable[[HttpRequest], HttpResponse]
type Page = tuple[bytes, str]  # with its content type


def kept(view: View) -> View:
    """Answer visitors who have no session from the pages made before, where the index is still the one they were made from.

    The view must show nothing that changes without a commit of the index, and be behind `needs_index`.
    """

    @wraps(view)
    def answered(request: HttpRequest) -> HttpResponse:
        if not _is_everybodys(request):
            return view(request)
        key = _key(request)
        page = _read(key)
        response = HttpResponse(page[0], content_type=page[1]) if page else view(request)
        if page is None and response.status_code == HTTPStatus.OK:
            _write(key, (response.content, response.headers["Content-Type"]))
        patch_vary_headers(response, ("Cookie", *_SWAPS))
        return response

    return answered


def _is_everybodys(request: HttpRequest) -> bool:
    """Whether anybody would be shown the same page: nobody is known by a cookie, and no message waits."""
    known = {settings.SESSION_COOKIE_NAME, CookieStorage.cookie_name} & request.COOKIES.keys()
    return request.method == "GET" and not known and len(request.get_full_path()) <= LONGEST_ADDRESS


def _read(key: str) -> Page | None:
    try:
        page: Page | None = caches[CACHE].get(key)
    except Exception:  # noqa: BLE001 -- whatever a damaged file holds, the page can be made anew
        return None
    return page


def _write(key: str, page: Page) -> None:
    """A page that cannot be kept, as on a full disk, is shown all the same."""
    try:
        caches[CACHE].set(key, page)
    except OSError as error:
        logger.warning("A page could not be kept: %s", error)


def _key(request: HttpRequest) -> str:
    """What tells the page from all others, in the few characters that any cache takes."""
    swaps = [name for name in _SWAPS if request.headers.get(name)]
    told = f"{release()} {get_engine().version()} {swaps} {request.build_absolute_uri()}"
    return hashlib.sha256(told.encode()).hexdigest()
