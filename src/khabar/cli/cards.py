"""Records as they are shown in a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from khabar.cli.decision_cards import shown
from khabar.exports import acled_geo_precision, ucdp_where_prec
from khabar.records import Claim, Event, Party, Place, PlaceMention, Quantity, Report, Span
from khabar.sources import Lineage, admits, lineage_of, trace

CONTEXT = 240
EVIDENCE = "bold black on yellow"
OPENING, CLOSING = "⟦", "⟧"
MARKS = {"initiators": "green", "targets": "red", "places": "cyan", "time": "magenta", "quantities": "blue"}


def claim_card(claim: Claim, report: Report, event_ids: Sequence[str]) -> list[RenderableType]:
    """Head, fields with their words and reasons, evidence in its context."""
    return [
        _head("claim", claim.claim_id, f"{_plain(claim.event_type)}, {claim.modality}"),
        _source_line(report),
        claim_fields(claim, event_ids),
        *_admission(claim, report),
        Padding(in_context(claim, report), (1, 2)),
    ]


def event_card(event: Event, claims: Sequence[Claim], reports: Mapping[str, Report]) -> list[RenderableType]:
    """Head, what the claims agree on, contradictions, each claim with its source and words, the links' reasons."""
    parts: list[RenderableType] = [
        _head("event", event.event_id, f"{_plain(event.event_type)}, {event.modality}, {_plain(event.status)}"),
        event_fields(event),
    ]
    lineage = trace(reports.values())
    for claim in claims:
        report = reports[claim.report_id]
        who = Text.assemble(
            ("• ", "bold"), (report.source, "bold"), f" ({report.alignment or 'alignment not known'}), "
        )
        who.append(f"{report.published or 'undated'}, claim {claim.claim_id}", "dim")
        parts += [who, Padding(Text(f"“{_flat(claim.evidence.text)}”"), (0, 0, 0, 2))]
        parts += [Padding(_came_through(claim, lineage), (0, 0, 0, 2)), *_admission(claim, report)]
    for link in event.links:
        words = f"{link.a} ~ {link.b} {link.score:.2f}: {'; '.join(link.reasons)}"
        parts.append(Text(words, style="dim"))
    return parts


def _came_through(claim: Claim, lineage: Lineage) -> Text:
    """ "outlet ← agency ← “a military source”"."""
    outlet, *others = lineage_of(claim, lineage)
    known = [other if lineage.names.known(other) else f"“{other}”" for other in others]
    return Text(" ← ".join([outlet, *known]), "dim")


def _admission(claim: Claim, report: Report) -> list[RenderableType]:
    admitted = admits(claim, report)
    return [Padding(Text(f"against its own interest: {admitted}", "green"), (0, 0, 0, 2))] if admitted else []


def report_card(report: Report, claims: Sequence[Claim]) -> list[RenderableType]:
    """Head, and the text with the evidence of its claims marked."""
    table = _grid()
    for name in ("title", "url", "lang"):
        if value := getattr(report, name):
            table.add_row(name, Text(str(value)))
    for claim in claims:
        table.add_row("claim", Text.assemble(claim.claim_id, (f"  {_plain(claim.event_type)}", "dim")))
    spans = [(c.evidence.start, c.evidence.end) for c in claims if c.evidence.start is not None]
    text = marked(report.text, 0, [(a, b or a, EVIDENCE) for a, b in spans if a is not None])
    return [_head("report", report.report_id, ""), _source_line(report), table, Padding(text, (1, 2))]


def claim_fields(claim: Claim, event_ids: Sequence[str]) -> Table:
    """One row for each value: the field, what it is, the words it rests on, the reason."""
    table = _grid()
    for name in ("initiators", "targets"):
        for party in getattr(claim, name):
            table.add_row(name, _with_words(_party(party), party.text, party.reason, MARKS[name]))
    for mention in claim.places:
        table.add_row("places", _with_words(_mention(mention), mention.text, mention.reason, MARKS["places"]))
    time = claim.time
    when = f"{_range(time.start, time.end)} ({time.precision})"
    table.add_row("time", _with_words(when, time.text, time.reason, MARKS["time"]))
    for quantity in claim.quantities:
        table.add_row("quantities", _with_words(_quantity(quantity), quantity.text, None, MARKS["quantities"]))
    chain = " ← ".join(_flat(s.text) for s in claim.attribution) or "the outlet itself"
    table.add_row("on whose word", Text(chain))
    if claim.modality_cue:
        table.add_row("modality", _with_words(claim.modality, claim.modality_cue.text, None, ""))
    table.add_row("confidence", Text(f"{claim.confidence:.2f}"))
    for event_id in event_ids:
        table.add_row("event", Text(event_id))
    _add_review(table, claim)
    return table


def _add_review(table: Table, claim: Claim) -> None:
    """What a person made of the claim, and what was read in place of each corrected field."""
    if not claim.review:
        return
    table.add_row("review", Text(f"{claim.review.state} by {claim.review.by} on {claim.review.at[:10]}", "yellow"))
    for field, value in claim.review.original.items():
        table.add_row("as read", Text(f"{field}: {shown(value)}", "yellow"))


def event_fields(event: Event) -> Table:
    table = _grid()
    table.add_row("when", Text(_range(event.start, event.end)))
    where = f"{_place(event.place)}, {_precision(event.place, event.precision)}" if event.place else _place(None)
    table.add_row("where", Text(where))
    for name in ("initiators", "targets"):
        for party in getattr(event, name):
            table.add_row(name, Text(f"{party.actor_name or party.actor or 'not known'} ({party.side})"))
    for figure in event.quantities:
        of = f" {figure.of}" if figure.of else ""
        rule = f" ({figure.rule})" if figure.rule else ""
        bounds = f"low {_number(figure.low)}, best {_number(figure.best)}{rule}, high {_number(figure.high)}"
        table.add_row("figures", Text(f"{_plain(figure.kind)}{of}: {bounds}"))
    table.add_row("sources", Text(", ".join(event.sources)))
    table.add_row("independent", Text(", ".join(event.independent_sources)))
    table.add_row("sides", Text(", ".join(event.sides) or "none known"))
    for contradiction in event.contradictions:
        values = " / ".join(f"{v.value} ({', '.join(v.claims)})" for v in contradiction.values)
        table.add_row("contradiction", Text(f"{contradiction.field}: {values}", style="yellow"))
    return table


def in_context(claim: Claim, report: Report) -> Text:
    """The evidence and what stands around it, with the words of all fields in the fields' colours."""
    start, end = claim.evidence.start, claim.evidence.end
    if start is None or end is None:
        return Text(claim.evidence.text)
    first = max(0, report.text.rfind("\n", 0, max(0, start - CONTEXT // 4)) + 1, start - CONTEXT)
    last = min(len(report.text), end + CONTEXT)
    stop = report.text.find("\n", end, last)
    last = stop if stop > 0 else last
    spans = [(start, end, EVIDENCE), *((a, b, f"bold {style}") for a, b, style in _field_spans(claim))]
    return marked(report.text[first:last], first, spans)


def marked(text: str, offset: int, spans: Iterable[tuple[int, int, str]]) -> Text:
    """Text with styled spans, and brackets about the evidence, so that it is seen without colour too."""
    wanted = [(max(0, a - offset), min(len(text), b - offset), s) for a, b, s in spans]
    wanted = [(a, b, s) for a, b, s in wanted if a < b]
    brackets = [(a, OPENING) for a, _, s in wanted if s == EVIDENCE]
    brackets += [(b, CLOSING) for _, b, s in wanted if s == EVIDENCE]
    styled = Text(text)
    for a, b, style in wanted:
        styled.stylize(style, a, b)
    cuts = sorted({0, len(text), *(at for at, _ in brackets)})
    result = Text()
    for a, b in pairwise(cuts):
        result.append("".join(sorted((m for at, m in brackets if at == a), reverse=True)), "bold yellow")
        result.append_text(styled[a:b])
    result.append("".join(m for at, m in brackets if at == len(text)), "bold yellow")
    return result


def _field_spans(claim: Claim) -> list[tuple[int, int, str]]:
    found: list[tuple[int, int, str]] = []
    for name in ("initiators", "targets", "places", "quantities"):
        parts: list[Span | Party] = getattr(claim, name)
        found += [(p.start, p.end, MARKS[name]) for p in parts if p.start is not None and p.end is not None]
    if claim.time.span:
        found.append((*claim.time.span, MARKS["time"]))
    return found


def _head(kind: str, record_id: str, what: str) -> Text:
    return Text.assemble((f"{kind} ", "dim"), (record_id, "bold"), f"  {what}")


def _source_line(report: Report) -> Text:
    when = report.published or f"undated ({report.published_origin or 'no date was given'})"
    return Text(f"{report.source} ({report.alignment or 'alignment not known'}), {when}", style="italic")


def _grid() -> Table:
    table = Table.grid(padding=(0, 2))
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    return table


def _with_words(value: str, words: str | None, reason: str | None, style: str) -> Text:
    text = Text(value)
    if words:
        text.append(f"  “{_flat(words)}”", style)
    if reason:
        text.append(f"  {reason}", "dim")
    return text


def _party(party: Party) -> str:
    return f"{party.actor_name or party.actor or 'not known'} ({party.side})"


def _mention(mention: PlaceMention) -> str:
    point = f", the point {_place(mention.point)}" if mention.point is not None else ""
    return f"{mention.role} {_place(mention.place)}{point}, {_precision(mention.where, mention.precision)}"


def _precision(place: Place | None, precision: int | None) -> str:
    """The precision with the codes of ACLED and UCDP that follow from it."""
    acled, ucdp = acled_geo_precision(place, precision), ucdp_where_prec(place, precision)
    codes = f"ACLED geo_precision {acled or 'none'}, UCDP where_prec {ucdp or 'none'}"
    return f"precision {precision or 'not known'} ({codes})"


def _place(place: Place | None) -> str:
    if place is None:
        return "not known"
    names = ", ".join(dict.fromkeys(n for n in (place.name, place.admin2, place.admin1, place.country) if n))
    point = f" ({place.lat:.3f}, {place.lon:.3f})" if place.lat is not None and place.lon is not None else ""
    return (names or "not known") + point


def _quantity(quantity: Quantity) -> str:
    of = f" {quantity.of}" if quantity.of else ""
    return f"{_plain(quantity.kind)}{of}: {_number(quantity.min)} to {_number(quantity.max)}"


def _number(value: float | int | None) -> str:
    return "open" if value is None else f"{value:,}"


def _range(start: str | None, end: str | None) -> str:
    return " to ".join(dict.fromkeys(d for d in (start, end) if d)) or "not known"


def _plain(code: str) -> str:
    return code.replace("_", " ")


def _flat(words: str) -> str:
    return " ".join(words.split())
