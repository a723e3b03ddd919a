// A page with nothing on it yet: one sentence, one line, one step.
export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const parts = mounted(parentElement, (root) => {
    const head = el("p", { class: "serif" });
    const body = el("p", { class: "dim" });
    const button = el("button", { class: "button primary", type: "button" });
    root.append(el("div", { class: "empty" }, el("div", { class: "frames", "aria-hidden": "true" }, el("i"), el("i"), el("i")), head, body, button));
    button.addEventListener("click", () => parts.go());
    const parts = { head, body, button };
    return parts;
  });
  parts.go = () => setTriggerValue("chosen", "go");
  text(parts.head, data.head);
  text(parts.body, data.body);
  text(parts.button, data.button);
}
