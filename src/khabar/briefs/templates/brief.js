"use strict";
(() => {
  const items = [...document.querySelectorAll(".item")];
  const markers = [...document.querySelectorAll(".marker")];
  const form = document.querySelector(".filters");
  const found = form.querySelector(".found");
  const clear = form.querySelector(".clear");
  let place = null;

  const fits = (item) => {
    const { family, status, side } = Object.fromEntries(new FormData(form));
    return (!family || item.dataset.family === family) && (!status || item.dataset.status === status) &&
      (!side || item.dataset.sides.split(" ").includes(side));
  };
  const apply = () => {
    const shown = new Set(items.filter(fits).map((item) => item.dataset.n));
    markers.forEach((m) => m.classList.toggle("off", !m.dataset.items.split(" ").some((n) => shown.has(n))));
    const here = place && new Set(place.dataset.items.split(" "));
    let count = 0;
    items.forEach((item) => {
      item.hidden = !shown.has(item.dataset.n) || (here && !here.has(item.dataset.n));
      count += item.hidden ? 0 : 1;
    });
    const filtered = count < items.length;
    document.querySelectorAll(".rest").forEach((rest) => {
      rest.hidden = !rest.querySelector(".item:not([hidden])");
      rest.open = filtered && !rest.hidden;
    });
    document.querySelectorAll(".group, .province").forEach((part) => {
      part.hidden = !part.querySelector(".item:not([hidden])");
    });
    found.textContent = filtered ? `${count} of ${items.length} items${place ? ` · ${place.dataset.title}` : ""}` : "";
    clear.hidden = !filtered;
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
    const narrow = Math.max(1, Math.min(1.9, 640 / svg.clientWidth));
    svg.style.setProperty("--k", (view.w / W) * narrow);
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
    if (kind === "in") zoom(1 / 1.6);
    if (kind === "out") zoom(1.6);
    if (kind === "all") { Object.assign(view, { x: 0, y: 0, w: W }); draw(); }
  });

  const line = (tag, text) => { const part = document.createElement(tag); part.textContent = text; return part; };
  const showTip = (marker) => {
    const lines = marker.dataset.lines.split("|").map((text) => line("span", text));
    const more = +marker.dataset.more ? [line("span", `and ${marker.dataset.more} more`)] : [];
    tip.replaceChildren(line("b", marker.dataset.title), ...lines, ...more);
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
      place = marker;
      apply();
      tip.hidden = true;
      document.getElementById("claims").scrollIntoView();
    });
  });
  window.addEventListener("resize", draw);
  draw();
})();
