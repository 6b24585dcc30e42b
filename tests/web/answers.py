"""What the API answers, made from records held in memory: enough of the contract for every page."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from typing import Any

from khabar.events.explaining import told_reason
from tests.web.people_answers import PEOPLE, Route
from tests.web.records import Record
from tests.web.state import EPOCH, STATUSES, Answers, Query, listed, summary, title


def meta(state: Answers, _: Query, __: Any) -> Record:
    events = list(state.events.values())
    places = [e["place"] for e in events if e["place"]]
    parties = [p for e in events for p in e["initiators"] + e["targets"]]
    names = {p["actor"]: p["actor_name"] for p in parties if p["actor"]}
    days = sorted(e["start"] for e in events if e["start"])
    return {
        "version": "0.1.0",
        "counts": {"reports": len(state.reports), "claims": len(state.claims), "events": len(events)},
        "extent": {"first": days[0], "last": days[-1], "bbox": None},
        "types": listed(e["event_type"] for e in events),
        "sides": listed(p["side"] for p in parties),
        "parties": [{"id": k, "name": v, "count": 1} for k, v in names.items()],
        "outlets": [
            {"name": s["id"], "alignment": None, "count": s["count"]}
            for s in listed(s for e in events for s in e["sources"])
        ],
        "alignments": listed(s for e in events for s in e["sides"]),
        "statuses": listed(e["status"] for e in events),
        "countries": [
            {"id": c["id"], "name": c["id"], "count": c["count"]} for c in listed(p["country"] for p in places)
        ],
        "admin1": [
            {"name": a["id"], "country": None, "count": a["count"]} for a in listed(p["admin1"] for p in places)
        ],
        "me": {"name": "ana" if state.team else "you", "role": state.role, "team": state.team},
        "csrf": "token-of-this-session",
        "base_layers": [],
    }


def event_list(state: Answers, query: Query, _: Any) -> Record:
    found = state.matching(query)
    start, room = int(query.get("cursor", ["0"])[0]), int(query.get("limit", ["100"])[0])
    more = str(start + room) if start + room < len(found) else None
    return {"items": [summary(state, e) for e in found[start : start + room]], "next": more, "total": len(found)}


def event_map(state: Answers, query: Query, _: Any) -> Record:
    found = state.matching(query)
    placed = [e for e in found if e["place"] and e["place"]["lat"] is not None]
    types = sorted({e["event_type"] for e in placed})
    return {
        "ids": [e["event_id"] for e in placed],
        "lon": [e["place"]["lon"] for e in placed],
        "lat": [e["place"]["lat"] for e in placed],
        "precision": [e["precision"] for e in placed],
        "type": [types.index(e["event_type"]) for e in placed],
        "status": [STATUSES.index(e["status"]) for e in placed],
        "day": [(date.fromisoformat(e["start"]) - EPOCH).days if e["start"] else None for e in placed],
        "types": types,
        "statuses": STATUSES,
        "unplaced": len(found) - len(placed),
        "total": len(found),
    }


def timeline(state: Answers, query: Query, _: Any) -> Record:
    days = [(date.fromisoformat(e["start"]), e["status"]) for e in state.matching(query) if e["start"]]
    first = max(min((d for d, _ in days), default=EPOCH), date(2015, 12, 1))
    length = max(((d - first).days for d, _ in days), default=0) + 1
    counts = [[0] * len(STATUSES) for _ in range(max(1, length))]
    for day, status in days:
        counts[max(0, (day - first).days)][STATUSES.index(status)] += 1
    return {"start": first.isoformat(), "step": "day", "statuses": STATUSES, "counts": counts}


def report_item(report: Record) -> Record:
    return {k: report.get(k) for k in ("report_id", "source", "title", "published", "url", "alignment", "lang")}


def event_detail(state: Answers, _: Query, __: Any, event_id: str) -> Record | None:
    event = state.events.get(event_id)
    if not event:
        return None
    claims = []
    for claim in (state.claims[c] for c in event["claims"]):
        report = state.reports[claim["report_id"]]
        lineage = [report["source"], *(a["text"] for a in claim["attribution"])]
        told = {
            "outlet": report["source"],
            "alignment": report["alignment"],
            "side": report["alignment"],
            "lineage": lineage,
        }
        claims.append({"record": claim, "report": report_item(report), "words": claim["evidence"]["text"], **told})
    history = [d for d in state.decisions if d["record_id"] in (event_id, *event["claims"])]
    told = {"claims": claims, "links": [weighed(one) for one in event["links"]], "threshold": -0.8, "history": history}
    return {"record": event, "summary": summary(state, event), **told}


def weighed(link: Record) -> Record:
    reasons = [told_reason(line) for line in link["reasons"]]
    return {**link, "begin": -5.1, "reasons": [{"words": r.words, "weight": r.weight} for r in reasons]}


def report_list(state: Answers, _: Query, __: Any) -> Record:
    items = [report_item(r) for r in state.reports.values()]
    return {"items": items, "next": None, "total": len(items)}


def report_detail(state: Answers, _: Query, __: Any, report_id: str) -> Record | None:
    report = state.reports.get(report_id)
    if not report:
        return None
    claims = [
        c | {"event_ids": state.events_of(c["claim_id"])} for c in state.claims.values() if c["report_id"] == report_id
    ]
    rtl = bool(re.search("[\u0600-\u06ff]", report["text"]))
    return {"record": report, "claims": claims, "direction": "rtl" if rtl else "ltr"}


def _stretch(verdict: str, sides: list[str], start: str | None, end: str | None) -> Record:
    holders = [{"side": s, "names": [], "tellers": [], "outlets": [], "claims": []} for s in sides]
    return {
        "verdict": verdict,
        "holders": holders,
        "start": start,
        "end": end,
        "last_told": start,
        "why": "outlets disagree" if verdict == "contested" else "",
    }


HISTORY = [
    _stretch("held", ["isil"], "2015-05-17", "2015-12-27"),
    _stretch("contested", ["government", "isil"], "2015-12-27", None),
]


def place_detail(state: Answers, _: Query, __: Any, place_id: str) -> Record | None:
    found = [e for e in state.events.values() if e["place"] and e["place"]["id"] == place_id]
    if not found:
        return None
    accounts = [{"teller": "government", "history": [_stretch("held", ["government"], "2015-12-28", None)]}]
    control = {"history": HISTORY, "accounts": accounts}
    items = [summary(state, e) for e in found]
    return {
        "place": found[0]["place"],
        "spellings": [{"text": "Ramadi", "count": 3}],
        "control": control,
        "events": items,
        "total": len(items),
    }


def actor_detail(state: Answers, _: Query, __: Any, actor: str) -> Record | None:
    found = [e for e in state.events.values() if any(p["actor"] == actor for p in e["initiators"] + e["targets"])]
    if not found:
        return None
    party = next(p for e in found for p in e["initiators"] + e["targets"] if p["actor"] == actor)
    counts = {
        "as_initiator": 1,
        "as_target": 2,
        "by_type": [{"id": k, "count": n} for k, n in Counter(e["event_type"] for e in found).items()],
    }
    about = {"id": actor, "name": party["actor_name"], "side": party["side"]}
    return {
        "actor": about,
        "names": [],
        "counts": counts,
        "events": [summary(state, e) for e in found],
        "total": len(found),
    }


def outlet_detail(state: Answers, _: Query, __: Any, name: str) -> Record:
    found = [e for e in state.events.values() if name in e["sources"]]
    share = {"count": 3, "of": 10, "share": 0.3, "low": 0.1, "high": 0.6}
    record = {"tellings": 10, "relayed": 1, "confirmed": share, "alone": share}
    reports = [report_item(r) for r in state.reports.values() if r["source"] == name]
    cautions = ["That nobody confirms a claim proves nothing."]
    items = [summary(state, e) for e in found]
    return {
        "outlet": {"name": name},
        "record": record,
        "cautions": cautions,
        "reports": reports,
        "events": items,
        "total": len(items),
    }


def control(state: Answers, query: Query, _: Any) -> Record:
    side = "isil" if query.get("alignment") == ["isil"] else "government"
    places = {
        e["place"]["id"]: e["place"] for e in state.events.values() if e["place"] and e["place"]["lat"] is not None
    }
    held = [
        {
            "place": p,
            "state": "held",
            "holders": [{"side": side, "names": []}],
            "side": side,
            "since": "2015-12-27",
            "claims": [],
        }
        for p in places.values()
    ]
    return {"date": query.get("date", ["2015-12-29"])[0], "alignments": ["government", "isil"], "places": held}


def search(state: Answers, query: Query, _: Any) -> Record:
    words = query["q"][0]
    found = [r for r in state.reports.values() if words.lower() in r["text"].lower()]
    claims = [c for c in state.claims.values() if words.lower() in c["evidence"]["text"].lower()]
    hits = [
        {
            "claim_id": c["claim_id"],
            "report_id": c["report_id"],
            "source": state.reports[c["report_id"]]["source"],
            "published": None,
            "words": c["evidence"]["text"],
            "event_type": c["event_type"],
        }
        for c in claims
    ]
    return {
        "reports": [
            report_item(r) | {"snippet": [["… ", False], [words, True], [f" {r['text'][:60]}", False]]} for r in found
        ],
        "claims": hits,
    }


def brief(state: Answers, query: Query, _: Any) -> Record:
    first = next(iter(state.events))
    asked = "; ".join(f"{k}: {' or '.join(v)}" for k, v in query.items() if k not in ("from", "to", "area"))
    only = [f"**Only: {asked}.**"] if asked else []
    parts = ["# Situation brief", *only, "Two claims.", "## Anbar, Iraq", "### What is said"]
    item = f"- **Shelling.** According to *Wire*, <b>shells</b> fell. `{first}`"
    text = "\n\n".join([*parts, item])
    return {"markdown": text, "html": ""}


def gazetteer(state: Answers, query: Query, _: Any) -> Record:
    places = {e["place"]["id"]: e["place"] for e in state.events.values() if e["place"] and e["place"]["id"]}
    words = query.get("q", [""])[0].lower()
    return {"items": [p for p in places.values() if words in p["name"].lower()][:8]}


def queue(state: Answers, _: Query, __: Any) -> Record:
    waiting = [
        c
        for c in state.claims.values()
        if not any(d["record_id"] == c["claim_id"] and not d["undone"] for d in state.decisions)
    ]
    items = []
    for claim in sorted(waiting, key=lambda c: (c["confidence"], c["claim_id"])):
        report = state.reports[claim["report_id"]]
        ids = state.events_of(claim["claim_id"])
        event = (
            {
                "event_id": ids[0],
                "title": title(state.events[ids[0]]),
                "status": "single_source",
                "claims": len(state.events[ids[0]]["claims"]),
            }
            if ids
            else None
        )
        items.append(
            {
                "claim": {"record": claim},
                "report": report_item(report),
                "event": event,
                "reasons": ["least certain"],
                "review": "open",
            }
        )
    return {"items": items[:20], "next": None, "total": len(items)}


def progress(state: Answers, _: Query, __: Any) -> Record:
    done = len({d["record_id"] for d in state.decisions if not d["undone"]})
    return {"done": done, "open": len(state.claims) - done, "by": [], "agreement": {"kappa": 0.8, "both": 5}}


def decide(state: Answers, _: Query, body: Any) -> Record:
    number = len(state.decisions) + 1
    made = {**body, "id": f"d-{number}", "made_at": "2026-01-02T10:00:00Z", "who": "you", "undone": False}
    state.decisions.append(made)
    return made


def undo(state: Answers, _: Query, __: Any, number: str) -> Record:
    state.decisions[int(number) - 1]["undone"] = True
    return state.decisions[int(number) - 1]


def upload(state: Answers, _: Query, __: Any) -> Record:
    error = {"file": "<i>bad</i>.pdf", "line": 3, "code": "KH104", "reason": "there is no text in it"}
    job = {
        "id": str(len(state.jobs) + 1),
        "state": "running",
        "done": 0,
        "of": 2,
        "claims": 0,
        "reports": [],
        "errors": [error],
    }
    state.jobs.insert(0, job)
    return {"job": job["id"]}


def jobs(state: Answers, _: Query, __: Any) -> Record:
    shown = [dict(j) for j in state.jobs]
    for job in state.jobs:
        job.update(done=min(2, job["done"] + 1))
        if job["done"] == 2:
            job.update(state="done", claims=3, reports=list(state.reports)[:1])
    return {"items": shown}


ROUTES: list[Route] = [
    ("/meta", "GET", meta),
    ("/events", "GET", event_list),
    ("/events/map", "GET", event_map),
    ("/events/timeline", "GET", timeline),
    ("/events/(.+)", "GET", event_detail),
    ("/reports", "GET", report_list),
    ("/reports/(.+)", "GET", report_detail),
    ("/places/(.+)", "GET", place_detail),
    ("/actors/(.+)", "GET", actor_detail),
    ("/outlets/(.+)", "GET", outlet_detail),
    ("/control", "GET", control),
    ("/search", "GET", search),
    ("/brief", "GET", brief),
    ("/gazetteer", "GET", gazetteer),
    ("/review/queue", "GET", queue),
    ("/review/progress", "GET", progress),
    ("/decisions", "POST", decide),
    (r"/decisions/d-(\d+)/undo", "POST", undo),
    ("/uploads", "POST", upload),
    ("/jobs", "GET", jobs),
    *PEOPLE,
]


def answer(state: Answers, method: str, path: str, query: Query, body: Any) -> tuple[int, Any]:
    """Status and JSON body."""
    state.asked.append((method, path, body))
    if not state.inside and path != "/login":
        return 401, {"code": "KH801", "what": "You are not logged in.", "where": path, "do": "Log in."}
    for pattern, verb, handler in ROUTES:
        found = re.fullmatch(pattern, path)
        if found and verb == method:
            value = handler(state, query, body, *found.groups())
            return (200, value) if value is not None else (404, _unknown(path))
    return 404, _unknown(path)


def _unknown(path: str) -> Record:
    return {"code": "KH601", "what": "There is no such record.", "where": path, "do": "Look at the list."}
