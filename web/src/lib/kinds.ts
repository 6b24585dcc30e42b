import { countryName } from "./format";

/** Event types as they are drawn: a family gives shape and colour, a letter the type. */
export type Family = "civilians" | "remote" | "fighting" | "control" | "talks";

export const FAMILIES: Record<Family, { label: string; shape: string; light: string; dark: string }> = {
  fighting: { label: "Fighting and forces", shape: "square", light: "#2b5f9e", dark: "#7fb2ee" },
  remote: { label: "Strikes and explosions", shape: "triangle", light: "#946400", dark: "#efb73e" },
  control: { label: "Control of places", shape: "hexagon", light: "#0b7a5c", dark: "#4cc9a0" },
  civilians: { label: "Civilians", shape: "diamond", light: "#b3432b", dark: "#f08a6c" },
  talks: { label: "Talks, aid, protest", shape: "circle", light: "#6d5a8d", dark: "#b7a3db" },
};

const TABLE: [string, Family, string, string][] = [
  ["armed_clash", "fighting", "C", "Armed clash"],
  ["deployment", "fighting", "D", "Deployment"],
  ["arrest", "fighting", "R", "Arrest"],
  ["weapons_seized", "fighting", "W", "Weapons seized"],
  ["air_strike", "remote", "A", "Air strike"],
  ["shelling", "remote", "S", "Shelling"],
  ["explosive_device", "remote", "E", "Explosive device"],
  ["suicide_bombing", "remote", "B", "Suicide bombing"],
  ["chemical_attack", "remote", "H", "Chemical attack"],
  ["territory_captured", "control", "T", "Place captured"],
  ["territory_transferred", "control", "F", "Place handed over"],
  ["withdrawal", "control", "L", "Withdrawal"],
  ["surrender", "control", "U", "Surrender"],
  ["siege", "control", "G", "Siege"],
  ["attack_on_civilians", "civilians", "K", "Attack on civilians"],
  ["sexual_violence", "civilians", "X", "Sexual violence"],
  ["abduction", "civilians", "J", "Abduction"],
  ["displacement", "civilians", "M", "Displacement"],
  ["property_destruction", "civilians", "Y", "Property destroyed"],
  ["agreement", "talks", "P", "Agreement"],
  ["negotiation", "talks", "N", "Negotiation"],
  ["aid_delivery", "talks", "I", "Aid delivery"],
  ["protest", "talks", "V", "Protest"],
  ["riot", "talks", "Z", "Riot"],
  ["statement", "talks", "Q", "Statement"],
  ["other", "talks", "O", "Other"],
];

export interface Kind { id: string; family: Family; letter: string; label: string }
export const KINDS: readonly Kind[] = TABLE.map(([id, family, letter, label]) => ({ id, family, letter, label }));
const BY_ID = new Map(KINDS.map((kind) => [kind.id, kind]));

export function kindOf(id: string): Kind {
  return BY_ID.get(id) ?? { id, family: "talks", letter: "?", label: id.replaceAll("_", " ") };
}

export const MODALITIES = ["occurred", "ongoing", "planned", "expected", "hypothetical", "negated"] as const;

export const STATUSES: Record<string, { label: string; mark: string; about: string }> = {
  cross_side: { label: "told by opposed sides", mark: "◉", about: "independent sources of opposed alignments agree" },
  corroborated: { label: "two or more sources", mark: "◐", about: "two or more independent sources" },
  contested: { label: "contested", mark: "≠", about: "sources contradict each other on whether, who or when" },
  single_source: { label: "single source", mark: "○", about: "one independent source" },
};

export function statusOf(id: string): { label: string; mark: string; about: string } {
  return STATUSES[id] ?? { label: id.replaceAll("_", " "), mark: "·", about: "" };
}

const SIDES: Record<string, string> = {
  government: "government", opposition: "opposition", isil: "ISIL", sdf: "SDF", civilians: "civilians", un_ngo: "UN, aid organisations", unknown: "not known",
};

/** The side of a party that no pack knows: `unknown:` and a key of its name. */
export const isUnknownSide = (side: string): boolean => side.startsWith("unknown:");

export function sideLabel(side: string | null | undefined): string {
  if (!side) return "not told";
  if (isUnknownSide(side)) return "side not known";
  return SIDES[side] ?? (side.startsWith("state:") ? countryName(side.slice(6)) : side.replaceAll("_", " "));
}
export const SIDE_CHOICES = Object.keys(SIDES);

const PRECISIONS: Record<number, string> = { 1: "the place itself", 2: "near it, or somewhere in it", 3: "only the district", 4: "only the province", 5: "only the region or country" };
export const precisionLabel = (precision: number | null | undefined): string => PRECISIONS[precision ?? 0] ?? "place not known";
