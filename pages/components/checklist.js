// What works here, as one quiet line.
export default function (component) {
  const parts = mounted(component.parentElement, (root) => {
    const list = el("ul", { class: "panel checks" });
    root.append(list);
    return { list };
  });
  return live(component, parts, (data) => drawChecks(parts, data));
}

function drawChecks(parts, data) {
  parts.list.hidden = data.rows.length === 0;
  patch(parts.list, data.rows, () => el("li", {}, el("span"), el("p", { class: "dim" })), (node, row) => {
    set(text(node.firstChild, row.words), { class: row.state ? `state ${row.state}` : "label" });
    text(node.lastChild, row.about);
  });
}
