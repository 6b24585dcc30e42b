/** Colours of sides: of even weight, none of them an alarm; letters carry the same, for those who do not tell colours apart. */
const FIXED: Record<string, [string, string, string]> = {
  government: ["#3b6fb0", "#7fb2ee", "G"],
  opposition: ["#2f8a57", "#5cc98e", "O"],
  isil: ["#5b5f66", "#a9afb6", "I"],
  sdf: ["#a07a12", "#e3c14f", "S"],
  civilians: ["#7a5a99", "#bda4de", "C"],
  un_ngo: ["#2a8f97", "#6fd0d8", "U"],
};
const OTHERS: [string, string][] = [["#8a5a83", "#d3a3cc"], ["#4f7f8f", "#8fc1d1"], ["#84743a", "#cdbd80"], ["#5f6fae", "#a8b6ec"], ["#4d8a7b", "#8fd0bf"], ["#8d6650", "#d6ac94"]];

function hash(text: string): number {
  let sum = 7;
  for (const letter of text) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) >>> 0;
  return sum;
}

export function sideColour(side: string | null | undefined, dark: boolean): string {
  if (!side || side === "unknown") return dark ? "#6d757c" : "#8f9499";
  const fixed = FIXED[side];
  const pair = fixed ?? OTHERS[hash(side) % OTHERS.length];
  return (dark ? pair?.[1] : pair?.[0]) ?? "#8f9499";
}

export function sideLetters(side: string | null | undefined): string {
  if (!side || side === "unknown") return "?";
  const name = side.replace(/^state:/, "");
  return FIXED[side]?.[2] ?? (name.length <= 3 ? name.toUpperCase() : name.slice(0, 2));
}
