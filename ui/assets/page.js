// Behaviour of the page itself: theme, the source panel, dialogs, copying, following the answer.
document.documentElement.lang = "vi";

window.assistant = (() => {
  const stored = { get: (k) => { try { return localStorage.getItem(k); } catch { return null; } },
                   set: (k, v) => { try { localStorage.setItem(k, v); } catch { /* private mode */ } } };
  let openedFrom = null;

  const applyTheme = () => {
    const theme = stored.get("theme");
    if (theme) document.body.classList.toggle("dark", theme === "dark");
  };

  const toggleTheme = () => {
    const dark = !document.body.classList.contains("dark");
    stored.set("theme", dark ? "dark" : "light");
    applyTheme();
  };

  // One modal dialog for questions to the person; the browser keeps focus inside it.
  // With `reasons` ([value, label] pairs) or a `commentLabel` it is a small form, told as an object.
  const dialog = ({ text, yes, no, value, reasons = [], reason, comment, commentLabel }) => new Promise((resolve) => {
    const box = document.createElement("dialog");
    box.className = "dialog";
    const form = document.createElement("form");
    form.method = "dialog";
    const label = document.createElement("label");
    label.textContent = text;
    form.append(label);
    let input = null;
    if (value !== undefined) {
      input = document.createElement("input");
      input.value = value;
      input.maxLength = 200;
      label.append(input);
    }
    for (const [name, words] of reasons) {
      const choice = document.createElement("label");
      choice.className = "choice";
      const radio = document.createElement("input");
      Object.assign(radio, { type: "radio", name: "reason", value: name, checked: name === reason });
      choice.append(radio, words);
      form.append(choice);
    }
    if (commentLabel) {
      const area = document.createElement("textarea");
      Object.assign(area, { name: "comment", rows: 3, maxLength: 2000, value: comment || "" });
      const about = document.createElement("label");
      about.append(commentLabel, area);
      form.append(about);
    }
    const buttons = document.createElement("div");
    const cancel = document.createElement("button");
    cancel.type = "button";
    cancel.textContent = no;
    const accept = document.createElement("button");
    accept.className = "primary";
    accept.value = "yes";
    accept.textContent = yes;
    buttons.append(cancel, accept);
    form.append(buttons);
    box.append(form);
    document.body.append(box);
    cancel.addEventListener("click", () => box.close("no"));
    box.addEventListener("close", () => {
      const accepted = box.returnValue === "yes";
      box.remove();
      if (commentLabel) resolve(accepted ? Object.fromEntries(new FormData(form)) : null);
      else resolve(input ? (accepted ? input.value : null) : accepted);
    });
    box.showModal();
    if (input) input.select();
  });

  const closeSource = () => {
    document.body.classList.remove("source-open");
    if (openedFrom && openedFrom.isConnected) openedFrom.focus();
    openedFrom = null;
  };

  const showSource = (source) => {
    document.body.classList.add("source-open");
    source.focus({ preventScroll: true });
    const excerpt = source.querySelector(".excerpt");
    const mark = source.querySelector("#cited");
    if (excerpt && mark) excerpt.scrollTop = mark.offsetTop - excerpt.clientHeight / 3;
    source.scrollTop = 0;
  };

  const copy = async (control) => {
    const text = control.dataset.copy;
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const area = document.createElement("textarea");
      area.value = text;
      area.className = "visually-hidden";
      document.body.append(area);
      area.select();
      document.execCommand("copy");
      area.remove();
    }
    const label = control.querySelector("span");
    const before = label.textContent;
    label.textContent = control.dataset.copied;
    setTimeout(() => { label.textContent = before; }, 1600);
  };

  const starting = (event, control) => {
    if ((event === "cite" || event === "cell") && !control.closest(".source")) openedFrom = control;
    if (event === "open" || event === "new") document.body.classList.remove("rail-open");
    if (["open", "new", "delete"].includes(event)) document.body.classList.remove("source-open");
  };

  const rendered = (panel) => {
    const source = panel.querySelector(".source");
    if (source && source.dataset.opened !== panel.dataset.opened) {
      panel.dataset.opened = source.dataset.opened;
      showSource(source);
    }
    const turns = panel.querySelectorAll(".turn");
    const last = turns[turns.length - 1];
    if (last && last.id !== panel.dataset.last) {
      panel.dataset.last = last.id;
      last.scrollIntoView({ block: turns.length > 1 ? "start" : "nearest" });
    }
    panel.querySelectorAll("input[data-shown]").forEach((input) => { input.value = input.dataset.shown; });
    const shown = panel.querySelector("[data-scroll-here]");
    if (shown && shown.dataset.scrollHere !== panel.dataset.scrolled) {
      panel.dataset.scrolled = shown.dataset.scrollHere;
      shown.scrollIntoView({ block: "start" });
      shown.focus({ preventScroll: true });
    }
    const download = panel.querySelector("a[data-download]");
    if (download && download.dataset.download !== panel.dataset.downloaded) {
      panel.dataset.downloaded = download.dataset.download;
      download.click();
    }
  };

  // On a narrow screen a tab may stand in the menu of further tabs, which fills when it opens.
  const chooseTab = (name) => {
    const named = (selector) => [...document.querySelectorAll(selector)]
      .find((tab) => tab.textContent.trim() === name && !tab.closest(".visually-hidden"));
    const tab = named("[role=tab]");
    if (tab) { tab.click(); return; }
    document.querySelector(".overflow-menu > button")?.click();
    setTimeout(() => named(".overflow-dropdown button")?.click(), 50);
  };

  document.addEventListener("click", (event) => {
    const control = event.target.closest("[data-copy],[data-close],[data-toggle],[data-tab]");
    if (!control) return;
    if (control.dataset.copy) copy(control);
    if (control.dataset.close) closeSource();
    if (control.dataset.toggle === "theme") toggleTheme();
    if (control.dataset.toggle === "rail") {
      const open = document.body.classList.toggle("rail-open");
      control.setAttribute("aria-expanded", String(open));
    }
    if (control.dataset.tab) {
      chooseTab(control.dataset.tab);
    }
  });

  // A finding of a check and its places in the text lead to each other.
  const choose = (root, chosen) => {
    root.querySelectorAll(".current").forEach((one) => one.classList.remove("current"));
    chosen.forEach((one) => one.classList.add("current"));
  };
  document.addEventListener("click", (event) => {
    const root = event.target.closest(".check-result");
    const control = event.target.closest("[data-show],[data-finding]");
    if (!root || !control) return;
    const finding = control.dataset.show ? control.closest(".finding") : root.querySelector(`#finding-${control.dataset.finding}`);
    const place = control.dataset.show;
    const marks = place ? [...root.querySelectorAll(`[data-at*=" ${place} "]`)] : [control];
    choose(root, [finding, ...marks]);
    if (!place) finding.closest("details").open = true;
    (place ? marks[0] : finding)?.scrollIntoView({ block: "center" });
  });

  // A source belongs to the tab in which it was opened.
  document.addEventListener("click", (event) => {
    if (event.target.closest("[role=tab]")) document.body.classList.remove("source-open");
  });

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !document.querySelector("dialog[open]")) {
      if (document.body.classList.contains("source-open")) closeSource();
      document.body.classList.remove("rail-open");
    }
  });

  // Files dropped on the upload frame take the way of the upload button.
  const uploadFrame = (event) => event.dataTransfer?.types.includes("Files") && event.target.closest("#upload");
  document.addEventListener("dragover", (event) => {
    const frame = uploadFrame(event);
    document.querySelector("#upload")?.classList.toggle("dragging", Boolean(frame));
    if (frame) event.preventDefault();
  });
  document.addEventListener("drop", (event) => {
    const frame = uploadFrame(event);
    if (!frame) return;
    event.preventDefault();
    frame.classList.remove("dragging");
    const input = frame.querySelector("input[type=file]");
    input.files = event.dataTransfer.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  });

  if (document.body) applyTheme();
  document.addEventListener("DOMContentLoaded", applyTheme);
  window.addEventListener("load", () => setTimeout(applyTheme, 0));

  return {
    confirm: ({ confirm: text, yes, no }) => dialog({ text, yes, no }),
    prompt: ({ prompt: text, yes, no, value }) => dialog({ text, yes, no, value }),
    judge: ({ judge: text, yes, no, reasons, reason, comment, commentLabel }) =>
      dialog({ text, yes, no, reasons: JSON.parse(reasons), reason, comment, commentLabel }),
    starting,
    rendered,
  };
})();
