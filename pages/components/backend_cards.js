// Who does what, and every backend with its state, licence and size.
export default function (component) {
  const parts = mounted(component.parentElement, (root) => {
    const roles = el("dl", { class: "roles" });
    const count = el("span", { class: "faint" });
    const cards = el("ul", { class: "cards" });
    root.append(
      el("section", { class: "panel" }, el("div", { class: "section" }, el("h2", { class: "label" }, "Who does what"), el("span", { class: "faint" }, "used for every new film")), roles),
      el("section", {}, el("div", { class: "section" }, el("h2", { class: "label" }, "All backends"), count), cards),
    );
    return { roles, cards, count };
  });
  return live(component, parts, (data) => drawCards(parts, data));
}

function drawCards(parts, data) {
  text(parts.count, data.count);
  patch(parts.roles, data.roles, () => el("div", {}, el("dt", { class: "dim" }), el("dd", { class: "who" }), el("dd", {}, el("span", { class: "state" }))), (node, row) => {
    text(node.children[0], row.task);
    text(node.children[1], row.who);
    set(text(node.children[2].firstChild, row.words), { class: `state ${row.state}` });
  });
  patch(
    parts.cards,
    data.cards,
    () => el("li", { class: "panel card" }, el("h3"), el("span", { class: "state" }), el("p", { class: "about" }), el("div", { class: "row wrap tasks" }), el("p", { class: "faint" }), el("p", { class: "faint num" }), el("p", { class: "mend" })),
    (node, row) => {
      const [name, state, about, tasks, licence, size, mend] = node.children;
      text(name, row.title);
      set(text(state, row.words), { class: `state ${row.state}` });
      text(about, row.about);
      patch(tasks, row.tasks, () => el("span", { class: "chip" }), (chip, task) => text(chip, task.words));
      text(licence, row.licence);
      text(size, row.size);
      text(mend, row.mend);
      mend.hidden = !row.mend;
    },
  );
}
