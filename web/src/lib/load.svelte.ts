import { ApiError, get } from "./api";

type Query = Record<string, string | number | boolean | readonly string[] | null>;

/** One answer of the server: the last good one stays until the next is there. */
export class Loaded<T> {
  value = $state.raw<T | null>(null);
  busy = $state(true);
  fault = $state("");
  turn = $state(0);
  again = (): void => {
    this.turn += 1;
  };
}

export function faultText(reason: unknown): string {
  if (reason instanceof ApiError) return [reason.fault.what, reason.fault.where && `(${reason.fault.where})`, reason.fault.do].filter(Boolean).join(" ");
  return reason instanceof Error ? reason.message : String(reason);
}

/** Asks anew whenever what ``ask`` reads changes; null asks nothing. */
export function loading<T>(ask: () => [string, Query] | null): Loaded<T> {
  const held = new Loaded<T>();
  $effect(() => {
    void held.turn;
    const asked = ask();
    held.busy = asked !== null;
    if (!asked) return;
    const stop = new AbortController();
    get<T>(asked[0], asked[1], stop.signal)
      .then((value) => {
        held.value = value;
        held.fault = "";
        held.busy = false;
      })
      .catch((reason: unknown) => {
        if (stop.signal.aborted) return;
        held.fault = faultText(reason);
        held.busy = false;
      });
    return () => stop.abort();
  });
  return held;
}
