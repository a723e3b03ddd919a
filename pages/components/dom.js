// What every component builds its nodes with: text goes in as text, never as markup.
const ICONS = {
  play: "M7 5l12 7-12 7z",
  pause: "M8 5v14M16 5v14",
  volume: "M4 9v6h4l5 4V5L8 9zM17 9a4 4 0 0 1 0 6",
  muted: "M4 9v6h4l5 4V5L8 9zM17 9l5 6M22 9l-5 6",
  full: "M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5",
  warn: "M12 3l10 18H2zM12 10v5M12 18h.01",
  info: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 11v5M12 8h.01",
  check: "M5 12l5 5 9-11",
  film: "M3 5h18v14H3zM8 5v14M16 5v14",
  voice: "M12 4v16M8 8v8M4 11v2M16 7v10M20 10v4",
  down: "M12 4v11M7 11l5 5 5-5M5 20h14",
};
const FILLED = new Set(["play"]);

function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  set(node, attributes);
  node.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return node;
}

function set(node, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name === "style") for (const [key, part] of Object.entries(value)) node.style.setProperty(key, part);
    else if (value === null || value === undefined || value === false) node.removeAttribute(name);
    else if (node.getAttribute(name) !== String(value)) node.setAttribute(name, value === true ? "" : value);
  }
  return node;
}

function text(node, words) {
  const wanted = words ?? "";
  if (node.textContent !== wanted) node.textContent = wanted;
  return node;
}

function icon(name, size = 20) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  for (const [key, value] of [["viewBox", "0 0 24 24"], ["width", size], ["height", size], ["aria-hidden", "true"]]) svg.setAttribute(key, value);
  svg.setAttribute("class", FILLED.has(name) ? "icon filled" : "icon");
  const path = document.createElementNS(space, "path");
  path.setAttribute("d", ICONS[name]);
  svg.append(path);
  return svg;
}

// Make the children of `parent` those of `rows`, by id: nodes that stay are updated in place, never built again.
function patch(parent, rows, make, update) {
  const have = new Map([...parent.children].map((child) => [child.dataset.id, child]));
  rows.forEach((row, position) => {
    let node = have.get(String(row.id));
    if (!node) {
      node = make(row);
      node.dataset.id = row.id;
    }
    have.delete(String(row.id));
    if (parent.children[position] !== node) parent.insertBefore(node, parent.children[position] ?? null);
    update(node, row, position);
  });
  for (const node of have.values()) node.remove();
}

// A link of ours: a plain click changes the page without loading it anew; every other click is the browser's.
function followed(anchor, go) {
  anchor.addEventListener("click", (event) => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    go();
  });
  return anchor;
}

function clock(seconds) {
  const whole = Math.max(0, Math.floor(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

// Draw now, and once a second with what `source` answers, until the part leaves the page.
function live(component, parts, draw) {
  parts.component = component;
  parts.draw = draw;
  parts.source = component.data.source;
  draw(component.data);
  const tick = async () => {
    if (!document.hidden) {
      try {
        const answer = await fetch(parts.source, { cache: "no-store" });
        if (answer.ok && parts.timer) parts.draw(await answer.json());
      } catch {
        // The server is away for a moment; the next tick asks again.
      }
    }
    if (parts.timer) parts.timer = setTimeout(tick, 1000);
  };
  if (!parts.timer) parts.timer = setTimeout(tick, 1000);
  return () => {
    clearTimeout(parts.timer);
    parts.timer = 0;
  };
}

// One root per mount, kept across runs with whatever a component remembers on it.
function mounted(parentElement, build) {
  const root = parentElement.querySelector(".root");
  if (!root.parts) root.parts = build(root);
  return root.parts;
}
