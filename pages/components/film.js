// A finished film: the player with the cuts marked in its seek bar, the shots and their takes below, the download beside it.
function buildFilm(root) {
  const video = el("video", { preload: "metadata", playsinline: true, tabindex: "-1" });
  const track = el("track", { kind: "captions", label: "English", srclang: "en" });
  const seek = el("input", { type: "range", min: "0", step: "0.01", value: "0", "aria-label": "Position" });
  const cuts = el("div", { class: "cuts", "aria-hidden": "true" });
  const play = el("button", { class: "tool", type: "button" });
  const time = el("span", { class: "num time-now" });
  const captions = el("button", { class: "tool chip", type: "button", "aria-label": "CC, captions" }, "CC");
  const volume = el("button", { class: "tool", type: "button" });
  const full = el("button", { class: "tool", type: "button", "aria-label": "Full screen" }, icon("full"));
  const controls = el("div", { class: "controls" }, el("div", { class: "seek" }, seek, cuts), el("div", { class: "row" }, play, time, el("span", { class: "space" }), captions, volume, full));
  const player = el("div", { class: "player", role: "group", "aria-label": "Player" }, video, controls);
  const strip = buildStrip("Shots; choose one to see it");
  const takes = buildTakes((take) => parts.component.setTriggerValue("take", take), (shot) => parts.component.setTriggerValue("more", shot));
  const logline = el("p", { class: "logline serif" });
  const download = el("a", { class: "button primary" }, icon("down", 16), el("span", {}, "Download MP4"));
  const facts = el("p", { class: "faint num facts" });
  const more = el("div", { class: "row wrap more" });
  const notes = el("ul", { class: "notes dim" });
  root.append(el("div", { class: "final" }, el("div", { class: "seen" }, player, el("div", { class: "section shots-title" }, el("h2", { class: "label" }, "Shots"), el("span", { class: "faint" }, "choose one to see it")), strip.root, takes.root), el("div", { class: "beside" }, logline, download, facts, more, notes)));
  const parts = { video, track, seek, cuts, play, time, captions, volume, full, player, strip, takes, logline, download, facts, more, notes, shots: [] };
  wire(parts);
  return parts;
}

function wire(parts) {
  const { video, seek, play, time, captions, volume, full, player } = parts;
  const toggle = () => (video.paused ? video.play().catch(() => {}) : video.pause());
  const go = (seconds) => (video.currentTime = Math.min(Math.max(0, seconds), video.duration || parts.seconds));
  const drawPlay = () => { set(player, { "data-playing": !video.paused }); play.replaceChildren(icon(video.paused ? "play" : "pause")); set(play, { "aria-label": video.paused ? "Play" : "Pause" }); };
  const drawVolume = () => { volume.replaceChildren(icon(video.muted ? "muted" : "volume")); set(volume, { "aria-label": video.muted ? "Sound on" : "Sound off" }); };
  const drawCaptions = () => set(captions, { "aria-pressed": String(video.textTracks[0]?.mode === "showing") });
  const drawTime = () => {
    const whole = video.duration || parts.seconds || 0;
    seek.max = whole;
    if (!seek.dragging) seek.value = video.currentTime;
    seek.style.setProperty("--share", `${whole ? (video.currentTime / whole) * 100 : 0}%`);
    text(time, `${clock(video.currentTime)} / ${clock(whole)}`);
    set(seek, { "aria-valuetext": `${clock(video.currentTime)} of ${clock(whole)}` });
    const now = parts.shots.findLast((shot) => shot.start <= video.currentTime + 0.02);
    if (now?.id !== parts.current) {
      parts.current = now?.id;
      for (const node of parts.strip.shots.children) set(node, { "aria-current": node.dataset.id === parts.current ? "true" : null });
    }
  };
  parts.go = go;
  parts.drawTime = drawTime;
  play.addEventListener("click", toggle);
  video.addEventListener("click", toggle);
  volume.addEventListener("click", () => { video.muted = !video.muted; });
  captions.addEventListener("click", () => { const first = video.textTracks[0]; if (first) first.mode = first.mode === "showing" ? "hidden" : "showing"; drawCaptions(); });
  full.addEventListener("click", () => (document.fullscreenElement ? document.exitFullscreen() : player.requestFullscreen().catch(() => {})));
  seek.addEventListener("input", () => { seek.dragging = true; go(Number(seek.value)); });
  seek.addEventListener("change", () => { seek.dragging = false; });
  for (const name of ["play", "pause", "ended"]) video.addEventListener(name, drawPlay);
  for (const name of ["timeupdate", "loadedmetadata", "seeked"]) video.addEventListener(name, drawTime);
  video.addEventListener("volumechange", drawVolume);
  player.addEventListener("keydown", (event) => {
    const keys = { k: toggle, f: () => full.click(), m: () => volume.click(), c: () => captions.click() };
    if (event.target !== seek) Object.assign(keys, { ArrowLeft: () => go(video.currentTime - 2), ArrowRight: () => go(video.currentTime + 2) });
    if (event.ctrlKey || event.metaKey || event.altKey || !keys[event.key]) return;
    event.preventDefault();
    event.stopPropagation();
    keys[event.key]();
  });
  drawPlay(); drawVolume(); drawCaptions();
}

export default function (component) {
  const { data, parentElement } = component;
  const parts = mounted(parentElement, buildFilm);
  parts.component = component;
  parts.shots = data.shots;
  parts.seconds = data.seconds;
  parts.player.style.setProperty("--aspect", data.aspect);
  set(parts.video, { poster: data.poster || null, "aria-label": data.title });
  if (parts.video.getAttribute("src") !== data.film) {
    set(parts.video, { src: data.film });
    parts.video.replaceChildren();
    if (data.captions) {
      set(parts.track, { src: data.captions });
      parts.video.append(parts.track);
    }
  }
  parts.captions.hidden = !data.captions;
  patch(parts.cuts, data.shots.slice(1), () => el("i"), (node, shot) => { node.style.left = `${(shot.start / data.seconds) * 100}%`; });
  const choose = (id) => {
    parts.go(parts.shots.find((shot) => shot.id === id).start);
    if (data.takes.shots.includes(id)) showTakes(parts.takes, data.takes.source, id);
  };
  updateStrip(parts.strip, data.shots, data.lanes, choose, parts.current);
  parts.takes.root.style.setProperty("--aspect", data.aspect);
  showTakes(parts.takes, data.takes.source, parts.takes.shot || data.takes.shot);
  text(parts.logline, data.logline);
  set(parts.download, { href: data.download, download: data.name });
  text(parts.facts, data.facts);
  patch(parts.more, data.more, (row) => el("a", { class: "button" }), (node, row) => set(text(node, row.words), { href: row.href, download: row.name }));
  patch(parts.notes, data.notes, () => el("li"), (node, row) => text(node, row.words));
  parts.drawTime();
  return () => {
    clearTimeout(parts.takes.timer);
    parts.video.pause();
  };
}
