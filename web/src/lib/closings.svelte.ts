import { get, send } from "./api";
import { faultText } from "./load.svelte";
import type { Closed } from "./people";
import { may, session } from "./session.svelte";

export type Kind = "event" | "report" | "claim";

/** What is and was closed to roles, for those who may close and open. */
export class Closings {
  items: Closed[] = $state.raw([]);
  fault = $state("");

  /** ``changed`` is called when what may be seen has changed. */
  constructor(private readonly changed: () => void) {}

  get offered(): boolean {
    return Boolean(session.meta?.me?.team) && may("editor");
  }
  of(kind: Kind, record: string): Closed[] {
    return this.items.filter((c) => c.kind === kind && c.record_id === record);
  }
  async load(): Promise<void> {
    if (this.offered) await this.#attempt(async () => undefined);
  }
  close(kind: Kind, record: string, least: string, why: string): Promise<boolean> {
    return this.#changing(() => send("POST", "/closed", { kind, record_id: record, least, why }));
  }
  open(id: string, why: string): Promise<boolean> {
    return this.#changing(() => send("POST", `/closed/${encodeURIComponent(id)}/open`, { why }));
  }
  async #changing(work: () => Promise<unknown>): Promise<boolean> {
    const done = await this.#attempt(work);
    if (done) this.changed();
    return done;
  }
  async #attempt(work: () => Promise<unknown>): Promise<boolean> {
    try {
      await work();
      this.items = (await get<{ items: Closed[] }>("/closed", { history: true })).items;
      this.fault = "";
      return true;
    } catch (reason) {
      this.fault = faultText(reason);
      return false;
    }
  }
}
