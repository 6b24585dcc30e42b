/** The records of docs/records.md and what the API puts around them. Days are ISO; offsets count code points. */

export interface Span { text: string; start: number; end: number }
export interface Party extends Span { actor: string | null; actor_name: string | null; side: string; reason?: string }
export interface Place {
  id: string | null; name: string; kind?: string | null; admin1?: string | null; admin2?: string | null;
  country?: string | null; lat: number | null; lon: number | null;
}
export interface PlaceMention extends Span {
  role: string; place: Place | null; precision: number; score?: number | null; reason?: string; point?: Place | null;
}
export interface Time { text: string | null; start: string | null; end: string | null; precision: string; span?: [number, number] | null; reason?: string }
export interface Quantity extends Span { kind: string; of: string; min: number | null; max: number | null }
export interface Claim {
  claim_id: string; report_id: string; evidence: Span; event_type: string; modality: string;
  initiators: Party[]; targets: Party[]; places: PlaceMention[]; time: Time; quantities: Quantity[];
  attribution: Span[]; review?: ClaimReview; confidence: number; trigger?: Span | null; modality_cue?: Span | null; event_ids?: string[];
}
export interface ClaimReview { state: "accepted" | "rejected" | "corrected"; by: string; at: string; original?: Record<string, unknown> }
export interface Report {
  report_id: string; source: string; text: string; alignment?: string | null; published: string | null;
  published_origin?: string; url?: string | null; title?: string | null; lang?: string | null;
}
export interface EventParty { actor: string | null; actor_name: string | null; side: string; claims: string[] }
export interface Figure { kind: string; of: string; low: number | null; best: number | null; high: number | null; claims: Record<string, string[]>; rule?: string | null }
export interface Contradiction { field: string; values: { value: string; claims: string[] }[] }
export interface Link { a: string; b: string; score: number; reasons: string[] }
export interface WeighedLink { a: string; b: string; begin: number; reasons: { words: string; weight: number | null }[]; score: number }
export interface EventRecord {
  event_id: string; event_type: string; start: string | null; end: string | null; time_precision?: string;
  place: Place | null; precision: number | null; initiators: EventParty[]; targets: EventParty[]; quantities: Figure[];
  claims: string[]; sources: string[]; independent_sources: string[]; sides: string[]; modality: string; status: string;
  contradictions: Contradiction[]; links: Link[];
}

export interface EventSummary {
  event_id: string; title: string; event_type: string; status: string; start: string | null; end: string | null;
  granularity?: string | null; place: (Place & { precision?: number | null }) | null; parties: string[]; sides: string[]; outlets: string[];
  claims: number; sources: number; modality: string; casualties?: Record<string, number | null> | null; review?: string | null;
}
export interface ReportItem {
  report_id: string; source: string; title?: string | null; published: string | null; url?: string | null;
  alignment?: string | null; claims?: number; lang?: string | null;
}
export interface Listed { id: string; label: string; count: number }
export interface Me { name: string; role: string; team: boolean }
export interface Meta {
  version: string; counts: Record<string, number>;
  extent: { first: string | null; last: string | null; bbox: Box | null };
  types: Listed[]; sides: Listed[]; parties: { id: string; name: string; count: number }[];
  outlets: { name: string; alignment: string | null; count: number }[]; alignments: Listed[]; statuses: Listed[];
  countries: { id: string; name: string; count: number }[]; admin1: { name: string; country: string | null; count: number }[];
  me: Me | null; csrf: string | null; base_layers?: { name: string; url: string; attribution?: string }[];
}
export type Box = [number, number, number, number];
export interface Columns {
  ids: string[]; lon: number[]; lat: number[]; precision: (number | null)[]; type: number[]; status: number[]; day: (number | null)[];
  types: string[]; statuses: string[]; unplaced: number; total: number;
}
export interface Histogram { start: string | null; step: "day" | "week" | "month" | "year"; statuses: string[]; counts: number[][] }
export interface Page<T> { items: T[]; next: string | null; total: number }

export interface EventClaim {
  record: Claim; report: ReportItem; outlet: string; alignment?: string | null; side: string | null;
  lineage: string[]; words: string; review?: string | null;
}
export interface Decision {
  id: string; made_at: string; who: string; kind: string; record_id: string; other_id?: string | null; field?: string | null;
  before?: unknown; after?: unknown; why?: string | null; undoes?: string | null; undone?: boolean;
}
export interface EventDetail {
  record: EventRecord; summary?: EventSummary; claims: EventClaim[]; links: WeighedLink[]; threshold: number; contradictions?: Contradiction[]; history: Decision[];
}
export interface ReportDetail { record: Report; claims: Claim[]; direction: "ltr" | "rtl" }
export interface Holder { side: string | null; names: string[]; outlets?: string[]; tellers?: string[]; claims?: string[]; on_word_of?: string[] }
export interface Stretch {
  verdict: string; holders: Holder[]; start: string | null; start_by?: string | null; end: string | null;
  last_told?: string | null; why?: string; inherited_from?: string[];
}
export interface PlaceDetail {
  place: Place; spellings: { text: string; count: number }[];
  control: { history: Stretch[]; accounts: { teller: string; history: Stretch[] }[] } | null; events: EventSummary[]; total: number;
}
export interface ActorDetail {
  actor: { id: string; name: string; side?: string | null; kind?: string | null; wikidata?: string | null }; names: { text: string; count: number }[];
  counts?: { as_initiator?: number; as_target?: number; by_type?: { id: string; count: number }[] }; events: EventSummary[]; total: number;
}
export interface Share { count: number; of: number; share: number | null; low: number | null; high: number | null }
export interface OutletDetail {
  outlet: { name: string; alignment?: string | null; country?: string | null }; record: Record<string, unknown> | null;
  cautions: string[]; reports: ReportItem[]; events: EventSummary[]; total: number;
}
export interface ControlPlace {
  place: Place; state: string; holder?: string | null; side: string | null; holders?: Holder[]; since: string | null; certain?: boolean;
  last_told?: string | null; carried_days?: number | null; claims: string[]; why?: string | null;
}
export interface Control { date: string; alignments?: string[]; places: ControlPlace[] }
export interface SearchResult {
  reports: (ReportItem & { snippet: string | [string, boolean][] })[];
  claims: { claim_id: string; report_id: string; source: string; published: string | null; words: string; event_type: string; event_id?: string | null }[];
}
export interface Candidate extends Place { population?: number | null; distance_km?: number | null }
export interface QueueItem {
  claim: { record: Claim } | Claim; report: ReportItem & { text?: string; direction?: "ltr" | "rtl" };
  event: { event_id: string; title: string; status: string; claims: number } | null; reasons: string[]; review?: string | null;
}
export interface Progress {
  done: number; open: number; total?: number; by?: { who: string; done: number }[]; agreement?: { kappa: number | null; both: number } | null;
}
export interface Job {
  id: string; state: string; done: number; of: number; claims: number; reports: string[];
  errors: { file: string; line?: number | null; code: string; reason: string }[]; started?: string;
}
export interface ApiFault { code: string; what: string; where?: string | null; do?: string | null }
