/** Cuts a text into stretches that lie in the same marks. Offsets count code points, as in the records. */
export interface Mark { start: number; end: number; key: string }
export interface Segment { text: string; keys: string[]; start: number }

export function segments(text: string, marks: readonly Mark[]): Segment[] {
  const points = Array.from(text);
  const cuts = new Set([0, points.length]);
  const known = marks.filter((m) => m.start >= 0 && m.end <= points.length && m.start < m.end);
  for (const mark of known) cuts.add(mark.start).add(mark.end);
  const edges = [...cuts].sort((a, b) => a - b);
  const found: Segment[] = [];
  for (let i = 0; i + 1 < edges.length; i++) {
    const [start, end] = [edges[i] as number, edges[i + 1] as number];
    const keys = known.filter((m) => m.start <= start && m.end >= end).map((m) => m.key);
    found.push({ text: points.slice(start, end).join(""), keys, start });
  }
  return found;
}

/** The words around a span, for a claim whose report is at hand: code points from and to. */
export function around(text: string, start: number, end: number, room: number): { start: number; end: number } {
  const length = Array.from(text).length;
  return { start: Math.max(0, start - room), end: Math.min(length, end + room) };
}

export function directionOf(text: string): "ltr" | "rtl" {
  const strong = /\p{Script=Hebrew}|\p{Script=Arabic}|\p{Script=Syriac}|\p{Script=Thaana}|(\p{L})/u.exec(text);
  return strong && !strong[1] ? "rtl" : "ltr";
}
