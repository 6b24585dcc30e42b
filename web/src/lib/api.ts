import type { ApiFault, Meta } from "./types";

export class ApiError extends Error {
  constructor(readonly status: number, readonly fault: ApiFault) {
    super(fault.what);
  }
}

type Value = string | number | boolean | null | undefined | readonly string[];
let csrf = "";
let onClosed: () => void = () => undefined;

/** ``told`` is called when the server no longer knows who asks. */
export function whenClosed(told: () => void): void {
  onClosed = told;
}

/** Query string of what is set; lists give one pair for each value. */
export function query(values: Record<string, Value>): string {
  const pairs = new URLSearchParams();
  for (const [key, value] of Object.entries(values)) {
    if (value === null || value === undefined || value === "" || value === false) continue;
    if (Array.isArray(value)) for (const one of value as readonly string[]) pairs.append(key, one);
    else pairs.set(key, String(value));
  }
  const text = pairs.toString();
  return text && `?${text}`;
}

async function faultOf(answer: Response): Promise<ApiFault> {
  const plain = { code: String(answer.status), what: answer.statusText || `The server answered ${answer.status}.` };
  try {
    const body = (await answer.json()) as Partial<ApiFault> & { detail?: unknown };
    if (body.what) return { ...plain, ...body };
    if (typeof body.detail === "string") return { ...plain, what: body.detail };
    if (body.detail && typeof body.detail === "object" && "what" in body.detail) return { ...plain, ...(body.detail as ApiFault) };
    return plain;
  } catch {
    return plain;
  }
}

async function call<T>(path: string, init: RequestInit): Promise<T> {
  let answer: Response;
  try {
    answer = await fetch(`/api${path}`, { credentials: "same-origin", ...init });
  } catch (reason) {
    if (reason instanceof DOMException && reason.name === "AbortError") throw reason;
    throw new ApiError(0, { code: "offline", what: "The server does not answer.", do: "Is khabar serve still running?" });
  }
  if (answer.status === 401 && path !== "/login") onClosed();
  if (!answer.ok) throw new ApiError(answer.status, await faultOf(answer));
  return (answer.status === 204 ? undefined : await answer.json()) as T;
}

/** Raises ApiError. */
export function get<T>(path: string, values: Record<string, Value> = {}, signal?: AbortSignal): Promise<T> {
  return call<T>(path + query(values), { signal: signal ?? null });
}

/** Raises ApiError. */
export function send<T>(method: "POST" | "DELETE" | "PATCH", path: string, body?: unknown): Promise<T> {
  const form = body instanceof FormData;
  const headers: Record<string, string> = { "X-CSRF-Token": csrf };
  if (body !== undefined && !form) headers["Content-Type"] = "application/json";
  return call<T>(path, { method, headers, body: body === undefined ? null : form ? body : JSON.stringify(body) });
}

export async function meta(): Promise<Meta> {
  const found = await get<Meta>("/meta");
  csrf = found.csrf ?? "";
  return found;
}

export function useToken(token: string | null | undefined): void {
  csrf = token ?? csrf;
}
