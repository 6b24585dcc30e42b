/** What the API tells of a team's people. */
export const ROLES = ["reader", "reviewer", "editor", "admin"] as const;
export const LEAST_SIGNS = 12;
export interface User { name: string; role: string; active: boolean; made_at: string }
export interface Token { id: string; name: string; scopes: string[]; made_at: string; used_at: string | null; ends_at: string }
export interface Entry { n: number; at: string; who: string | null; what: string; detail: string; address: string }
export interface Closed { id: string; kind: string; record_id: string; least: string; why: string; who: string; made_at: string; opened: { why: string; who: string; made_at: string } | null }

/** The scopes of a token that are of use to a role. */
export const scopesOf = (role: string): string[] => ["read", "review", "upload", "admin"].slice(0, ROLES.indexOf(role as (typeof ROLES)[number]) + 1);
