"""What a page does behind its reader's back: complaints in the console, requests that fail, things that move."""

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request

MOST_SHIFT = 0.02  # of Chromium's layout shift score; from 0.1 on people notice

_NOTES = """
  window.shifts = [];
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) window.shifts.push(entry.value);
  }).observe({ type: "layout-shift", buffered: true });
  document.addEventListener("securitypolicyviolation", (event) =>
    console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`));
"""
_LEFT_BEHIND = "net::ERR_ABORTED"  # a page was left before all of it had come


def watch(context: BrowserContext) -> list[str]:
    """Troubles on all pages of the window from now on; the list fills while they are open."""
    troubles: list[str] = []

    def console(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            troubles.append(f"{message.type}: {message.text}")

    def failed(request: Request) -> None:
        if request.failure != _LEFT_BEHIND:
            troubles.append(f"{request.url}: {request.failure}")

    context.on("console", console)
    context.on("weberror", lambda error: troubles.append(str(error.error)))
    context.on("requestfailed", failed)
    context.add_init_script(_NOTES)
    return troubles


def shift(page: Page) -> float:
    """How much has moved on the page since it was opened, once all of it has come and been drawn."""
    page.wait_for_load_state("networkidle")
    page.evaluate("document.fonts.ready")
    page.evaluate("new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))")
    return float(page.evaluate("window.shifts.reduce((sum, it) => sum + it, 0)"))
