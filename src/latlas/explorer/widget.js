// The notebook's side of the widget: the explorer's page in a frame, and messages between the two.
// Messages are taken from that frame at its own address only, and sent to no other.
function render({ model, el }) {
  const address = new URL(model.get("_address"));
  address.searchParams.set("notebook", location.origin);
  const frame = document.createElement("iframe");
  frame.title = "latlas explorer";
  frame.src = address.href;
  frame.allow = "clipboard-write; fullscreen";
  Object.assign(frame.style, { width: "100%", height: `${model.get("_height")}px`, border: "0", borderRadius: "6px" });

  const hear = ({ source, origin, data }) => {
    if (source !== frame.contentWindow || origin !== address.origin || data?.kind !== "latlas:selection") return;
    // a message, not a part of the state: as state, bytes that changed did not reach Python from JupyterLab
    model.send({ kind: "selection" }, undefined, [data.selection.buffer]);
    model.set("selected", data.selected);
    model.save_changes();
  };
  const tell = () => frame.contentWindow?.postMessage({ kind: "latlas:select", selected: model.get("selected") }, address.origin);
  window.addEventListener("message", hear);
  model.on("change:selected", tell);
  el.append(frame);
  return () => {
    window.removeEventListener("message", hear);
    model.off("change:selected", tell);
  };
}

export default { render };
