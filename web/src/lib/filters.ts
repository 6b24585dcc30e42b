import type { Box } from "./types";

export const MANY = ["type", "party", "side", "outlet", "alignment", "status", "country", "admin1", "review"] as const;
export const ONE = ["from", "to", "q", "place", "bbox"] as const;
export type ManyKey = (typeof MANY)[number];
export type OneKey = (typeof ONE)[number];
export type Filters = Record<ManyKey, string[]> & Record<OneKey, string>;

export function none(): Filters {
  const many = Object.fromEntries(MANY.map((key) => [key, [] as string[]])) as Record<ManyKey, string[]>;
  const one = Object.fromEntries(ONE.map((key) => [key, ""])) as Record<OneKey, string>;
  return { ...many, ...one };
}

export function fromSearch(search: string): Filters {
  const pairs = new URLSearchParams(search);
  const found = none();
  for (const key of MANY) found[key] = pairs.getAll(key);
  for (const key of ONE) found[key] = pairs.get(key) ?? "";
  return found;
}

export function count(filters: Filters): number {
  const dates = filters.from || filters.to ? 1 : 0;
  const many = MANY.reduce((sum, key) => sum + filters[key].length, 0);
  return many + dates + (filters.q ? 1 : 0) + (filters.place ? 1 : 0) + (filters.bbox ? 1 : 0);
}

export function toggled(values: readonly string[], value: string): string[] {
  return values.includes(value) ? values.filter((v) => v !== value) : [...values, value];
}

export function boxOf(text: string): Box | null {
  const numbers = text.split(",").map(Number);
  return numbers.length === 4 && numbers.every(Number.isFinite) ? (numbers as Box) : null;
}

export const boxText = (box: Box): string => box.map((x) => x.toFixed(3)).join(",");
