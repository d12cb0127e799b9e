// Runs once for each HTML panel, with `element`, `trigger` and `watch` of that panel.
// Every control with data-event reports here, through one listener, so that panels can be
// re-rendered freely. Only the events listed here exist.
const EVENTS = [
  "ask", "cite", "excel", "feedback",
  "new", "open", "rename", "delete",
  "document", "remove", "reread", "correct", "leave",
  "cell", "browse", "edit", "save", "reject", "undo", "compose", "append", "history",
  "redraft", "docx", "phrases",
  "review", "settle", "question", "keep", "drop", "lines"
];

element.addEventListener("click", async (event) => {
  const control = event.target.closest("[data-event]");
  if (!control || !element.contains(control) || !EVENTS.includes(control.dataset.event)) return;
  const data = { ...control.dataset };
  if (data.input) data.value = document.getElementById(data.input).value;
  if (data.collect) {
    const edited = document.getElementById(data.collect).querySelectorAll("[data-paragraph]");
    data.paragraphs = JSON.stringify(Object.fromEntries([...edited].map((one) => [one.dataset.paragraph, one.innerText])));
  }
  if (data.form) {
    const inputs = document.getElementById(data.form).querySelectorAll("[name]");
    const told = [...inputs].map((one) => [one.name, one.type === "checkbox" ? (one.checked ? "yes" : "") : one.value]);
    data.fields = JSON.stringify(Object.fromEntries(told));
  }
  if (data.judge) {
    const told = await window.assistant.judge(data);
    if (told === null) return;
    Object.assign(data, told);
  }
  if (data.prompt) {
    data.value = await window.assistant.prompt(data);
    if (data.value === null) return;
  } else if (data.confirm && !(await window.assistant.confirm(data))) {
    return;
  }
  window.assistant.starting(data.event, control);
  trigger(data.event, data);
});

element.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && event.target.dataset.submit) {
    document.getElementById(event.target.dataset.submit).click();
  }
});

watch("value", () => window.assistant.rendered(element));
