// The picture of the last film behind the composer, darkened from the left.
export default function (component) {
  const { data, parentElement } = component;
  const parts = mounted(parentElement, (root) => {
    const img = el("img", { alt: "", hidden: true, decoding: "async" });
    root.append(img, el("span", { class: "shade" }));
    return { img };
  });
  set(parts.img, { src: data.picture || null, hidden: !data.picture });
}
