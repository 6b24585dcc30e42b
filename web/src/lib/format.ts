const DAY = 86_400_000;
const whole = new Intl.NumberFormat("en");
const longDay = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
const shortDay = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });

export const number = (n: number): string => whole.format(n);
export const plural = (n: number, one: string, many = `${one}s`): string => `${number(n)} ${n === 1 ? one : many}`;

/** Days since 1970-01-01 of an ISO day. */
export const dayNumber = (iso: string): number => Math.round(Date.parse(`${iso.slice(0, 10)}T00:00:00Z`) / DAY);
export const isoDay = (day: number): string => new Date(day * DAY).toISOString().slice(0, 10);
export const isDay = (text: string | null | undefined): text is string => !!text && /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text));

function shown(iso: string | null | undefined, as: Intl.DateTimeFormat): string {
  return iso && !Number.isNaN(dayNumber(iso)) ? as.format(new Date(dayNumber(iso) * DAY)) : "day not told";
}
export const day = (iso: string | null | undefined): string => shown(iso, shortDay);
export const fullDay = (iso: string | null | undefined): string => shown(iso, longDay);

/** "3–5 Jan 2016", "3 Jan 2016", "day not told". */
export function days(start: string | null | undefined, end: string | null | undefined): string {
  if (!start && !end) return "day not told";
  if (!start || !end) return start ? `from ${day(start)}` : `until ${day(end)}`;
  if (start === end) return day(start);
  return shortDay.formatRange(new Date(dayNumber(start) * DAY), new Date(dayNumber(end) * DAY));
}

/** A count; a share, which records have as a fraction, in per cent. */
export const quantity = (n: number, kind: string): string => (kind === "share" ? `${number(Math.round(n * 1000) / 10)} %` : number(n));

export function bounds(min: number | null | undefined, max: number | null | undefined, kind = ""): string {
  if (min == null && max == null) return "not told";
  if (min === max) return quantity(min as number, kind);
  if (max == null) return `${quantity(min as number, kind)} or more`;
  if (min == null) return `up to ${quantity(max, kind)}`;
  return `${quantity(min, kind)} to ${quantity(max, kind)}`;
}

/** A value as the record tells it, "24-30"; of a share in per cent. */
export function toldValue(value: string, kind: string): string {
  return kind === "share" ? value.replace(/\d+(\.\d+)?/g, (n) => quantity(Number(n), kind)) : value;
}

export function moment(iso: string): string {
  const date = new Date(iso);
  return Number.isNaN(date.getTime()) ? iso : date.toLocaleString("en-GB", { dateStyle: "medium", timeStyle: "short" });
}

export const percent = (share: number | null | undefined): string => (share == null ? "–" : `${Math.round(share * 100)} %`);

const regions = new Intl.DisplayNames("en", { type: "region" });

/** "SY": "Syria"; what is no ISO code stays as it is. */
export function countryName(code: string | null | undefined): string {
  return code && /^[A-Z]{2}$/.test(code) ? (regions.of(code) ?? code) : (code ?? "");
}

export function placeLine(place: { name: string; admin1?: string | null; country?: string | null } | null | undefined): string {
  if (!place) return "place not known";
  const country = countryName(place.country);
  return [place.name, place.admin1 === place.name ? null : place.admin1, country === place.name ? null : country].filter(Boolean).join(", ");
}

/** A http(s) address, else null: addresses come from reports and may be anything. */
export function safeUrl(url: string | null | undefined): string | null {
  return url && /^https?:\/\//i.test(url) ? url : null;
}
