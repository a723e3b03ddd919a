// Something happened: one bold sentence, one plain one, and the next step as a button.
export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const parts = mounted(parentElement, (root) => {
    const head = el("b");
    const body = el("p", { class: "dim" });
    const buttons = el("div", { class: "row wrap" });
    const detail = el("pre", { tabindex: "0", "aria-label": "Details" });
    const more = el("details", {}, el("summary", {}, "Details"), detail);
    const sign = el("span", { class: "sign" });
    const box = el("div", { class: "message" }, sign, el("div", { class: "says" }, head, body, buttons, more));
    root.append(box);
    return { head, body, buttons, detail, more, box, sign };
  });
  parts.act = (id) => setTriggerValue("chosen", id);
  set(parts.box, { class: `message ${data.kind}`, role: data.kind === "error" ? "alert" : "status" });
  parts.sign.replaceChildren(icon(data.kind === "info" ? "info" : "warn"));
  text(parts.head, data.head);
  text(parts.body, data.body);
  patch(parts.buttons, data.buttons, (row) => el("button", { type: "button", class: "button", onclick: () => parts.act(row.id) }), (node, row) => { text(node, row.words); node.className = row.primary ? "button primary" : "button"; });
  parts.more.hidden = !data.detail;
  text(parts.detail, data.detail);
}
