"use strict";
(() => {
  const items = [...document.querySelectorAll(".item")];
  const markers = [...document.querySelectorAll(".marker")];
  const form = document.querySelector(".filters");
  const found = form.querySelector(".found");
  const clear = form.querySelector(".clear");
  let place = null;
  let arrange = () => {};

  const fits = (item) => {
    const { kind, status, side } = Object.fromEntries(new FormData(form));
    return (!kind || item.dataset.kinds.split(" ").includes(kind)) && (!status || item.dataset.status === status) &&
      (!side || item.dataset.sides.split(" ").includes(side));
  };
  const apply = () => {
    const shown = new Set(items.filter(fits).map((item) => item.dataset.n));
    markers.forEach((m) => {
      m.fitting = m.dataset.items.split(" ").filter((n) => shown.has(n));
      m.classList.toggle("off", !m.fitting.length);
    });
    const here = place && new Set(place.items);
    let count = 0;
    items.forEach((item) => {
      item.hidden = !shown.has(item.dataset.n) || (here && !here.has(item.dataset.n));
      count += item.hidden ? 0 : 1;
    });
    const filtered = count < items.length;
    document.querySelectorAll(".rest").forEach((rest) => {
      rest.hidden = !rest.querySelector(".item:not([hidden])");
      rest.open = filtered && !rest.hidden;
      const summary = rest.querySelector("summary");
      summary.dataset.all ??= summary.textContent;
      summary.textContent = filtered ? "folded items that fit" : summary.dataset.all;
    });
    document.querySelectorAll(".group, .province").forEach((part) => {
      part.hidden = !part.querySelector(".item:not([hidden])");
    });
    found.textContent = filtered ? `${count} of ${items.length} items${place ? ` · ${place.title}` : ""}` : "";
    clear.hidden = !filtered;
    arrange();
  };
  form.hidden = false;
  form.addEventListener("change", apply);
  form.addEventListener("reset", () => { place = null; setTimeout(apply); });

  const reveal = () => {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    for (let part = target; part; part = part.parentElement) if (part.tagName === "DETAILS") part.open = true;
    const card = target.closest(".item");
    if (card && card.hidden) form.reset();
    target.scrollIntoView();
  };
  window.addEventListener("hashchange", reveal);
  reveal();

  const svg = document.getElementById("map");
  if (!svg) return;
  const tip = document.querySelector(".tip");
  const whole = svg.viewBox.baseVal;
  const [W, H] = [whole.width, whole.height];
  const view = { x: 0, y: 0, w: W };
  const draw = () => {
    view.w = Math.min(W * 1.6, Math.max(W / 60, view.w));
    const h = (view.w * H) / W;
    view.x = Math.max(-W * .6, Math.min(W * 1.6 - view.w, view.x));
    view.y = Math.max(-H * .6, Math.min(H * 1.6 - h, view.y));
    svg.setAttribute("viewBox", `${view.x} ${view.y} ${view.w} ${h}`);
    arrange();
  };
  const overlap = (a, b) => a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
  const around = (x, y, r) => ({ x: x - r, y: y - r, w: 2 * r, h: 2 * r });
  const names = [...svg.querySelectorAll(".names > g")];
  /* Markers that would cover each other stand as one, which opens on zooming in; names are left out where they collide. */
  arrange = () => {
    const k = (view.w / W) * Math.max(1, Math.min(2.2, (0.85 * W) / (svg.clientWidth || W)));
    svg.style.setProperty("--k", k);
    const kept = [];
    for (const m of markers) {
      if (m.classList.contains("off")) continue;
      const [x, y, r] = [+m.dataset.x, +m.dataset.y, +m.dataset.r];
      const host = kept.find((h) => (h.dataset.shape === "area") === (m.dataset.shape === "area") &&
        Math.hypot(h.dataset.x - x, h.dataset.y - y) < (+h.dataset.r + r) * k * .8);
      m.classList.toggle("inside", !!host);
      if (host) { host.members.push(m); continue; }
      m.members = [m];
      kept.push(m);
    }
    const boxes = kept.map((m) => around(+m.dataset.x, +m.dataset.y, m.dataset.r * k));
    for (const m of kept) {
      m.all = [...new Set(m.members.flatMap((o) => o.fitting ?? o.dataset.items.split(" ")))];
      m.name = m.dataset.title + (m.members.length > 1 ? ` and ${m.members.length - 1} more nearby` : "");
      m.querySelector(".count").textContent = m.all.length > 1 ? m.all.length : "";
      const text = m.querySelector(".place-name");
      const box = { x: +m.dataset.x + (+m.dataset.r + 3) * k, y: m.dataset.y - 8 * k, w: (text.textContent.length * 7 + 6) * k, h: 16 * k };
      const free = m.dataset.shape !== "area" && !boxes.some((other) => overlap(box, other));
      m.classList.toggle("named", free);
      if (free) boxes.push(box);
      const seen = [m.querySelector(".count").textContent, free ? text.textContent : ""].filter(Boolean).join(" ");
      m.setAttribute("aria-label", `${seen} – ${m.name}: ${m.all.length === 1 ? "1 item" : `${m.all.length} items`}`);
    }
    for (const g of names) {
      const { e, f } = g.transform.baseVal.getItem(0).matrix;
      const half = g.textContent.length * 3.3 * k;
      const box = { x: e - half, y: f - 12 * k, w: 2 * half, h: 15 * k };
      const free = !boxes.some((other) => overlap(box, other));
      g.classList.toggle("crowded", !free);
      if (free) boxes.push(box);
    }
  };
  const show = (some) => {
    const [xs, ys] = [some.map((m) => +m.dataset.x), some.map((m) => +m.dataset.y)];
    const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
    view.w = Math.min(view.w / 2, Math.max(right - left, ((bottom - top) * W) / H) * 1.5);
    view.w = Math.max(W / 60, view.w);
    view.x = (left + right - view.w) / 2;
    view.y = (top + bottom - (view.w * H) / W) / 2;
    draw();
  };
  const busiest = () => {
    const here = markers.filter((m) => m.all && !m.classList.contains("off") && !m.classList.contains("inside") &&
      m.dataset.x > view.x && m.dataset.x < view.x + view.w && m.dataset.y > view.y && m.dataset.y < view.y + (view.w * H) / W);
    const most = here.sort((a, b) => b.all.length - a.all.length)[0];
    return most && { x: +most.dataset.x, y: +most.dataset.y };
  };
  const zoom = (factor, at) => {
    const x = at ? at.x : view.x + view.w / 2;
    const y = at ? at.y : view.y + (view.w * H) / W / 2;
    const before = view.w;
    view.w = Math.min(W * 1.6, Math.max(W / 60, view.w * factor));
    view.x = x - ((x - view.x) * view.w) / before;
    view.y = y - ((y - view.y) * view.w) / before;
    draw();
  };
  const point = (event) => new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());

  svg.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && !event.metaKey && document.activeElement !== svg && !svg.dataset.used) return;
    event.preventDefault();
    zoom(event.deltaY > 0 ? 1.2 : 1 / 1.2, point(event));
  }, { passive: false });
  let drag = null;
  svg.addEventListener("pointerdown", (event) => {
    svg.dataset.used = "1";
    drag = { x: event.clientX, y: event.clientY, vx: view.x, vy: view.y, far: false };
  });
  window.addEventListener("pointermove", (event) => {
    if (!drag) return;
    const [dx, dy] = [event.clientX - drag.x, event.clientY - drag.y];
    if (Math.abs(dx) + Math.abs(dy) > 5) drag.far = true;
    if (!drag.far) return;
    svg.classList.add("dragging");
    const scale = view.w / svg.clientWidth;
    view.x = drag.vx - dx * scale;
    view.y = drag.vy - dy * scale;
    draw();
  });
  window.addEventListener("pointerup", () => {
    svg.classList.remove("dragging");
    if (drag && drag.far) svg.addEventListener("click", (e) => e.preventDefault(), { once: true, capture: true });
    setTimeout(() => { drag = null; });
  });
  svg.addEventListener("dragstart", (event) => event.preventDefault());
  svg.addEventListener("pointerleave", () => { delete svg.dataset.used; });

  const buttons = document.querySelector(".zoom");
  buttons.hidden = false;
  buttons.addEventListener("click", (event) => {
    const kind = event.target.dataset.zoom;
    if (kind === "in") zoom(1 / 1.6, busiest());
    if (kind === "out") zoom(1.6);
    if (kind === "all") { Object.assign(view, { x: 0, y: 0, w: W }); draw(); }
  });

  const line = (tag, text) => { const part = document.createElement(tag); part.textContent = text; return part; };
  const showTip = (marker) => {
    const labels = marker.all.map((n) => items[n].querySelector(".label").textContent);
    const counts = new Map();
    labels.forEach((label) => counts.set(label, (counts.get(label) || 0) + 1));
    const lines = [...counts].sort((a, b) => b[1] - a[1]).map(([label, count]) => line("span", count > 1 ? `${count} × ${label}` : label));
    const more = lines.length > 5 ? [line("span", "…")] : [];
    tip.replaceChildren(line("b", marker.name), ...lines.slice(0, 5), ...more);
    tip.hidden = false;
    const frame = svg.parentElement.getBoundingClientRect();
    const box = marker.getBoundingClientRect();
    tip.style.left = `${Math.max(4, Math.min(frame.width - tip.offsetWidth - 4, box.right - frame.left + 6))}px`;
    tip.style.top = `${Math.max(4, Math.min(frame.height - tip.offsetHeight - 4, box.top - frame.top))}px`;
  };
  markers.forEach((marker) => {
    for (const name of ["pointerenter", "focus"]) marker.addEventListener(name, () => showTip(marker));
    for (const name of ["pointerleave", "blur"]) marker.addEventListener(name, () => { tip.hidden = true; });
    marker.addEventListener("click", (event) => {
      if (event.defaultPrevented || (drag && drag.far)) return;
      event.preventDefault();
      tip.hidden = true;
      if (marker.members.length > 1 && view.w > W / 50) return show(marker.members);
      place = { title: marker.name, items: marker.all };
      apply();
      document.getElementById("claims").scrollIntoView();
    });
  });
  window.addEventListener("resize", draw);
  draw();
})();
