// What makes the site quicker to use. Every page works without it.

// "/" goes to the search box, as in many archives.
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, textarea, select, [contenteditable]")) return;
  const box = document.querySelector("[data-search]");
  if (!box) return;
  event.preventDefault();
  box.focus();
  box.select();
});

// Addresses hold what was filled in, and nothing else.
document.addEventListener("formdata", ({ formData, target }) => {
  if (target.method !== "get") return;
  for (const [name, value] of [...formData]) if (!value) formData.delete(name);
});

// What is not swapped in (see `responseHandling` in base.html) the browser loads as a page that says what is wrong.
document.addEventListener("htmx:responseError", ({ detail }) => {
  if (detail.xhr.status === 400 || detail.requestConfig.verb !== "get") return;
  location.assign(detail.pathInfo.finalRequestPath);
});

// Results have changed: say how many there are, and leave nobody without a place on the page.
document.addEventListener("htmx:afterSettle", ({ detail }) => {
  if (detail.target?.closest("[data-combobox]")) return; // names to choose from, no results
  const status = document.querySelector("[data-status]");
  if (!status) return;
  document.querySelector("[data-live]").textContent = status.textContent;
  if (document.activeElement === document.body) status.focus({ preventScroll: true });
});
