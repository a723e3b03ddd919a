// Posters of films, with their state.
export default function (component) {
  const parts = mounted(component.parentElement, (root) => {
    const name = el("h2", { class: "label" });
    const count = el("span", { class: "faint num" });
    const more = el("a", { class: "more" }, "See all");
    const shelf = el("ul", { class: "shelf", tabindex: "0" });
    root.append(el("div", { class: "section" }, name, count, more), shelf);
    return { name, count, more, shelf };
  });
  parts.go = (target) => parts.component.setTriggerValue("opened", target);
  return live(component, parts, (data) => drawShelf(parts, data));
}

function drawShelf(parts, data) {
  text(parts.name, data.name);
  text(parts.count, String(data.count));
  set(parts.shelf, { "aria-label": data.name, class: data.wide ? "shelf all" : "shelf" });
  parts.more.hidden = !data.more;
  if (data.more && !parts.more.href) followed(set(parts.more, { href: data.more }), () => parts.go("*"));
  patch(
    parts.shelf,
    data.films,
    (film) => {
      const card = el("a", { class: "card" }, el("div", { class: "poster" }, el("img", { alt: "", hidden: true, loading: "lazy" }), el("span", { class: "share bar" }, el("i")), el("b")), el("div", { class: "row meta num" }, el("span"), el("span", { class: "space" }), el("span")));
      followed(card, () => parts.go(film.id));
      return el("li", {}, card);
    },
    (node, film) => {
      const card = node.firstChild;
      const [poster, meta] = card.children;
      const [img, share, title] = poster.children;
      set(card, { href: film.href });
      set(img, { src: film.picture || null, hidden: !film.picture });
      set(poster, { class: film.picture ? "poster" : "poster blank" });
      share.hidden = film.state !== "busy";
      share.style.setProperty("--share", `${Math.round(film.share * 100)}%`);
      text(title, film.title);
      text(meta.children[0], film.words);
      set(meta.children[0], { class: film.state === "done" ? "" : `state ${film.state}` });
      text(meta.children[2], film.age);
      set(meta.children[2], { class: "faint" });
    },
  );
}
