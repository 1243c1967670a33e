// The search box's list of names: arrow keys choose, Enter opens, Escape closes. The list itself comes by htmx.
// Roles are set here, because without a script the box is a plain one.

const parts = (within) => {
  const box = within?.closest?.("[data-combobox]");
  return box && { input: box.querySelector("input"), list: box.querySelector("[role=listbox]") };
};

const options = (list) => [...list.querySelectorAll("[role=option]")];

const choose = ({ input, list }, chosen) => {
  for (const option of options(list)) option.setAttribute("aria-selected", String(option === chosen));
  if (chosen) {
    input.setAttribute("aria-activedescendant", chosen.id);
    chosen.scrollIntoView({ block: "nearest" });
  } else input.removeAttribute("aria-activedescendant");
};

const show = (box, open) => {
  box.list.hidden = !open;
  box.input.setAttribute("aria-expanded", String(open));
  if (!open) choose(box, null);
};

const prepare = () => {
  for (const input of document.querySelectorAll("[data-combobox] input:not([role])")) {
    const { list } = parts(input);
    for (const [name, value] of Object.entries({
      role: "combobox",
      "aria-autocomplete": "list",
      "aria-expanded": "false",
      "aria-controls": list.id,
    }))
      input.setAttribute(name, value);
  }
};

document.addEventListener("htmx:afterSwap", ({ detail }) => {
  const box = parts(detail.target);
  if (!box || detail.target !== box.list) return;
  const open = document.activeElement === box.input && Boolean(options(box.list).length);
  show(box, open);
  const count = options(box.list).length;
  document.querySelector("[data-live]").textContent = open ? `${count} name${count === 1 ? "" : "s"} to choose from` : "";
});

document.addEventListener("htmx:afterSettle", prepare);
prepare();

document.addEventListener("keydown", (event) => {
  const box = parts(event.target);
  if (!box || event.target !== box.input || box.list.hidden) return;
  const all = options(box.list);
  const at = all.findIndex((it) => it.getAttribute("aria-selected") === "true");
  if (event.key === "ArrowDown") choose(box, all[at + 1] ?? null);
  else if (event.key === "ArrowUp") choose(box, at < 0 ? all.at(-1) : (all[at - 1] ?? null));
  else if (event.key === "Escape") show(box, false);
  else if (event.key === "Enter" && at >= 0) all[at].click();
  else return;
  event.preventDefault();
});

// Leaving the box, or searching for what stands in it, closes the list.
document.addEventListener("focusout", (event) => {
  const box = parts(event.target);
  if (box && !event.relatedTarget?.closest?.("[data-combobox]")) show(box, false);
});
document.addEventListener("submit", ({ target }) => {
  const box = parts(target.querySelector("[data-combobox] input"));
  if (box) show(box, false);
});
