// Candles in SVG: hollow where the price fell, so that colour is not all that tells. Written here and not taken from a
// library: those that draw candles are ten times as large as this whole page and bring their own styles.

const HEIGHT = 320;
const AXIS = 58;
const DATES = 26;
const TOP = 10;
const VOLUME = 44;

const day = new Intl.DateTimeFormat("en", { day: "numeric", month: "short", timeZone: "UTC" });

function element(name, attributes, parent) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  parent?.append(made);
  return made;
}

// Round steps of 1, 2 or 5, about five of them.
function ticks(low, high) {
  const rough = (high - low) / 5 || Math.abs(high) / 10 || 1;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((n) => n * power).find((n) => n >= rough);
  const from = Math.ceil(low / step) * step;
  const list = [];
  for (let value = from; value <= high + step / 1e6; value += step) list.push(value);
  return { list, digits: Math.max(0, -Math.floor(Math.log10(step) + 1e-9)) };
}

function layout(width, bars) {
  const plot = width - AXIS;
  const step = Math.min(plot / bars.length, 48);
  const left = (plot - step * bars.length) / 2;
  const low = Math.min(...bars.map((bar) => bar.low));
  const high = Math.max(...bars.map((bar) => bar.high));
  const room = (high - low) * 0.06 || high * 0.01;
  const bottom = HEIGHT - DATES - VOLUME;
  const y = (price) => TOP + ((high + room - price) / (high - low + 2 * room)) * (bottom - TOP);
  return { plot, step, y, x: (i) => left + step * (i + 0.5), low: low - room, high: high + room, left };
}

function drawAxes(svg, at, bars) {
  const { list, digits } = ticks(at.low, at.high);
  for (const price of list) {
    element("line", { class: "grid", x1: 0, x2: at.plot, y1: at.y(price), y2: at.y(price) }, svg);
    element("text", { class: "axis", x: at.plot + 8, y: at.y(price) + 4 }, svg).textContent = price.toFixed(digits);
  }
  const every = Math.max(1, Math.ceil(74 / at.step));
  for (let i = bars.length - 1; i >= 0; i -= every) {
    if (at.x(i) < 22) continue;
    const label = element("text", { class: "axis", x: Math.min(at.x(i), at.plot - 4), y: HEIGHT - 6, "text-anchor": "middle" }, svg);
    label.textContent = day.format(new Date(bars[i].day));
  }
}

function drawBars(svg, at, bars) {
  const most = Math.max(...bars.map((bar) => bar.volume)) || 1;
  const width = Math.max(1, Math.min(at.step * 0.62, 14));
  bars.forEach((bar, i) => {
    const tall = (bar.volume / most) * (VOLUME - 8);
    element("rect", { class: "volume", x: at.x(i) - width / 2, width, y: HEIGHT - DATES - tall, height: tall }, svg);
    const group = element("g", { class: bar.close < bar.open ? "fall" : "rise" }, svg);
    const upper = at.y(Math.max(bar.open, bar.close));
    const lower = at.y(Math.min(bar.open, bar.close));
    element("line", { class: "wick", x1: at.x(i), x2: at.x(i), y1: at.y(bar.high), y2: at.y(bar.low) }, group);
    element("rect", { class: "body", x: at.x(i) - width / 2, width, y: upper, height: Math.max(1, lower - upper), rx: 1 }, group);
  });
}

// Draws the bars into the host, again whenever its width changes, and tells of the bar that is pointed at.
export function drawChart(host, ticker, bars, chosen) {
  let at;
  let index = bars.length - 1;
  const svg = element("svg", { role: "slider", tabindex: 0, "aria-label": `Daily bars of ${ticker}; arrow keys choose a day`,
    "aria-orientation": "horizontal", "aria-valuemin": 1, "aria-valuemax": bars.length });
  const mark = element("rect", { class: "chosen", y: TOP, height: HEIGHT - DATES - TOP, rx: 3 });

  function choose(i) {
    index = Math.max(0, Math.min(bars.length - 1, i));
    const bar = bars[index];
    mark.setAttribute("x", at.x(index) - at.step / 2);
    mark.setAttribute("width", at.step);
    svg.setAttribute("aria-valuenow", index + 1);
    svg.setAttribute("aria-valuetext", `${bar.day}: open ${bar.open}, high ${bar.high}, low ${bar.low}, close ${bar.close}`);
    chosen(bar, bars[index - 1]);
  }

  function draw() {
    const width = Math.max(host.clientWidth, 240);
    at = layout(width, bars);
    svg.replaceChildren(mark);
    svg.setAttribute("viewBox", `0 0 ${width} ${HEIGHT}`);
    drawAxes(svg, at, bars);
    drawBars(svg, at, bars);
    choose(index);
  }

  const steps = { ArrowLeft: () => index - 1, ArrowRight: () => index + 1, Home: () => 0, End: () => bars.length - 1 };
  svg.addEventListener("keydown", (event) => {
    if (!steps[event.key]) return;
    event.preventDefault();
    choose(steps[event.key]());
  });
  svg.addEventListener("pointermove", (event) => {
    const box = svg.getBoundingClientRect();
    choose(Math.floor((event.clientX - box.left - at.left) / at.step));
  });
  host.replaceChildren(svg);
  const watch = new ResizeObserver(draw);
  watch.observe(host);
  draw();
  return () => watch.disconnect();
}
