/** A claim's fields as rows: what it says, and the words of the report that it comes from. */
import { bounds, days, placeLine } from "./format";
import { kindOf, precisionLabel, sideLabel } from "./kinds";
import type { Claim, Span } from "./types";

export interface Row { key: string; field: string; label: string; value: string; note: string; span: { start: number; end: number } | null; link: string | null }
export const ROLE: Record<string, string> = { at: "at", near: "near", from: "from", to: "to" };

const spanOf = (span: Span | null | undefined): Row["span"] => (span ? { start: span.start, end: span.end } : null);
const place = (id: string | null | undefined): string | null => (id ? `/places/${encodeURIComponent(id)}` : null);

export function rows(claim: Claim): Row[] {
  const time = claim.time.span ? { start: claim.time.span[0], end: claim.time.span[1] } : null;
  const party = (field: "initiators" | "targets", label: string): Row[] =>
    claim[field].map((p, i) => ({
      key: `${field}:${i}`, field, label, value: p.actor_name ?? p.text, note: sideLabel(p.side) + (p.reason ? `; ${p.reason}` : ""), span: spanOf(p),
      link: p.actor ? `/actors/${encodeURIComponent(p.actor)}` : null,
    }));
  const places = claim.places.map((p, i) => {
    const at = p.point ?? p.place;
    const note = [ROLE[p.role] ?? p.role, precisionLabel(p.precision), p.reason].filter(Boolean).join("; ");
    return { key: `places:${i}`, field: "places", label: "Where", value: at ? placeLine(at) : `${p.text} (in no gazetteer)`, note, span: spanOf(p), link: place(at?.id) };
  });
  const figures = claim.quantities.map((q, i) => ({
    key: `quantities:${i}`, field: "quantities", label: q.kind.replaceAll("_", " "), value: bounds(q.min, q.max, q.kind), note: q.of ? sideLabel(q.of) : "", span: spanOf(q), link: null,
  }));
  const sources = claim.attribution.map((a, i) => ({ key: `attribution:${i}`, field: "attribution", label: "On whose word", value: a.text, note: "", span: spanOf(a), link: null }));
  return [
    { key: "event_type", field: "event_type", label: "Kind", value: kindOf(claim.event_type).label, note: "", span: spanOf(claim.trigger), link: null },
    { key: "modality", field: "modality", label: "Said to be", value: claim.modality, note: "", span: spanOf(claim.modality_cue), link: null },
    ...party("initiators", "Who"),
    ...party("targets", "Whom"),
    ...places,
    { key: "time", field: "time", label: "When", value: days(claim.time.start, claim.time.end), note: [claim.time.precision === "unknown" ? "no words tell it" : "", claim.time.reason].filter(Boolean).join("; "), span: time, link: null },
    ...figures,
    ...sources,
  ];
}
