import { get } from "./api";
import { faultText } from "./load.svelte";
import type { EventSummary, Page } from "./types";

/** A growing list of events: the first page for each query, more on demand. */
export class EventPages {
  items = $state.raw<EventSummary[]>([]);
  total = $state(0);
  busy = $state(false);
  fault = $state("");
  #next: string | null = null;
  #query: Record<string, string | readonly string[]> = {};
  #stop: AbortController | null = null;

  start(query: Record<string, string | readonly string[]>): void {
    this.#stop?.abort();
    this.#query = query;
    this.#next = null;
    void this.#ask(true);
  }

  more = (): void => {
    if (!this.busy && this.#next) void this.#ask(false);
  };

  async #ask(fresh: boolean): Promise<void> {
    const stop = (this.#stop = new AbortController());
    this.busy = true;
    try {
      const page = await get<Page<EventSummary>>("/events", { ...this.#query, limit: 100, cursor: fresh ? null : this.#next }, stop.signal);
      this.items = fresh ? page.items : [...this.items, ...page.items];
      this.total = page.total;
      this.#next = page.next;
      this.fault = "";
    } catch (reason) {
      if (stop.signal.aborted) return;
      this.fault = faultText(reason);
    }
    this.busy = false;
  }
}
