/** The page: shows the keys, and does what its buttons say. */
import { DatadogError } from "datadog-fetch";
import { ago, axis, lifeline } from "./chart.js";
import { connect } from "./datadog.js";
import { faults } from "./faults.js";
import { readKeys, replace } from "./keys.js";

const find = (selector) => document.querySelector(selector);
const element = (name, properties = {}, ...children) => {
  const node = Object.assign(document.createElement(name), properties);
  node.append(...children);
  return node;
};

let latest = { told: "", times: 0 };
const observers = {
  /** Notes down what was asked; the same thing many times over is one row. */
  onResponse({ method, path, attempt, status, error, duration }) {
    const told = [`${method} ${path}`, String(attempt), String(status ?? error)];
    if (latest.told === told.join()) find("#wire").firstChild.remove();
    else latest = { told: told.join(), times: 0 };
    latest.times += 1;
    if (latest.times > 1) told[0] += ` × ${latest.times}`;
    const cells = [...told, `${Math.round(duration)} ms`].map((text) => element("td", {}, text));
    find("#wire").prepend(element("tr", { className: status < 400 ? "" : "failed" }, ...cells));
    while (find("#wire").children.length > 10) find("#wire").lastChild.remove();
  },
};

const dd = connect(observers);
let keys = [];
let filter = "all";
let sought = "";

// Showing

async function refresh() {
  keys = await readKeys(dd);
  show();
}

function show() {
  for (const button of document.querySelectorAll("[data-filter]")) {
    button.querySelector("b").textContent = keys.filter(shown(button.dataset.filter)).length;
    button.setAttribute("aria-pressed", String(button.dataset.filter === filter));
  }
  const rows = keys.filter(shown(filter)).map(row);
  find("#list").replaceChildren(...(rows.length > 0 ? rows : [element("li", { className: "empty" }, "None. Good.")]));
}

const shown = (name) => (key) => {
  const passes = name === "all" || (name === "stale" ? key.stale : key.leak !== undefined);
  return passes && `${key.name} ${key.owner?.name} ${key.owner?.email}`.toLowerCase().includes(sought);
};

function row(key) {
  const used = key.used === undefined ? "never used" : `used ${ago(key.used)}`;
  const name = element(
    "div",
    { className: "name" },
    element("strong", {}, key.name),
    element("span", { className: "last4" }, `…${key.last4}`),
    ...badges(key),
  );
  const owner = key.owner ? ` · by ${key.owner.name}${key.owner.disabled ? ", who has left" : ""}` : "";
  const who = element(
    "div",
    { className: "who" },
    name,
    element("small", {}, `made ${ago(key.age)}${owner} · ${used}`),
  );
  if (key.leak !== undefined)
    who.append(element("small", { className: "leak-source" }, `Found in the open ${ago(key.leak)}`));
  if (key.until) who.append(element("small", {}, `To be deleted after ${key.until.toLocaleString()}`));
  const actions = element("div", { className: "actions" });
  if (!key.until) actions.append(action(key, "Rename", rename), action(key, "Rotate", rotate));
  if (!key.own) actions.append(action(key, "Delete", remove));
  const item = element("li", { className: "key" }, who, lifeline(key), actions);
  item.dataset.id = key.id;
  return item;
}

function badges({ stale, leak, own }) {
  const kinds = [leak !== undefined && "leaked", stale && "stale", own && "in use here"].filter(Boolean);
  return kinds.map((kind) => element("span", { className: `badge ${kind.split(" ")[0]}` }, kind));
}

function action(key, label, act) {
  const button = element(
    "button",
    { type: "button", className: label.toLowerCase(), ariaLabel: `${label} ${key.name}` },
    label,
  );
  button.addEventListener("click", () => attempt(() => act(key), button));
  return button;
}

function say(text) {
  find("#status").textContent = text;
}

/** Puts the focus on a key's button after the list was drawn anew; on the heading if the key is gone. */
function focus(id, name) {
  (find(`[data-id="${id}"] .${name}`) ?? find("#keys-title")).focus();
}

// Doing

/** Runs what a button stands for, once at a time; what it throws is shown. A button that is `disabled` would lose the focus. */
async function attempt(act, button) {
  if (button.ariaDisabled) return;
  button.ariaDisabled = "true";
  find("#error").replaceChildren();
  try {
    await act();
  } catch (error) {
    showError(error);
  } finally {
    button.ariaDisabled = null;
  }
}

find("#create").addEventListener("submit", (event) => {
  event.preventDefault();
  const form = event.target;
  attempt(async () => {
    const name = form.elements.name.value.trim();
    const { data } = await dd.apiKeys.create({ name });
    form.reset();
    filter = "all";
    await refresh();
    say(`“${name}” was made.`);
    await showSecret(
      `“${name}” is made`,
      "Put it where it is needed now. Nobody should have to look it up later.",
      data.attributes.key,
      ["Done"],
    );
    focus(data.id, "rename");
  }, form.querySelector("button"));
});

for (const button of document.querySelectorAll("[data-filter]")) {
  button.addEventListener("click", () => {
    filter = button.dataset.filter;
    show();
  });
}

find("#sought").addEventListener("input", ({ target }) => {
  sought = target.value.trim().toLowerCase();
  show();
});

/** Puts a field in the place of the name. */
async function rename(key) {
  const input = element("input", {
    value: key.name,
    required: true,
    ariaLabel: `New name of ${key.name}`,
    autocomplete: "off",
  });
  const cancel = element("button", { type: "button" }, "Cancel");
  const form = element(
    "form",
    { className: "rename-form" },
    input,
    element("button", { className: "primary" }, "Save"),
    cancel,
  );
  find(`[data-id="${key.id}"] .name`).replaceChildren(form);
  input.select();
  const name = await new Promise((resolve) => {
    const drop = () => resolve(undefined);
    cancel.addEventListener("click", drop);
    form.addEventListener("keydown", ({ key }) => key === "Escape" && drop());
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      resolve(input.value.trim());
    });
  });
  try {
    if (name === undefined || name === key.name) return;
    await dd.apiKeys.update(key.id, { name });
    await refresh();
    say(`“${key.name}” is now “${name}”.`);
  } finally {
    show();
    focus(key.id, "rename");
  }
}

/** Makes the new key and shows it. The old one stays for a day, or until somebody deletes it. */
async function rotate(key) {
  const text =
    "The new key works, and the old one still does, for another day. Give the new one to everything that uses the old one.";
  const isStored = async (secret) =>
    (await showSecret(`A new key for “${key.name}”`, text, secret, ["Take it back", "I have stored it"])) ===
    "I have stored it";
  const { current } = await replace(dd, key, isStored);
  await refresh();
  const isNew = current.id !== key.id;
  say(
    isNew ? `“${key.name}” is now …${current.last4}; the old key works for another day.` : "The new key is taken back.",
  );
  focus(current.id, "rotate");
}

async function remove(key) {
  find("#confirm-title").textContent = `Delete “${key.name}”?`;
  if ((await choose(find("#confirm"))) !== "delete") return;
  await dd.apiKeys.delete(key.id);
  const neighbour = keys[keys.indexOf(key) + 1]?.id;
  await refresh();
  say(`“${key.name}” is deleted.`);
  focus(neighbour, "delete");
}

async function provoke({ label, run, leavesKey }, button) {
  await attempt(async () => {
    await run();
    find("#error").append(
      element("p", { className: "fine" }, `${label}: the client repeated the request, and all is well.`),
    );
  }, button);
  if (leavesKey) await refresh();
}

// Dialogs

async function showSecret(title, text, secret, answers) {
  find("#secret-title").textContent = title;
  find("#secret-text").textContent = text;
  find("#secret-value").value = secret;
  find("#copy").textContent = "Copy";
  const buttons = answers.map((answer, index) =>
    element(
      "button",
      { type: "button", value: answer, className: index === answers.length - 1 ? "primary" : "" },
      answer,
    ),
  );
  find("#secret .buttons").replaceChildren(...buttons);
  const choice = await choose(find("#secret"));
  find("#secret-value").value = "";
  return choice;
}

find("#copy").addEventListener("click", async () => {
  find("#secret-value").select();
  const copied = await navigator.clipboard.writeText(find("#secret-value").value).then(
    () => true,
    () => false, // the browser may not let us; the text is selected
  );
  find("#copy").textContent = copied ? "Copied" : "Press Ctrl+C";
});

/** Which button closed the dialog; "" if none did. */
function choose(dialog) {
  dialog.returnValue = "";
  for (const button of dialog.querySelectorAll(".buttons button")) button.onclick = () => dialog.close(button.value);
  dialog.showModal();
  return new Promise((resolve) => dialog.addEventListener("close", () => resolve(dialog.returnValue), { once: true }));
}

// Errors

function showError(error) {
  const known = error instanceof DatadogError;
  const facts = {
    operation: error.operation,
    status: error.status,
    retryAfter: error.retryAfter === undefined ? undefined : `${Math.round(error.retryAfter)} s`,
    timeout: error.timeout === undefined ? undefined : `${error.timeout} ms`,
    "errors[0].detail": error.errors?.[0]?.detail,
    outcomeUnknown: known ? error.outcomeUnknown : undefined,
  };
  const entries = Object.entries(facts).filter(([, value]) => value !== undefined);
  const list = element(
    "dl",
    {},
    ...entries.flatMap(([name, value]) => [element("dt", {}, name), element("dd", {}, String(value))]),
  );
  const title = element("h3", {}, known ? error.name : `${error.name} (not the client's)`);
  find("#error").replaceChildren(element("div", { className: "error" }, title, element("p", {}, error.message), list));
}

// Starting

find("#loading").remove();
find("#keys").hidden = false;
find(".axis").append(axis());
for (const fault of faults(observers)) {
  const button = element("button", { type: "button" }, fault.label);
  button.addEventListener("click", () => provoke(fault, button));
  find("#faults").append(button);
}
await refresh();
