// The queue in the sidebar: what runs now, how far it is, and how much waits.
export default function (component) {
  const parts = mounted(component.parentElement, (root) => {
    const title = el("b");
    const left = el("span", { class: "faint num" });
    const words = el("p", { class: "dim num" });
    const bar = el("div", { class: "bar", "aria-hidden": "true" }, el("i"));
    const rest = el("p", { class: "faint num" });
    const card = el("a", { class: "card panel" }, el("div", { class: "row" }, title, left), words, bar, rest);
    root.append(card);
    const parts = { title, left, words, bar, rest, card };
    followed(card, () => parts.component.setTriggerValue("opened", parts.id));
    return parts;
  });
  return live(component, parts, (data) => drawCard(parts, data));
}

function drawCard(parts, data) {
  parts.card.hidden = !data.id;
  if (!data.id) return;
  parts.id = data.id;
  set(parts.card, { href: data.href });
  text(parts.title, data.title);
  text(parts.left, data.left);
  text(parts.words, data.words);
  text(parts.rest, data.rest);
  parts.bar.hidden = !data.running;
  parts.bar.style.setProperty("--share", `${Math.round(data.share * 100)}%`);
}
