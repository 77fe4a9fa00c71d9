// A show of hands at the projector. Text reaches the page as text nodes only. What is typed is sent at once, and again
// until Python says that it is on the disk.

const RETRY_MS = 5000; // after something could not be saved
const LOST_MS = 6000; // without an answer from Python
const MOST_HANDS = 999;
const TURNS = ["before", "after"];

/** Make an element; children are elements or texts, attributes named on… listeners. */
function element(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (value != null && value !== false) node.setAttribute(name, value === true ? "" : value);
  }
  // JupyterLab asks only the element that has the focus.
  if (tag === "input" || tag === "button") node.setAttribute("data-lm-suppress-shortcuts", "true");
  node.append(...children.flat(Infinity).filter((child) => child != null));
  return node;
}

/** Read a number of hands: null for an empty field, undefined for anything that is none. */
function hands(text) {
  const written = text.trim();
  if (!written) return null;
  return /^\d{1,3}$/.test(written) && Number(written) <= MOST_HANDS ? Number(written) : undefined;
}

/** Send messages one after the other, each until it is saved; the newest of one field replaces an older one. */
function sender(model, say, labels) {
  const waiting = new Map();
  let number = 0;
  let sent = null;
  let timer = null;
  const next = () => {
    clearTimeout(timer);
    const [key] = waiting.keys();
    if (key === undefined) return;
    sent = { key, number: ++number, message: waiting.get(key) };
    timer = setTimeout(() => {
      say(labels["no kernel"], true);
      timer = setTimeout(next, RETRY_MS);
    }, LOST_MS);
    model.send({ ...sent.message, number: sent.number });
  };
  const heard = (message) => {
    if (message?.type !== "ack" || message.number !== sent?.number) return;
    clearTimeout(timer);
    const { key, message: done } = sent;
    sent = null;
    if (message.problem) {
      say(message.problem, true);
      timer = setTimeout(next, RETRY_MS);
      return;
    }
    if (waiting.get(key) === done) waiting.delete(key);
    if (waiting.size) next();
    else say(done.type === "clear" ? labels.cleared : labels.saved);
  };
  model.on("msg:custom", heard);
  return {
    send(key, message) {
      waiting.delete(key);
      waiting.set(key, message);
      say(labels.saving);
      if (!sent) next();
    },
    isWaiting: (key) => waiting.has(key),
    stop() {
      clearTimeout(timer);
      model.off?.("msg:custom", heard);
    },
  };
}

/** Make the place of one option: its letter and words, and for each turn a field and a bar. */
function optionRow(option, labels, id, typed) {
  const fields = {};
  const turns = TURNS.map((turn) => {
    const name = labels.hands.replace("{letter}", option.letter).replace("{turn}", labels[turn]);
    const input = element("input", {
      type: "text",
      inputmode: "numeric",
      maxlength: "3",
      autocomplete: "off",
      "aria-label": name,
      "aria-describedby": `${id}-status`,
      oninput: () => typed(option.id, turn, input),
      onkeydown: (event) => {
        if (event.key === "Enter") nextField(input, turn);
      },
    });
    input.dataset.turn = turn;
    const bar = element("span", { class: `geo-poll-bar ${turn}`, "aria-hidden": "true" });
    fields[turn] = { input, bar };
    return element("div", { class: "geo-poll-turn" }, element("span", {}, labels[turn]), input, bar);
  });
  const words = element(
    "p",
    { class: "geo-poll-option", id: `${id}-${option.letter}` },
    element("b", {}, `${option.letter}) `),
    option.text,
  );
  return { node: element("li", {}, words, turns), fields };
}

/** Go to the same turn of the next option, as the hands are counted. */
function nextField(input, turn) {
  const all = [...input.closest(".geo-poll").querySelectorAll(`input[data-turn="${turn}"]`)];
  all[all.indexOf(input) + 1]?.focus();
}

function render({ model, el, signal }) {
  const { language, title, prompt, options, labels } = model.get("poll");
  const id = `geo-poll-${Math.random().toString(36).slice(2)}`;
  const status = element("p", { class: "geo-poll-status", role: "status", id: `${id}-status` });
  const say = (text, isProblem = false) => {
    status.textContent = isProblem ? `▲ ${text}` : text;
    status.classList.toggle("problem", isProblem);
  };
  const outbox = sender(model, say, labels);
  const typed = (option, turn, input) => {
    const value = hands(input.value);
    input.setAttribute("aria-invalid", String(value === undefined));
    if (value === undefined) {
      say(labels["whole number"], true);
      return;
    }
    draw();
    outbox.send(`${turn} ${option}`, { type: "count", turn, option, hands: value });
  };
  const rows = options.map((option) => ({ option, ...optionRow(option, labels, id, typed) }));
  const totals = Object.fromEntries(TURNS.map((turn) => [turn, element("b")]));

  /** Draw the bars of what stands in the fields, the longest over the whole width. */
  function draw() {
    const value = ({ input }) => hands(input.value) ?? 0;
    const most = Math.max(1, ...rows.flatMap(({ fields }) => TURNS.map((turn) => value(fields[turn]))));
    for (const turn of TURNS) {
      rows.forEach(({ fields }) => (fields[turn].bar.style.inlineSize = `${(100 * value(fields[turn])) / most}%`));
      totals[turn].textContent = String(rows.reduce((sum, { fields }) => sum + value(fields[turn]), 0));
    }
  }

  /** Write what is saved into the fields, but not where somebody types or something is still on its way. */
  function write() {
    const counts = model.get("counts");
    for (const { option, fields } of rows)
      for (const turn of TURNS) {
        const { input } = fields[turn];
        const isTyped = input === document.activeElement && document.hasFocus();
        if (isTyped || outbox.isWaiting(`${turn} ${option.id}`) || hands(input.value) === undefined) continue;
        input.value = counts[turn]?.[option.id] ?? "";
      }
    draw();
  }

  const clear = () => {
    for (const { fields } of rows)
      for (const turn of TURNS) {
        fields[turn].input.value = "";
        fields[turn].input.setAttribute("aria-invalid", "false");
      }
    draw();
    outbox.send("clear", { type: "clear" });
  };
  const sums = TURNS.map((turn) => element("span", {}, `${labels[turn]}, ${labels.total}: `, totals[turn]));
  const node = element(
    "section",
    { class: "geo-poll", lang: language, "aria-labelledby": `${id}-title` },
    element("h3", { id: `${id}-title` }, `${labels.poll}: ${title}`),
    prompt.map((line) => element("p", {}, line)),
    element(
      "ol",
      {},
      rows.map((row) => row.node),
    ),
    element("p", { class: "geo-poll-totals" }, sums),
    element("div", {}, element("button", { type: "button", onclick: clear }, labels.clear)),
    status,
  );
  el.append(node);
  write();
  model.on("change:counts", write);
  signal?.addEventListener("abort", () => {
    outbox.stop();
    model.off?.("change:counts", write);
  });
}

export default { render };
