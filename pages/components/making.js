// A film while it is made: phases, the newest preview large, the narration, the strip filling.
function buildMaking(root) {
  const phases = el("ol", { class: "phases", tabindex: "0", "aria-label": "Phases" });
  const preview = el("img", { alt: "", hidden: true, decoding: "async" });
  const where = el("p", { class: "where num" });
  const words = el("p", { class: "words serif" });
  const bar = el("div", { class: "bar", "aria-hidden": "true" }, el("i"));
  const screen = el("figure", { class: "screen" }, preview, el("figcaption", {}, where, words, bar));
  const lines = el("div", { class: "lines serif" });
  const voices = el("audio", { preload: "none" });
  const hear = el("button", { class: "button", type: "button" }, icon("play", 16), el("span", {}, "Hear the voice"));
  const voice = el("div", { class: "row hear" }, hear, voices);
  const narration = el("section", { class: "narration" }, el("h2", { class: "label" }, "Narration"), lines, voice);
  const leave = el("section", { class: "leave", hidden: true }, el("h2", { class: "label" }, "You can leave"), el("p", { class: "dim" }, "It carries on without this page, and after a restart. Home shows it when it is done."));
  const strip = buildStrip("Shots, in order");
  const said = el("p", { class: "visually-hidden", role: "status" });
  root.append(phases, el("div", { class: "stage" }, screen, el("div", { class: "aside" }, narration, leave)), strip.root, said);
  const parts = { phases, preview, where, words, bar, screen, lines, voice, leave, strip, said, queue: [] };
  hear.addEventListener("click", () => {
    if (!voices.paused) return voices.pause();
    const next = (at) => {
      if (at >= parts.queue.length) return;
      voices.src = parts.queue[at];
      voices.onended = () => next(at + 1);
      voices.play().catch(() => {});
    };
    next(0);
  });
  return parts;
}

export default function (component) {
  const parts = mounted(component.parentElement, buildMaking);
  if (!component.data.live) return drawMaking(parts, component.data);
  return live(component, parts, (data) => {
    drawMaking(parts, data);
    // The rest of the page is drawn again when the film is over, or has found its title.
    const now = `${data.live} ${data.title}`;
    if (parts.seen !== undefined && parts.seen !== now) parts.component.setTriggerValue("changed", now);
    parts.seen = now;
  });
}

function drawMaking(parts, data) {
  patch(
    parts.phases,
    data.phases,
    () => el("li", {}, el("b"), el("span", { class: "num" })),
    (node, phase) => {
      node.className = phase.state;
      node.style.setProperty("--share", `${Math.round(phase.share * 100)}%`);
      text(node.children[0], phase.title);
      text(node.children[1], phase.words);
      set(node, { "aria-current": phase.state === "now" ? "step" : null });
    },
  );
  parts.screen.style.aspectRatio = data.aspect;
  parts.screen.className = data.wide ? "screen" : "screen whole";
  parts.leave.hidden = !data.live;
  parts.bar.hidden = !data.live;
  // A picture is shown only once it is there, so that a preview replaced in the middle of a read leaves the last one.
  if (data.preview && parts.asked !== data.preview) {
    parts.asked = data.preview;
    const next = new Image();
    next.onload = () => set(parts.preview, { src: next.src, hidden: false, alt: data.caption.words ? `Preview: ${data.caption.words}` : "Preview" });
    next.src = data.preview;
  }
  text(parts.where, data.caption.where);
  text(parts.words, data.caption.words);
  parts.bar.style.setProperty("--share", `${Math.round((data.caption.share ?? 0) * 100)}%`);
  patch(parts.lines, data.lines, () => el("p"), (node, line) => { text(node, line.words); node.className = line.made ? "" : "waiting"; });
  parts.queue = data.voices;
  parts.voice.hidden = data.voices.length === 0;
  updateStrip(parts.strip, data.shots, data.lanes);
  text(parts.said, data.said);
}
