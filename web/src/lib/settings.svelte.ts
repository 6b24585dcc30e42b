/** What a reader has chosen; kept in this browser only. */
export interface Settings { theme: "auto" | "light" | "dark"; base: "plain" | "graticule" | "none"; tiles: string; keys: Record<string, string> }

export const DEFAULT_KEYS: Record<string, string> = {
  accept: "a", reject: "r", correct: "c", split: "s", merge: "m", not_same: "n", skip: "k", undo: "u", help: "?",
};
const NAME = "khabar.settings";

function stored(): Partial<Settings> {
  try {
    return JSON.parse(localStorage.getItem(NAME) ?? "{}") as Partial<Settings>;
  } catch {
    return {};
  }
}

const kept = stored();
export const settings: Settings = $state({
  theme: kept.theme ?? "auto",
  base: kept.base ?? "plain",
  tiles: kept.tiles?.startsWith("pmtiles://") ? "" : (kept.tiles ?? ""),
  keys: { ...DEFAULT_KEYS, ...kept.keys },
});

export function keep(): void {
  localStorage.setItem(NAME, JSON.stringify(settings));
}

const system = matchMedia("(prefers-color-scheme: dark)");
const preferred = $state({ dark: system.matches });
system.addEventListener("change", () => (preferred.dark = system.matches));

export const isDark = (): boolean => (settings.theme === "auto" ? preferred.dark : settings.theme === "dark");
