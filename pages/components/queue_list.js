// Films that run, wait, stopped or are done: a row each.
export default function (component) {
  const parts = mounted(component.parentElement, (root) => {
    const groups = el("div", { class: "groups" });
    root.append(groups);
    return { groups };
  });
  parts.act = (id, verb) => parts.component.setTriggerValue("chosen", `${verb} ${id}`);
  return live(component, parts, (data) => drawQueue(parts, data));
}

function drawQueue(parts, data) {
  patch(
    parts.groups,
    data.groups,
    () => el("section", {}, el("div", { class: "section" }, el("h2", { class: "label" }), el("span", { class: "faint num" })), el("ul", { class: "jobs" })),
    (node, group) => {
      text(node.firstChild.children[0], group.name);
      text(node.firstChild.children[1], group.words);
      patch(
        node.lastChild,
        group.rows,
        (row) => {
          const name = el("a", { class: "name" });
          followed(name, () => parts.act(row.id, "open"));
          return el("li", { class: "job" }, el("div", { class: "still" }, el("img", { alt: "", hidden: true })), el("div", { class: "what" }, name, el("p", { class: "dim num" })), el("div", { class: "bar", "aria-hidden": "true" }, el("i")), el("span", { class: "dim num left" }), el("div", { class: "row verbs" }));
        },
        (job, row) => {
          const [still, what, bar, left, verbs] = job.children;
          set(still.firstChild, { src: row.picture || null, hidden: !row.picture });
          text(what.firstChild, row.title);
          set(what.firstChild, { href: row.href });
          text(what.lastChild, row.words);
          set(what.lastChild, { class: row.state === "broken" ? "state broken" : "dim num" });
          bar.style.visibility = row.state === "busy" ? "visible" : "hidden";
          bar.style.setProperty("--share", `${Math.round(row.share * 100)}%`);
          text(left, row.left);
          patch(verbs, row.verbs, (verb) => el("button", { class: "button", type: "button", onclick: () => parts.act(row.id, verb.id) }), (button, verb) => { text(button, verb.words); set(button, { "aria-label": `${verb.words}: ${row.title}` }); });
        },
      );
    },
  );
}
