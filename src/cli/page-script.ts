/** What the report's page does: it searches and filters. Without it everything is shown. */
export const SCRIPT: string = `
const find = (selector) => document.querySelector(selector);
const all = (selector) => [...document.querySelectorAll(selector)];
const tools = find("#tools");
if (tools) {
  tools.hidden = false;
  const rows = all(".key").map((node) => ({ node, text: node.textContent.toLowerCase() }));
  const lists = all("[data-list]").map((node) => ({ node, number: node.querySelector(".number") }));
  const search = find("#search");
  const kind = find("#kind");
  const buttons = all("[data-filter]");
  let finding = "";
  const show = () => {
    const words = search.value.toLowerCase().split(/\\s+/).filter(Boolean);
    let shown = 0;
    for (const { node, text } of rows) {
      const { type, findings } = node.dataset;
      const fits =
        (!kind?.value || kind.value === type) &&
        (!finding || findings.split(" ").includes(finding)) &&
        words.every((word) => text.includes(word));
      node.hidden = !fits;
      if (fits) shown += 1;
    }
    for (const { node, number } of lists) {
      const left = node.querySelectorAll(".key:not([hidden])").length;
      node.hidden = left === 0;
      number.textContent = left;
    }
    for (const button of buttons) button.setAttribute("aria-pressed", String(button.dataset.filter === finding));
    find("#nothing").hidden = shown > 0;
    find("#shown").textContent = shown + " of " + rows.length + " shown";
  };
  search.addEventListener("input", show);
  kind?.addEventListener("change", show);
  for (const button of buttons) {
    button.addEventListener("click", () => {
      finding = button.dataset.filter;
      show();
    });
  }
  show();
}
`;
