/** The Markdown that briefs are written in, as data: headings, paragraphs, lists, tables; bold, emphasis, code. */
export interface Inline { kind: "text" | "strong" | "em" | "code"; text: string }
export type Block =
  | { kind: "heading"; level: number; text: Inline[] }
  | { kind: "paragraph"; text: Inline[] }
  | { kind: "list"; items: Inline[][] }
  | { kind: "table"; rows: Inline[][][] };

const MARKS = /`([^`]+)`|\*\*(.+?)\*\*|\*([^*\s](?:[^*]*[^*\s])?)\*/g;
const unescape = (text: string): string => text.replace(/\\([\\`*_{}[\]()#+\-.!|<>&])/g, "$1").replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");

export function inline(text: string): Inline[] {
  const found: Inline[] = [];
  let from = 0;
  for (const match of text.matchAll(MARKS)) {
    if (text[match.index - 1] === "\\") continue;
    if (match.index > from) found.push({ kind: "text", text: unescape(text.slice(from, match.index)) });
    const kind = match[1] !== undefined ? "code" : match[2] !== undefined ? "strong" : "em";
    found.push({ kind, text: unescape(match[1] ?? match[2] ?? match[3] ?? "") });
    from = match.index + match[0].length;
  }
  if (from < text.length) found.push({ kind: "text", text: unescape(text.slice(from)) });
  return found;
}

const isRule = (cells: string[]): boolean => cells.every((cell) => /^:?-+:?$/.test(cell.trim()));

export function blocks(markdown: string): Block[] {
  const found: Block[] = [];
  for (const line of markdown.split("\n")) {
    const last = found.at(-1);
    const heading = /^(#{1,6}) (.*)/.exec(line);
    const item = /^\s*[-*] (.*)/.exec(line);
    if (!line.trim()) found.push({ kind: "paragraph", text: [] });
    else if (heading) found.push({ kind: "heading", level: heading[1]?.length ?? 1, text: inline(heading[2] ?? "") });
    else if (item) {
      if (last?.kind === "list") last.items.push(inline(item[1] ?? ""));
      else found.push({ kind: "list", items: [inline(item[1] ?? "")] });
    } else if (line.startsWith("|")) {
      const cells = line.replace(/^\||\|\s*$/g, "").split("|");
      if (isRule(cells)) continue;
      if (last?.kind === "table") last.rows.push(cells.map((c) => inline(c.trim())));
      else found.push({ kind: "table", rows: [cells.map((c) => inline(c.trim()))] });
    } else if (last?.kind === "paragraph" && last.text.length) last.text.push({ kind: "text", text: " " }, ...inline(line));
    else found.push({ kind: "paragraph", text: inline(line) });
  }
  return found.filter((b) => b.kind !== "paragraph" || b.text.length > 0);
}
