/** The queue of claims to look at and what has been decided in this sitting. */
import { get, send } from "./api";
import { faultText } from "./load.svelte";
import type { Claim, Decision, Page, Progress, QueueItem, ReportDetail } from "./types";

export interface Change { field: string; before: unknown; after: unknown }
type Query = Record<string, string | readonly string[]>;
export const claimOf = (item: QueueItem): Claim => ("record" in item.claim ? item.claim.record : item.claim);

export class Review {
  items = $state.raw<QueueItem[]>([]);
  total = $state(0);
  busy = $state(true);
  fault = $state("");
  said = $state("");
  progress = $state.raw<Progress | null>(null);
  report = $state.raw<ReportDetail | null>(null);
  made: { item: QueueItem; ids: string[] }[] = [];
  #query: Query = {};
  #reports = new Map<string, Promise<ReportDetail>>();

  async start(query: Query): Promise<void> {
    this.#query = query;
    this.items = [];
    await Promise.all([this.#fill(), this.refresh()]);
  }

  async #fill(): Promise<void> {
    this.busy = true;
    try {
      const page = await get<Page<QueueItem>>("/review/queue", { ...this.#query, limit: 20 });
      const known = new Set(this.items.map((i) => claimOf(i).claim_id));
      const decided = new Set(this.made.map((m) => claimOf(m.item).claim_id));
      this.items = [...this.items, ...page.items.filter((i) => !known.has(claimOf(i).claim_id) && !decided.has(claimOf(i).claim_id))];
      this.total = page.total;
      this.fault = "";
    } catch (reason) {
      this.fault = faultText(reason);
    }
    this.busy = false;
    await this.show();
  }

  async refresh(): Promise<void> {
    this.progress = await get<Progress>("/review/progress").catch(() => null);
  }

  /** Reads the report of the first claim, so that its words are in view. */
  async show(): Promise<void> {
    const id = this.items[0]?.report.report_id;
    if (!id) return void (this.report = null);
    const asked = this.#reports.get(id) ?? get<ReportDetail>(`/reports/${encodeURIComponent(id)}`);
    this.#reports.set(id, asked);
    try {
      const found = await asked;
      if (this.items[0]?.report.report_id === id) this.report = found;
    } catch (reason) {
      this.#reports.delete(id);
      this.fault = faultText(reason);
    }
  }

  /** Appends decisions on the first claim and goes on; keeps the claim where the server refuses. */
  async decide(said: string, bodies: object[], stay = false): Promise<void> {
    const item = this.items[0];
    if (!item || this.busy) return;
    this.busy = true;
    const ids: string[] = [];
    try {
      for (const body of bodies) ids.push((await send<Decision>("POST", "/decisions", body)).id);
      this.fault = "";
      this.said = said;
      if (!stay) {
        this.items = this.items.slice(1);
        this.total = Math.max(0, this.total - 1);
      }
    } catch (reason) {
      this.fault = faultText(reason);
    }
    if (ids.length) this.made.push({ item, ids });
    this.busy = false;
    void this.refresh();
    if (this.items.length < 5 && this.items.length < this.total) await this.#fill();
    else await this.show();
  }

  async undo(): Promise<void> {
    const last = this.made.pop();
    if (!last) return void (this.said = "Nothing to undo in this sitting.");
    try {
      for (const made of last.ids.toReversed()) await send("POST", `/decisions/${encodeURIComponent(made)}/undo`);
      const id = claimOf(last.item).claim_id;
      if (claimOf(this.items[0] ?? last.item).claim_id !== id || !this.items.length) this.total += 1;
      this.items = [last.item, ...this.items.filter((i) => claimOf(i).claim_id !== id)];
      this.said = "Undone.";
    } catch (reason) {
      this.made.push(last);
      this.fault = faultText(reason);
    }
    void this.refresh();
    await this.show();
  }
}
