// The shot strip: every shot as wide as it is long, with the lanes of voice, effects and music below it.
function buildStrip(label) {
  const shots = el("ol", { class: "strip", tabindex: "0", "aria-label": label });
  const lanes = el("div", { class: "lanes" });
  const root = el("div", { class: "board" }, el("span", { class: "lane-name" }, "Picture"), shots, lanes);
  return { root, shots, lanes };
}

function makeShot() {
  return el(
    "li",
    { class: "shot" },
    el("img", { alt: "", hidden: true, decoding: "async" }),
    el("span", { class: "say" }),
    el("span", { class: "number num" }),
    el("span", { class: "time num" }),
    el("i", { class: "share" }),
  );
}

function updateShot(node, shot, position, chosen) {
  const [img, say, number, time] = node.children;
  const was = node.dataset.state;
  node.dataset.state = shot.state;
  node.className = `shot ${shot.state}${was === "making" && shot.state === "made" ? " develop" : ""}`;
  node.style.flexGrow = Math.max(1, shot.frames);
  node.style.setProperty("--share", `${Math.round((shot.share ?? 0) * 100)}%`);
  set(img, { src: shot.picture || null, hidden: !shot.picture, alt: shot.picture ? `Shot ${position + 1}: ${shot.words || "black"}` : "" });
  text(say, shot.picture ? "" : shot.words);
  text(number, String(position + 1));
  text(time, shot.time ?? "");
  set(node, { title: shot.words || null, "aria-current": chosen === shot.id ? "true" : null });
}

function updateStrip(parts, shots, lanes, choose, chosen) {
  patch(
    parts.shots,
    shots,
    (shot) => {
      const node = makeShot();
      if (choose) {
        const button = el("button", { class: "choose", type: "button", onclick: () => choose(node.dataset.id) });
        node.append(button);
      }
      return node;
    },
    (node, shot, position) => {
      updateShot(node, shot, position, chosen);
      const button = node.querySelector(".choose");
      if (button) set(button, { "aria-label": `Go to shot ${position + 1}, ${shot.time ?? ""}` });
    },
  );
  patch(
    parts.lanes,
    lanes,
    (lane) => el("div", { class: "lane" }, el("span", { class: "lane-name" }), el("div", { class: "well", role: "img" })),
    (node, lane) => {
      text(node.firstChild, lane.name);
      node.style.setProperty("--fill", `var(--${lane.kind})`);
      node.style.setProperty("--ink", `var(--${lane.kind}-l)`);
      const made = lane.clips.filter((clip) => clip.made).length;
      set(node.lastChild, { "aria-label": `${lane.name}: ${made} of ${lane.clips.length} made` });
      patch(
        node.lastChild,
        lane.clips,
        () => el("span", { class: "clip" }),
        (clip, row) => {
          clip.className = row.made ? "clip" : "clip waiting";
          clip.style.left = `${row.left}%`;
          clip.style.width = `${row.width}%`;
          text(clip, row.width < 4 ? "" : row.words);
          set(clip, { title: row.words || null });
        },
      );
    },
  );
}
