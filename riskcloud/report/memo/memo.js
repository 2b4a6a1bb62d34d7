// What helps reading a memo on a screen: an IRR curve with the share of paths under the cursor,
// a slider for the hurdle, tables that can be sorted.  The page is whole without it.
"use strict";

const MINUS = "\u2212";

function fill(sentence, gaps) {
  return sentence.replace(/\{(\w+)\}/g, (whole, name) => gaps[name] ?? whole);
}

// Shares and intervals come as printed in the memo: rounded in one place only.
function answer(curve, place) {
  const [share, interval] = curve.printed[place];
  return { rate: `${rate(curve, place)} %`, share, interval };
}

function rate(curve, place) {
  const value = 100 * (curve.hurdle + (place - curve.today) * curve.step);
  return String(Number(value.toFixed(4))).replace("-", MINUS);
}

function svg(name, attributes, text) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  if (text !== undefined) made.textContent = text;
  return made;
}

function element(name, className, text) {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

const WIDTH = 640, HEIGHT = 220, LEFT = 78, RIGHT = 8, TOP = 12, BOTTOM = 52;

function across(curve, place) {
  return LEFT + (WIDTH - LEFT - RIGHT) * place / (curve.hits.length - 1);
}

function up(share) {
  return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * share;
}

function drawing(curve) {
  const made = svg("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img", "aria-label": curve.words.title });
  for (const share of [0, 0.25, 0.5, 0.75, 1]) {
    made.append(svg("line", { x1: LEFT, x2: WIDTH - RIGHT, y1: up(share), y2: up(share), class: "grid" }));
    made.append(svg("text", { x: LEFT - 6, y: up(share) + 4, "text-anchor": "end" }, `${100 * share} %`));
  }
  const last = curve.hits.length - 1;
  for (const part of [0, 0.25, 0.5, 0.75, 1]) {
    const place = Math.round(part * last), anchor = part === 1 ? "end" : part ? "middle" : "start";
    made.append(svg("text", { x: across(curve, place), y: HEIGHT - 30, "text-anchor": anchor }, `${rate(curve, place)} %`));
  }
  made.append(svg("text", { x: WIDTH / 2, y: HEIGHT - 6, "text-anchor": "middle" }, curve.words.axis));
  const points = curve.hits.map((hits, place) => `${across(curve, place)},${up(hits / curve.paths)}`);
  made.append(svg("polyline", { points: points.join(" "), class: "curve" }));
  const today = across(curve, curve.today);
  made.append(svg("line", { x1: today, x2: today, y1: up(0), y2: up(1), class: "hurdle" }));
  return made;
}

function reader(curve) {
  const box = element("div", "reader"), picture = drawing(curve);
  const cursor = svg("line", { y1: up(0), y2: up(1), class: "cursor" });
  picture.insertBefore(cursor, picture.querySelector(".hurdle"));
  const slider = element("input");
  Object.assign(slider, { type: "range", min: 0, max: curve.hits.length - 1, step: 1, id: "hurdle" });
  const label = element("label", "", curve.words.slider), told = element("output", "told");
  label.htmlFor = "hurdle";
  const under = element("p", "under", curve.words.hint), back = element("button", "", curve.words.back);
  back.type = "button";

  function show() {
    const place = Number(slider.value), x = across(curve, place);
    cursor.setAttribute("x1", x);
    cursor.setAttribute("x2", x);
    told.textContent = fill(curve.words.answer, answer(curve, place));
    slider.setAttribute("aria-valuetext", told.textContent);
  }
  function reset() {
    slider.value = curve.today;
    show();
  }
  picture.addEventListener("pointermove", (event) => {
    const area = picture.getBoundingClientRect();
    const part = ((event.clientX - area.left) * WIDTH / area.width - LEFT) / (WIDTH - LEFT - RIGHT);
    const place = Math.round(Math.min(Math.max(part, 0), 1) * (curve.hits.length - 1));
    under.textContent = fill(curve.words.under, answer(curve, place));
  });
  picture.addEventListener("pointerleave", () => { under.textContent = curve.words.hint; });
  slider.addEventListener("input", show);
  back.addEventListener("click", reset);
  box.append(element("p", "name", curve.words.title), picture, under, label, slider, told, back,
    element("p", "note", curve.words.note));
  reset();
  return box;
}

// A number at the start of a cell, else nothing: words go to the end.
function leading(text) {
  const found = /^[\u2212-]?\d[\d,]*(\.\d+)?/.exec(text.trim());
  return found ? Number(found[0].replace(MINUS, "-").replaceAll(",", "")) : NaN;
}

function compare(first, second) {
  const one = leading(first), other = leading(second);
  if (Number.isNaN(one) !== Number.isNaN(other)) return Number.isNaN(one) ? 1 : -1;
  return Number.isNaN(one) ? first.localeCompare(second, document.documentElement.lang) : one - other;
}

// Up, down, and back to the order of the memo.
function sortable(table) {
  const body = table.tBodies[0], order = [...body.rows];
  const headings = [...table.tHead.rows[0].cells];
  headings.forEach((heading, column) => {
    const button = element("button", "sort", heading.textContent);
    button.type = "button";
    heading.replaceChildren(button);
    button.addEventListener("click", () => {
      const before = heading.getAttribute("aria-sort");
      const direction = { ascending: "descending", descending: "" }[before] ?? "ascending";
      headings.forEach((one) => { one.removeAttribute("aria-sort"); });
      let rows = order;
      if (direction) {
        heading.setAttribute("aria-sort", direction);
        const sign = direction === "ascending" ? 1 : -1;
        const text = (row) => row.cells[column].textContent;
        rows = [...order].sort((a, b) => sign * compare(text(a), text(b)));
      }
      body.replaceChildren(...rows);
    });
  });
}

document.addEventListener("DOMContentLoaded", () => {
  document.querySelectorAll("table").forEach((table) => {
    if (table.tBodies[0].rows.length > 1) sortable(table);
  });
  const data = document.getElementById("curve"), figures = document.querySelector(".figures");
  if (data && figures) figures.before(reader(JSON.parse(data.textContent)));
});
