import { drawChart } from "/status/chart.js";

const STAGES = {
  ingest: ["Ingest", "Market to Kafka"],
  archive: ["Archive", "Kafka to S3 objects"],
  catalog: ["Catalogue", "Objects to tables"],
  query: ["Query", "Tables to answers"],
};
const STATES = { UP: "Up", WAITING: "Waiting", STOPPED: "Stopped" };
const ANNOUNCE_EVERY = 20_000;
const PATIENCE = 6_000;

const id = (name) => document.getElementById(name);
const whole = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });
const short = new Intl.NumberFormat("en", { notation: "compact", maximumFractionDigits: 1 });
const price = new Intl.NumberFormat("en", { minimumFractionDigits: 2, maximumFractionDigits: 4 });

let clock = 0; // how far the server's clock is ahead of ours
let heard = 0;

function make(tag, className, text) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

function set(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

function bytes(count) {
  let value = count;
  for (const unit of ["B", "kB", "MB", "GB"]) {
    if (value < 1000) return `${unit === "B" ? value : value.toFixed(value < 10 ? 1 : 0)} ${unit}`;
    value /= 1000;
  }
  return `${value.toFixed(1)} TB`;
}

function ago(at) {
  const seconds = Math.max(0, Math.round((Date.now() + clock - Date.parse(at)) / 1000));
  if (seconds < 100) return `${seconds} s ago`;
  if (seconds < 6000) return `${Math.round(seconds / 60)} min ago`;
  if (seconds < 172800) return `${Math.round(seconds / 3600)} h ago`;
  return `${Math.round(seconds / 86400)} days ago`;
}

function time(at) {
  const made = make("time");
  made.dateTime = at;
  made.title = new Date(at).toLocaleString();
  made.textContent = ago(at);
  return made;
}

function ages() {
  for (const node of document.querySelectorAll("time")) set(node, ago(node.dateTime));
}

function figure(fact) {
  if (fact.value === null) return "–";
  switch (fact.kind) {
    case "RATE": return fact.value >= 100 || fact.value === 0 ? whole.format(fact.value) : fact.value.toFixed(1);
    case "COUNT": return fact.value >= 1e6 ? short.format(fact.value) : whole.format(fact.value);
    case "BYTES": return bytes(fact.value);
    case "DOLLARS": return `$${fact.value.toFixed(6)}`;
    default: return String(fact.value);
  }
}

// ---- the stages

function card(name) {
  const [title, way] = STAGES[name];
  const item = make("li", "stage");
  item.id = `stage-${name}`;
  const head = make("div", "stage-head");
  head.append(make("h3", "", title), make("span", "state", "–"));
  const headline = make("p", "headline");
  headline.append(make("b", "", "–"), make("span", "", ""));
  item.append(head, make("p", "way", way), headline, make("dl", "facts"), make("ul", "events"));
  id("stages").append(item);
}

function showStage(stage, known) {
  const item = id(`stage-${stage.name}`);
  const state = item.querySelector(".state");
  if (known && state.dataset.state !== stage.state) say(`${STAGES[stage.name][0]}: ${STATES[stage.state]}. ${stage.reason ?? ""}`);
  state.dataset.state = stage.state;
  set(state, STATES[stage.state]);
  item.classList.toggle("stopped", stage.state === "STOPPED");
  item.classList.toggle("flowing", stage.headline.kind === "RATE" && stage.headline.value > 0);
  set(item.querySelector(".headline b"), figure(stage.headline));
  set(item.querySelector(".headline span"), stage.headline.name);
  const facts = item.querySelector(".facts");
  stage.facts.forEach((fact, i) => {
    if (!facts.children[i]) {
      const pair = make("div");
      pair.append(make("dt"), make("dd"));
      facts.append(pair);
    }
    set(facts.children[i].firstChild, fact.name);
    set(facts.children[i].lastChild, figure(fact));
  });
  showNews(item, stage);
}

// Below the figures stands what the stage did last, or why it does not.
function showNews(item, stage) {
  const text = JSON.stringify([stage.reason, stage.cure, stage.since, stage.events]);
  if (item.dataset.news === text) return;
  item.dataset.news = text;
  item.querySelector(".why")?.remove();
  const list = item.querySelector(".events");
  list.hidden = Boolean(stage.reason);
  list.replaceChildren(...stage.events.map((event) => {
    const line = make("li");
    const what = make("span", "what", event.details ? `${event.what}: ${event.details}` : event.what);
    what.title = what.textContent;
    line.append(what, time(event.at));
    return line;
  }));
  if (!stage.reason) return;
  const why = make("div", "why");
  why.append(make("strong", "", stage.reason));
  if (stage.cure) why.append(make("p", "", stage.cure));
  if (stage.since) {
    const since = make("p", "", "Since ");
    since.append(time(stage.since));
    why.append(since);
  }
  item.append(why);
}

// ---- problems

function showProblems(problems) {
  const text = JSON.stringify(problems);
  const list = id("problem-list");
  if (list.dataset.shown === text) return;
  list.dataset.shown = text;
  set(id("no-problems"), problems.length ? "In the last hour, newest first." : "Nothing in the last hour.");
  list.replaceChildren(...problems.map((problem) => {
    const item = make("li", problem.severity);
    const meta = make("p", "meta");
    meta.append(make("b", "", problem.where));
    if (problem.code) meta.append(make("span", "", problem.code));
    if (problem.count > 1) meta.append(make("span", "", `${whole.format(problem.count)} times`));
    meta.append(time(problem.last));
    item.append(meta, make("p", "", problem.message));
    if (problem.cure) {
      const cure = make("p", "cure");
      cure.append(make("b", "", "What to do: "), problem.cure);
      item.append(cure);
    }
    return item;
  }));
}

// ---- freshness, objects, the last answer

function showFreshness(fresh) {
  set(id("newest-bar"), fresh.newestBar ?? "–");
  set(id("object-count"), whole.format(fresh.objects));
  const newest = id("newest-object");
  if (!fresh.newestObject) set(newest, "–");
  else if (newest.firstElementChild?.dateTime !== fresh.newestObject) newest.replaceChildren(time(fresh.newestObject));
}

let landed = new Set();

// The zone and the innermost folder say where an object belongs; its title is the whole key.
function place(key) {
  const folders = key.split("/").slice(0, -1);
  return folders.length > 1 ? `${folders[0]} / ${folders.at(-1)}` : folders.join("");
}

function showObjects(objects, known) {
  id("no-objects").hidden = objects.length > 0;
  id("objects-table").hidden = objects.length === 0;
  const keys = objects.map((object) => object.key);
  if (keys.length === landed.size && keys.every((key) => landed.has(key))) return;
  const fresh = objects.filter((object) => known && !landed.has(object.key));
  id("objects").replaceChildren(...objects.map((object) => {
    const row = make("tr", known && !landed.has(object.key) ? "new" : "");
    const key = make("td", "key");
    key.title = object.key;
    key.append(make("b", "", place(object.key)), make("span", "", object.key.slice(object.key.lastIndexOf("/") + 1)));
    const when = make("td", "number");
    when.append(time(object.at));
    row.append(key, make("td", "number", short.format(object.records)), make("td", "number", bytes(object.bytes)), when);
    return row;
  }));
  landed = new Set(keys);
  announceLandings(fresh);
}

function rows(table, columns, lines) {
  const head = make("tr");
  for (const column of columns) {
    const cell = make("th", column.number ? "number" : "", column.name);
    cell.scope = "col";
    head.append(cell);
  }
  const top = make("thead");
  top.append(head);
  const body = make("tbody");
  for (const line of lines) {
    const row = make("tr");
    line.forEach((value, i) => row.append(make("td", columns[i].number ? "number" : "", value ?? "")));
    body.append(row);
  }
  table.replaceChildren(top, body);
}

let answered = "";

function showAnswer(answer) {
  if (!answer || answered === answer.query + answer.at) return;
  answered = answer.query + answer.at;
  const many = answer.rows.length === 1 ? "1 row" : `${whole.format(answer.rows.length)}${answer.more ? " first" : ""} rows`;
  id("answer-about").replaceChildren(
    make("b", "", answer.query),
    `: ${many}, ${bytes(answer.scannedBytes)} read, $${answer.dollars.toFixed(6)}, ${(answer.tookMs / 1000).toFixed(1)} s, `,
    time(answer.at));
  rows(id("answer-table"), answer.columns, answer.rows);
  const place = answer.columns.findIndex((column) => column.name === "ticker");
  if (place >= 0) suggest(answer.rows.map((row) => row[place]));
}

function suggest(tickers) {
  const all = [...new Set([...tickers, "AAPL", "MSFT", "NVDA", "SPY"])].filter(Boolean).slice(0, 20);
  id("tickers").replaceChildren(...all.map((ticker) => {
    const option = make("option");
    option.value = ticker;
    return option;
  }));
}

// ---- what a screen reader is told: changes of state at once, landings now and then

function say(text) {
  set(id("news"), text);
}

let unsaid = { objects: 0, records: 0 };
let saidAt = 0;

function announceLandings(objects) {
  unsaid.objects += objects.length;
  unsaid.records += objects.reduce((sum, object) => sum + object.records, 0);
  if (!unsaid.objects || Date.now() - saidAt < ANNOUNCE_EVERY) return;
  say(`${unsaid.objects} objects landed with ${whole.format(unsaid.records)} records.`);
  unsaid = { objects: 0, records: 0 };
  saidAt = Date.now();
}

// ---- the stream

let shown = false;

function hear(at) {
  clock = Date.parse(at) - Date.now();
  heard = Date.now();
  id("line").dataset.state = "live";
  set(id("line-text"), "Live");
}

function show(snapshot) {
  hear(snapshot.at);
  snapshot.stages.forEach((stage) => showStage(stage, shown));
  showProblems(snapshot.problems);
  showFreshness(snapshot.freshness);
  showObjects(snapshot.objects, shown);
  showAnswer(snapshot.answer);
  const about = id("program");
  if (!shown) about.append(`ticklake ${snapshot.program.version}, started `, time(snapshot.program.since));
  const troubled = snapshot.stages.filter((stage) => stage.state !== "UP").length;
  document.title = troubled ? `(${troubled}) ticklake` : "ticklake";
  shown = true;
}

let source = null;

function connect() {
  source?.close();
  source = null;
  // A page that nobody looks at asks for nothing.
  if (document.hidden) return;
  source = new EventSource("/status/events");
  source.addEventListener("snapshot", (event) => show(JSON.parse(event.data)));
  source.addEventListener("tick", (event) => hear(JSON.parse(event.data).at));
  heard = Date.now();
}

function watch() {
  ages();
  if (document.hidden || Date.now() - heard < PATIENCE) return;
  id("line").dataset.state = "lost";
  set(id("line-text"), shown ? "No news from the program; trying again" : "No answer from the program; trying again");
  connect();
}

// ---- the chart

let forget = () => {};

function reading(bar, before) {
  const change = before ? (bar.close / before.close - 1) * 100 : null;
  const parts = [["Open", price.format(bar.open)], ["High", price.format(bar.high)], ["Low", price.format(bar.low)], ["Close", price.format(bar.close)],
    ["Volume", short.format(bar.volume)]];
  if (change !== null) parts.push(["Change", `${change < 0 ? "−" : "+"}${Math.abs(change).toFixed(2)}%`]);
  const day = make("span");
  day.append(make("b", "", bar.day));
  id("reading").replaceChildren(day, ...parts.map(([name, value]) => {
    const part = make("span", "", `${name} `);
    part.append(make("b", "", value));
    return part;
  }));
}

function showChart(chart) {
  set(id("chart-title"), `Daily bars of ${chart.ticker}`);
  if (!chart.bars.length) {
    noChart(`The lake has no daily bars of ${chart.ticker}. Tickers are written as the market has them, in capitals mostly.`);
    return;
  }
  forget();
  forget = drawChart(id("canvas"), chart.ticker, chart.bars, reading);
  id("bars").hidden = false;
  const columns = ["day", "open", "high", "low", "close", "volume"].map((name) => ({ name, number: name !== "day" }));
  rows(id("bars-table"), columns, [...chart.bars].reverse().map((bar) => columns.map(({ name }) => (name === "day" ? bar.day : name === "volume" ? whole.format(bar.volume) : price.format(bar[name])))));
  say(`${chart.bars.length} daily bars of ${chart.ticker} are drawn.`);
}

function noChart(message) {
  forget();
  forget = () => {};
  id("bars").hidden = true;
  id("canvas").replaceChildren(make("p", "quiet", message));
  id("reading").replaceChildren();
  say(message);
}

async function ask(event) {
  event.preventDefault();
  const ticker = id("ticker").value.trim();
  const button = event.target.querySelector("button");
  button.disabled = true;
  if (!id("canvas").querySelector("svg")) noChart(`Asking the lake for ${ticker}.`);
  try {
    const reply = await fetch(`/status/bars?ticker=${encodeURIComponent(ticker)}`, { method: "POST" });
    const body = await reply.json();
    if (reply.ok) showChart(body);
    else noChart(body.message);
  } catch {
    noChart("The program does not answer. Try again.");
  } finally {
    button.disabled = false;
  }
}

Object.keys(STAGES).forEach(card);
suggest([]);
id("ask").addEventListener("submit", ask);
document.addEventListener("visibilitychange", () => { if (!document.hidden) connect(); else source?.close(); });
setInterval(watch, 1000);
connect();
