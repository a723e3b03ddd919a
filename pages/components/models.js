// Models and their weights: a row each, with what may be done. Nothing is taken away before it was asked twice.
export default function (component) {
  const parts = mounted(component.parentElement, (root) => {
    const room = el("span", { class: "faint num" });
    const note = el("p", { class: "note dim" });
    const rows = el("ul", { class: "models" });
    root.append(el("section", {}, el("div", { class: "section" }, el("h2", { class: "label" }, "Models"), room), note, rows));
    return { room, note, rows, asked: "" };
  });
  parts.act = (verb, id) => parts.component.setTriggerValue("chosen", `${verb} ${id}`);
  return live(component, parts, (data) => drawModels(parts, data));
}

function drawModels(parts, data) {
  parts.data = data;
  text(parts.room, data.room);
  text(parts.note, data.note);
  parts.note.hidden = !data.note;
  patch(
    parts.rows,
    data.rows,
    () => el("li", { class: "panel model" }, el("div", { class: "what" }, el("h3"), el("p", { class: "dim" }), el("p", { class: "faint" })), el("div", { class: "row wrap marks" }), el("p", { class: "faint num" }), el("div", { class: "how" }, el("span", { class: "state num" }), el("div", { class: "bar", "aria-hidden": "true" }, el("i")), el("p", { class: "mend" })), el("div", { class: "row verbs" })),
    (node, row) => {
      const [what, marks, size, how, verbs] = node.children;
      text(what.children[0], row.title);
      text(what.children[1], row.does);
      text(what.children[2], row.terms);
      patch(marks, row.marks, () => el("span", { class: "chip" }), (chip, mark) => text(chip, mark.words));
      text(size, row.size);
      set(text(how.children[0], row.words), { class: `state num ${row.state}` });
      how.children[1].hidden = !row.busy;
      how.children[1].style.setProperty("--share", `${Math.round(row.share * 100)}%`);
      text(how.children[2], row.mend);
      how.children[2].hidden = !row.mend;
      drawVerbs(parts, verbs, row);
    },
  );
}

function drawVerbs(parts, verbs, row) {
  const asked = parts.asked === row.id && row.asks && row.verbs.some((verb) => verb.id === "remove");
  const shown = asked ? [{ id: "yes", words: "Yes, remove", label: row.asks }, { id: "no", words: "Keep", label: `Keep ${row.title}` }] : row.verbs;
  patch(
    verbs,
    shown,
    (verb) => el("button", { class: "button", type: "button", onclick: () => choose(parts, row.id, verb.id) }),
    (button, verb) => set(text(button, verb.words), { "aria-label": verb.label ?? `${verb.words}: ${row.title}` }),
  );
}

function choose(parts, id, verb) {
  parts.asked = verb === "remove" ? id : "";
  if (verb === "yes") parts.act("remove", id);
  else if (verb !== "remove" && verb !== "no") parts.act(verb, id);
  drawModels(parts, parts.data);
  // The asking takes the place of the button that was pressed: the focus stays in the row.
  if (verb === "remove" || verb === "no") parts.rows.querySelector(`[data-id="${CSS.escape(id)}"] .verbs button:last-child`)?.focus();
}
