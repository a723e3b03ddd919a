// Short news in one live region at the bottom left; each goes after six seconds.
export default function (component) {
  const { data, parentElement } = component;
  const parts = mounted(parentElement, (root) => {
    const list = el("div", { class: "toasts", role: "status", "aria-live": "polite" });
    root.append(list);
    return { list, seen: new Set() };
  });
  for (const row of data.rows) {
    if (parts.seen.has(row.id)) continue;
    parts.seen.add(row.id);
    const node = el("div", { class: "toast" }, icon("check", 16), el("span", {}, row.words));
    parts.list.append(node);
    setTimeout(() => node.remove(), 6000);
  }
}
