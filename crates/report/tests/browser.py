#!/usr/bin/env python3
"""Drives a dataset's report in a browser, as its readers would.

    browser.py REPORT CHROMIUM [FOLDER FOR PICTURES]

Needs: playwright axe-playwright-python (from PyPI) and a Chromium. On a phone and on a desk, in light and dark: nothing on the
console, no request, no sideways scroll, no serious finding of axe; search, filters, links, explanations and decisions work by
keyboard. Ends with 0, else with 1 and the reasons.
"""

import csv
import io
import pathlib
import sys

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

WIDTHS = [390, 1440]
SCHEMES = ["light", "dark"]

failures = []


def expect(what, holds):
    if not holds:
        failures.append(what)


def fits(name, page):
    width = page.evaluate("document.documentElement.scrollWidth")
    expect(f"{name}: scrolls sideways, {width} px", width <= page.viewport_size["width"])


def axe(name, page):
    for violation in Axe().run(page).response["violations"]:
        if violation["impact"] in ("serious", "critical"):
            places = [node["html"][:120] for node in violation["nodes"][:3]]
            failures.append(f"{name}: axe: {violation['id']}: {violation['help']}: {places}")


def shown(page, kind):
    return page.locator(f'[data-item="{kind}"]:visible').count()


def search(name, page):
    articles = shown(page, "article")
    expect(f"{name}: no articles", articles > 0)
    title = page.locator('[data-item="article"] .name').first.inner_text()
    page.fill("#article-search", title)
    expect(f"{name}: search for a title shows {shown(page, 'article')}", 1 <= shown(page, "article") <= articles)
    page.fill("#article-search", "qqxyzzy")
    expect(f"{name}: search for nothing", shown(page, "article") == 0)
    page.fill("#article-search", "")
    expect(f"{name}: all are back", shown(page, "article") == articles)


def filters(name, page):
    corrections = page.locator('[data-item="correction"]')
    if corrections.count() == 0:
        return
    kind = corrections.first.get_attribute("data-kind")
    page.select_option("#correction-kind", kind)
    kinds = page.locator('[data-item="correction"]:visible').evaluate_all("items => items.map(item => item.dataset.kind)")
    expect(f"{name}: filter by kind", kinds and set(kinds) == {kind})
    page.select_option("#correction-kind", "")


def article(name, page):
    link = page.locator("#corrections .where a")
    if link.count():
        link.first.focus()
        page.keyboard.press("Enter")
    else:
        page.locator("details.article > summary").first.click()
    page.wait_for_selector("details.article[open]")
    mark = page.locator("details.article[open] mark.date").first
    if mark.count():
        mark.focus()
        box = mark.locator(".tip").bounding_box()
        window = page.viewport_size["width"]
        expect(f"{name}: the explanation is in the window: {box}", box and box["x"] >= 0 and box["x"] + box["width"] <= window + 1)
    fits(f"{name}, an article open", page)


def decide(name, page):
    panel = page.locator("#corrections .decide").first
    if panel.count() == 0:
        return
    panel.locator('input[value="reject"]').focus()
    page.keyboard.press("Space")
    panel.locator(".why").fill('seen, "in print"')
    with page.expect_download() as download:
        page.locator("[data-export]").click()
    rows = list(csv.DictReader(io.StringIO(pathlib.Path(download.value.path()).read_text(encoding="utf-8"))))
    expect(f"{name}: one decision saved: {rows}", len(rows) == 1 and rows[0]["decision"] == "reject")
    expect(f"{name}: its note: {rows}", rows and rows[0]["note"] == 'seen, "in print"')
    page.reload()
    expect(f"{name}: the decision is kept", page.locator('#corrections input[value="reject"]:checked').count() == 1)
    page.evaluate("localStorage.clear()")
    go_on(name, page, rows)


def go_on(name, page, rows):
    """A file of earlier decisions is taken up, and what is not shown is kept in it."""
    page.reload()
    panel = page.locator("#corrections .decide").first
    elsewhere = {**rows[0], "article_id": "nobody", "note": "two\nlines"}
    text = io.StringIO()
    writer = csv.DictWriter(text, rows[0].keys(), lineterminator="\r\n")
    writer.writeheader()
    writer.writerows([*rows, elsewhere])
    page.locator("[data-import]").set_input_files({"name": "decisions.csv", "mimeType": "text/csv", "buffer": text.getvalue().encode()})
    page.wait_for_function("document.querySelector('[data-decided-count]').textContent.startsWith('2 decisions')")
    expect(f"{name}: the earlier decision is shown", panel.locator('input[value="reject"]').is_checked())
    with page.expect_download() as download:
        page.locator("[data-export]").click()
    saved = list(csv.DictReader(io.StringIO(pathlib.Path(download.value.path()).read_text(encoding="utf-8"), newline="")))
    expect(f"{name}: all decisions are saved again: {saved}", saved == [*rows, elsewhere])
    page.evaluate("localStorage.clear()")


def drive(browser, report, width, scheme, pictures):
    name = f"{width} px, {scheme}"
    page = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme).new_page()
    console, requests = [], []
    page.on("console", lambda message: console.append(message.text))
    page.on("pageerror", lambda error: console.append(str(error)))
    page.on("request", lambda request: requests.append(request.url))
    page.goto(report.as_uri())
    fits(name, page)
    axe(name, page)
    search(name, page)
    filters(name, page)
    article(name, page)
    axe(f"{name}, an article open", page)
    if pictures:
        page.screenshot(path=str(pictures / f"article-{width}-{scheme}.png"))
        page.evaluate("scrollTo(0, 0)")
        page.screenshot(path=str(pictures / f"report-{width}-{scheme}.png"))
    decide(name, page)
    expect(f"{name}: console: {console}", not console)
    outside = [url for url in requests if url.split("#")[0] != report.as_uri() and not url.startswith(("data:", "blob:"))]
    expect(f"{name}: requests: {outside}", not outside)
    page.context.close()


def main(report, chromium, pictures=None):
    report = pathlib.Path(report).resolve()
    pictures = pictures and pathlib.Path(pictures)
    with sync_playwright() as playwright:
        # A container's root may not use Chromium's own sandbox; the page is ours and asks for nothing.
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for width in WIDTHS:
            for scheme in SCHEMES:
                drive(browser, report, width, scheme, pictures)
        browser.close()
    for failure in failures:
        print(f"browser: {failure}", file=sys.stderr)
    if not failures:
        print(f"browser: {report.name} holds at {WIDTHS} px, light and dark")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
