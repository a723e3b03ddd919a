// A shot's takes: small stills with what is measured of them in words; one is in the film, a click puts another there.
function buildTakes(chosen, more) {
  const title = el("h2", { class: "label" });
  const hint = el("span", { class: "faint" }, "choose one to put it into the film");
  const button = el("button", { class: "button", type: "button" }, "Two more takes");
  const list = el("ol", { class: "takes" });
  const root = el("section", { class: "takes-of", hidden: true }, el("div", { class: "section" }, title, hint, el("span", { class: "space" }), button), list);
  const parts = { root, title, hint, button, list, chosen, shot: "", source: "", timer: 0 };
  button.addEventListener("click", () => { button.disabled = true; more(parts.shot); });
  return parts;
}

// Show the takes of a shot, and look again once a second while one is being made.
async function showTakes(parts, source, shot) {
  clearTimeout(parts.timer);
  parts.source = source;
  parts.shot = shot;
  if (!shot) return void (parts.root.hidden = true);
  try {
    const answer = await fetch(`${source}/${shot}`, { cache: "no-store" });
    if (shot !== parts.shot) return;
    if (answer.ok) drawTakes(parts, await answer.json());
  } catch {
    // The server is away for a moment; the next look asks again.
  }
  clearTimeout(parts.timer);
  if (parts.making || parts.button.disabled) parts.timer = setTimeout(() => showTakes(parts, parts.source, parts.shot), 1000);
}

function drawTakes(parts, data) {
  parts.root.hidden = false;
  parts.making = data.takes.some((take) => take.state === "making");
  parts.button.disabled = false;
  parts.button.hidden = !data.more;
  parts.hint.hidden = data.takes.length < 2;
  text(parts.title, data.title);
  set(parts.list, { "aria-label": data.title });
  patch(
    parts.list,
    data.takes.map((take) => ({ ...take, id: `${data.shot} ${take.id}` })),
    (take) => {
      const window = el("div", { class: "frame" }, el("img", { alt: "", hidden: true, loading: "lazy" }), el("i", { class: "share" }));
      const button = el("button", { class: "take", type: "button" }, window, el("div", { class: "row meta" }, el("b"), el("span"), el("span", { class: "dim" }, "in the film")));
      button.addEventListener("click", () => { if (button.getAttribute("aria-pressed") === "false") parts.chosen(button.parentNode.dataset.id); });
      const moving = () => {
        if (!button.dataset.clip || window.querySelector("video") || matchMedia("(prefers-reduced-motion: reduce)").matches) return;
        const video = el("video", { src: button.dataset.clip, playsinline: true, loop: true, tabindex: "-1" });
        video.muted = true;
        window.append(video);
        video.play().catch(() => {});
      };
      const still = () => window.querySelector("video")?.remove();
      for (const name of ["mouseenter", "focus"]) button.addEventListener(name, moving);
      for (const name of ["mouseleave", "blur"]) button.addEventListener(name, still);
      return el("li", {}, button);
    },
    (node, take) => {
      const button = node.firstChild;
      const [window, meta] = button.children;
      node.className = take.state;
      node.style.setProperty("--share", `${Math.round(take.share * 100)}%`);
      button.dataset.clip = take.clip;
      set(window.children[0], { src: take.picture || null, hidden: !take.picture });
      text(meta.children[0], take.title);
      text(meta.children[1], take.words);
      meta.children[2].hidden = !take.chosen;
      meta.children[1].className = take.fault ? "said fault" : "said";
      button.disabled = take.state !== "made";
      set(button, { "aria-pressed": take.state === "made" ? String(take.chosen) : null });
    },
  );
}
