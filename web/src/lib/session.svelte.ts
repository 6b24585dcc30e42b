import { ApiError, meta, whenClosed } from "./api";
import type { Meta } from "./types";

export const session = $state<{ meta: Meta | null; state: "loading" | "ready" | "login" | "failed"; reason: string }>({
  meta: null, state: "loading", reason: "",
});

export async function load(): Promise<void> {
  try {
    session.meta = await meta();
    session.state = "ready";
  } catch (reason) {
    session.state = reason instanceof ApiError && reason.status === 401 ? "login" : "failed";
    session.reason = reason instanceof ApiError ? [reason.fault.what, reason.fault.do].filter(Boolean).join(" ") : String(reason);
  }
}

whenClosed(() => {
  if (session.meta?.me?.team) session.state = "login";
});

const RANKS = ["reader", "reviewer", "editor", "admin"];

/** Whether who is here may do what needs at least this role; alone on a laptop one may do everything. */
export function may(role: "reader" | "reviewer" | "editor" | "admin"): boolean {
  const me = session.meta?.me;
  if (!me?.team) return true;
  return RANKS.indexOf(me.role) >= RANKS.indexOf(role);
}
