"""brief.html: the brief as one self-contained page."""

from __future__ import annotations

from collections import Counter
from importlib.resources import files

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from khabar.briefs.brief import Brief, Item
from khabar.briefs.loaded import quoted
from khabar.briefs.mapview import build_map
from khabar.briefs.narrator import Narrator
from khabar.briefs.phrases import day, side_name


def render_html(brief: Brief, *, narrator: Narrator | None = None, version: str = "") -> str:
    """The brief as one HTML page that needs no network; all text from reports is escaped.

    Args:
        narrator: the one that worded the brief; by default one with the general pack's templates and loaded words.
        version: shown in the foot of the page.
    """
    narrator = narrator or Narrator()
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.filters.update(quoted=quoted, day=day, side=side_name, web_address=_web_address)
    template = environment.from_string(_resource("brief.html.j2"))
    items = brief.items
    return template.render(
        brief=brief,
        wording=narrator.wording,
        map=build_map(brief, narrator),
        number_of={item.event.event_id: n for n, item in enumerate(items)}.__getitem__,
        first_quotes=_first_quotes(items),
        families=_counted(i.family for i in items),
        types=_counted(i.event.event_type for i in items),
        statuses=_counted(i.status for i in items),
        sides=_counted(side for i in items for side in i.parties_sides),
        css=Markup(_resource("brief.css")),
        js=Markup(_resource("brief.js")),
        version=version,
    )


def _resource(name: str) -> str:
    return files("khabar.briefs").joinpath("templates", name).read_text(encoding="utf-8")


def _counted(values: object) -> dict[str, int]:
    return dict(sorted(Counter(values).items(), key=lambda v: (-v[1], v[0])))  # type: ignore[call-overload]


def _first_quotes(items: tuple[Item, ...]) -> dict[str, int]:
    """For each claim the number of the first item that quotes it: only there it may carry its id as an anchor."""
    first: dict[str, int] = {}
    for number, item in enumerate(items):
        for quote in item.quotes:
            first.setdefault(quote.claim_id, number)
    return first


def _web_address(url: str | None) -> str:
    """The address when it is one of the web, else nothing: no other scheme becomes a link."""
    return url if url and url.lower().startswith(("https://", "http://")) else ""
