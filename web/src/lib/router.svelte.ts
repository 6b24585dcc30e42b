/** Where the reader is: path and query of the address, as state. */
export const route = $state({ path: location.pathname, search: location.search });

function follow(): void {
  route.path = location.pathname;
  route.search = location.search;
}

export function go(to: string, replace = false): void {
  const here = location.pathname + location.search;
  if (to === here) return;
  const moved = new URL(to, location.origin).pathname !== location.pathname;
  if (replace) history.replaceState(null, "", to);
  else history.pushState(null, "", to);
  follow();
  if (moved && !replace) {
    scrollTo(0, 0);
    document.getElementById("main")?.focus({ preventScroll: true });
  }
}

function isPlain(click: MouseEvent): boolean {
  return click.button === 0 && !click.metaKey && !click.ctrlKey && !click.shiftKey && !click.altKey && !click.defaultPrevented;
}

/** Follows links within the app without loading the page anew. */
export function listen(): () => void {
  const onClick = (click: MouseEvent): void => {
    const link = click.target instanceof Element ? click.target.closest("a") : null;
    if (!link || !isPlain(click) || link.origin !== location.origin || link.target || link.hasAttribute("download")) return;
    if (link.pathname.startsWith("/api/") || link.hash) return;
    click.preventDefault();
    go(link.pathname + link.search);
  };
  addEventListener("popstate", follow);
  document.addEventListener("click", onClick);
  return () => {
    removeEventListener("popstate", follow);
    document.removeEventListener("click", onClick);
  };
}

/** The parts of the path, decoded: ["events", "e-1"]. */
export function parts(path: string): string[] {
  return path.split("/").filter(Boolean).map((part) => {
    try {
      return decodeURIComponent(part);
    } catch {
      return part;
    }
  });
}

export const linkTo = (kind: "events" | "reports" | "places" | "actors" | "outlets", id: string): string => `/${kind}/${encodeURIComponent(id)}`;
