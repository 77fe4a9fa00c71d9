// The face of an exercise: builds a form from `task`, shows `shown`, and tells Python every change by numbered messages.
// Text reaches the page as text nodes only. All state lives in a View, because one model may be seen in several places.

const PAUSE_MS = 500; // after the last key, before a draft is sent
const WAITING_MS = 1500; // without an acknowledgement: say that the kernel is awaited
const RETRY_MS = 5000; // after something could not be saved, before it is tried again
const LOST_MS = 6000; // without an acknowledgement from a kernel that is not busy: say that nothing is saved
const FOCUSABLE = new Set(["a", "button", "input", "select", "summary", "textarea"]);

/** Make an element; children are elements or texts, attributes named on… are listeners, nothing and false are left out. */
function element(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (value != null && value !== false) node.setAttribute(name, value === true ? "" : value);
  }
  // On a container this has no effect: JupyterLab looks at the element that has the focus.
  if (FOCUSABLE.has(tag)) node.setAttribute("data-lm-suppress-shortcuts", "true");
  node.append(...children.flat(Infinity).filter((child) => child != null));
  return node;
}

/** A frame for what may be wider than the page: it scrolls, by keyboard too. */
const sheet = (name, inside) =>
  element(
    "div",
    { class: "geo-sheet", tabindex: "0", role: "group", "aria-label": name, "data-lm-suppress-shortcuts": "true" },
    inside,
  );

/** The runs of a cell in a figure that is a table: plain words, lost words struck through, signs. */
const runs = (cell) =>
  cell.map(({ text, kind }) => {
    if (kind === "plain") return text;
    return kind === "lost" ? element("del", {}, text) : element("span", { class: `geo-run-${kind}` }, text);
  });

/** Nothing is ever written into a field while someone is in it. */
const hasFocus = (node) => document.hasFocus() && node.contains(document.activeElement);

/** Whether two maps of values say the same, in whatever order. */
const same = (a, b) => JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
const sorted = (value) =>
  value && typeof value === "object"
    ? Object.keys(value)
        .sort()
        .map((key) => [key, sorted(value[key])])
    : value;

/** A place beside a field that says what is missing there. */
function asking(id) {
  const node = element("p", { class: "geo-ask", id, hidden: true });
  const say = (text) => {
    node.hidden = !text;
    node.textContent = text ? `▲ ${text}` : "";
  };
  return { node, say };
}

/** Options to tick under one legend: the fieldset, its inputs, and the place that says what is missing. */
function ticks({ type, id, legend, options, inRow }) {
  const ask = asking(`${id}-ask`);
  const inputs = options.map((option) => element("input", { type, name: id, value: option.id }));
  const labels = options.map((option, i) =>
    element("label", { class: "geo-option" }, inputs[i], element("span", {}, option.text)),
  );
  const node = element(
    "fieldset",
    { "aria-describedby": ask.node.id },
    element("legend", {}, legend),
    element("div", { class: inRow ? "geo-row" : null }, labels),
    ask.node,
  );
  return { node, inputs, say: ask.say };
}

/** One of several, as radio buttons. */
function radios(asked) {
  const { node, inputs, say } = ticks({ type: "radio", ...asked });
  return {
    node,
    say,
    focus: () => (inputs.find((input) => input.checked) ?? inputs[0]).focus(),
    read: () => inputs.find((input) => input.checked)?.value,
    write(value) {
      if (!hasFocus(node)) inputs.forEach((input) => (input.checked = input.value === value));
    },
  };
}

/** Several of several, as check boxes; the value maps each chosen one to "yes". */
function checkBoxes(asked) {
  const { node, inputs, say } = ticks({ type: "checkbox", ...asked });
  return {
    node,
    say,
    focus: () => inputs[0].focus(),
    read() {
      const chosen = inputs.filter((input) => input.checked).map((input) => [input.value, "yes"]);
      return chosen.length ? Object.fromEntries(chosen) : undefined;
    },
    write(value) {
      if (!hasFocus(node)) inputs.forEach((input) => (input.checked = value?.[input.value] === "yes"));
    },
  };
}

/** The same question for each of several entries; the value maps the entries to what is said of them. */
function each(entries, make) {
  const fields = Object.fromEntries(entries.map((entry) => [entry.id, make(entry)]));
  return {
    fields,
    read() {
      const said = Object.entries(fields).map(([id, field]) => [id, field.read()]);
      const given = said.filter(([, value]) => value !== undefined);
      return given.length ? Object.fromEntries(given) : undefined;
    },
    write: (value) => Object.entries(fields).forEach(([id, field]) => field.write(value?.[id])),
  };
}

/** An entry together with what is asked of it besides, as one group of its name; alone where that is nothing. */
function withBesides(name, entry, besides) {
  if (!besides.length) return entry;
  const more = element("div", { class: "geo-besides" }, besides);
  if (entry.tagName === "FIELDSET") {
    entry.classList.add("geo-entry");
    entry.append(more);
    return entry;
  }
  return element("div", { class: "geo-entry", role: "group", "aria-label": name }, entry, more);
}

/**
 * A choice in each of several cells: a row is a group, a cell a labelled select; the value maps cells to choices.
 * A row without cells says what is given there; `beside` makes what else is asked of a row.
 */
function cells({ id, legend, pick, rows, beside }) {
  const ask = asking(`${id}-ask`);
  const selects = {};
  const select = (cell, options) => {
    const empty = element("option", { value: "" }, `– ${pick} –`);
    const choices = options.map((option) => element("option", { value: option.id }, option.text));
    return (selects[cell] = element("select", { id: `${id}-${cell.replace(" ", ".")}` }, empty, choices));
  };
  const labelled = ({ cell, text, options }) => {
    const field = select(cell, options);
    return element("div", { class: "geo-cell" }, element("label", { for: field.id }, text), field);
  };
  const group = (row) => {
    if (!row.cells.length) return element("p", { class: "geo-given" }, `${row.text}: ${row.given}`);
    if (row.cells.length === 1) return labelled({ ...row.cells[0], text: row.text });
    return element("fieldset", { class: "geo-cells" }, element("legend", {}, row.text), row.cells.map(labelled));
  };
  const groups = rows.map((row) => withBesides(row.text, group(row), beside(row.id)));
  const node = element(
    "fieldset",
    { "aria-describedby": ask.node.id },
    element("legend", {}, legend),
    groups,
    ask.node,
  );
  const fields = () => Object.entries(selects);
  return {
    node,
    say: ask.say,
    focus: () => (fields().find(([, field]) => !field.value) ?? fields()[0])[1].focus(),
    read() {
      const chosen = fields().filter(([, field]) => field.value);
      return chosen.length ? Object.fromEntries(chosen.map(([cell, field]) => [cell, field.value])) : undefined;
    },
    write(value) {
      for (const [cell, field] of fields()) if (!hasFocus(field)) field.value = value?.[cell] ?? "";
    },
  };
}

/** Words without the stop or comma behind them. */
const bare = (text) => text.replace(/[.,;:!?]+$/, "");

/** Words to mark, in layers; the value is a text of marks ("W6 9-11 Z; …") and the language they were made in. */
class Marker {
  constructor({ id, task }) {
    this.task = task;
    this.id = id;
    this.marks = [];
    this.language = task.language;
    this.ask = asking(`${id}-ask`);
    this.note = element("p", { hidden: true }, task.words.other_language);
    const options = task.layers.map((layer) => ({ id: layer.id, text: `${layer.letter}: ${layer.text}` }));
    this.letters = Object.fromEntries(task.layers.map((layer) => [layer.id, layer.letter]));
    this.layers = options.length > 1 ? radios({ id: `${id}-layer`, legend: task.words.layer, options }) : null;
    this.layers?.write(options[0].id);
    this.list = element("div", {
      class: "geo-text",
      role: "listbox",
      "aria-multiselectable": "true",
      "aria-label": task.words.text,
      onkeydown: (event) => this.key(event),
      onpointerdown: (event) => this.press(event),
      onpointerup: (event) => this.release(event),
    });
    const how = element("p", { id: `${id}-how` }, task.words.how_to_mark);
    this.list.setAttribute("aria-describedby", `${id}-how ${this.ask.node.id}`);
    this.said = element("p", { class: "geo-hidden", role: "status" });
    this.node = element("div", {}, how, this.layers?.node ?? null, this.note, this.list, this.ask.node, this.said);
    this.draw();
  }

  say = (text) => this.ask.say(text);

  focus = () => this.list.querySelector("[tabindex='0']").focus();

  read = () => {
    if (!this.marks.length) return undefined;
    return {
      language: this.language,
      marks: this.marks.map((m) => `${m.line} ${m.first}-${m.last} ${m.layer}`).join("; "),
    };
  };

  write = (value) => {
    if (hasFocus(this.list)) return;
    const found = [...(value?.marks ?? "").matchAll(/([WH]\d+) (\d+)-(\d+) ([A-Z])/g)];
    this.marks = found.map(([, line, first, last, layer]) => ({ line, first: +first, last: +last, layer }));
    const language = this.marks.length && this.task.lines[value.language] ? value.language : this.task.language;
    if (language !== this.language) {
      this.language = language;
      this.draw();
    } else this.paint();
    this.note.hidden = this.language === this.task.language;
  };

  /** Lay out the lines; each word is an option, and one of them is in the tab order. */
  draw() {
    const lines = this.task.lines[this.language] ?? [];
    this.words = [];
    const groups = lines.map((line) => {
      const options = line.words.map((text, at) => {
        const word = element("span", { role: "option", tabindex: "-1", "data-lm-suppress-shortcuts": "true" }, text);
        this.words.push({ node: word, line: line.id, at, text });
        return [word, " "];
      });
      const label = element("span", { class: "geo-number", "aria-hidden": "true" }, line.id);
      return element(
        "div",
        { role: "group", "aria-label": line.id, class: line.id.startsWith("H") ? "geo-heading" : null },
        label,
        " ",
        options.flat(),
      );
    });
    this.list.replaceChildren(...groups);
    this.list.lang = this.language;
    this.at = this.anchor = 0;
    this.paint();
  }

  /** Show what is marked and what is selected: by letter, by underline and by colour. */
  paint() {
    const [from, to] = [Math.min(this.at, this.anchor), Math.max(this.at, this.anchor)];
    this.words.forEach((word, i) => {
      const marks = this.marks.filter((m) => m.line === word.line && m.first <= word.at && word.at <= m.last);
      const ends = marks.filter((m) => m.last === word.at).map((m) => this.letters[m.layer]);
      word.node.replaceChildren(word.text, ...(ends.length ? [element("sup", {}, ends.join(""))] : []));
      word.node.setAttribute("aria-selected", String(marks.length > 0));
      // Without this, the letter would be read as the end of the word.
      if (marks.length)
        word.node.setAttribute("aria-label", `${bare(word.text)}, ${marks.map((m) => this.letters[m.layer]).join(", ")}`);
      else word.node.removeAttribute("aria-label");
      word.node.setAttribute("tabindex", i === this.at ? "0" : "-1");
      word.node.classList.toggle("geo-chosen", from < to && from <= i && i <= to);
      word.node.dataset.layer = marks.length ? this.task.layers.findIndex((layer) => layer.id === marks[0].layer) : "";
    });
  }

  key(event) {
    const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: this.line(1), ArrowUp: this.line(-1) }[event.key];
    if (step !== undefined) {
      const next = Math.min(Math.max(this.at + step, 0), this.words.length - 1);
      if (event.shiftKey && this.words[next].line !== this.words[this.anchor].line) return event.preventDefault();
      this.at = next;
      if (!event.shiftKey) this.anchor = next;
      this.paint();
      this.words[next].node.focus();
    } else if (event.key === " " || event.key === "Enter") this.toggle();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** How far it is from here to the first word of the next or previous line. */
  line(direction) {
    const lines = [...new Set(this.words.map((word) => word.line))];
    const wanted = lines[lines.indexOf(this.words[this.at].line) + direction];
    const to = this.words.findIndex((word) => word.line === wanted);
    return to < 0 ? 0 : to - this.at;
  }

  press(event) {
    const at = this.wordAt(event);
    if (at >= 0) this.anchor = this.at = at;
  }

  release(event) {
    const at = this.wordAt(event);
    if (at < 0) return;
    if (this.words[at].line === this.words[this.anchor].line) this.at = at;
    this.toggle();
  }

  wordAt(event) {
    const option = event.target.closest("[role=option]");
    return this.words.findIndex((word) => word.node === option);
  }

  /** Mark what is selected in the layer that is on, or remove the marks of that layer that it touches. */
  toggle() {
    const [from, to] = [Math.min(this.at, this.anchor), Math.max(this.at, this.anchor)].map((i) => this.words[i]);
    const layer = this.layers?.read() ?? this.task.layers[0].id;
    const touches = (m) => m.layer === layer && m.line === from.line && m.first <= to.at && from.at <= m.last;
    const removes = this.marks.some(touches);
    if (removes) this.marks = this.marks.filter((m) => !touches(m));
    else this.marks.push({ line: from.line, first: from.at, last: to.at, layer });
    const words = this.words.slice(this.words.indexOf(from), this.words.indexOf(to) + 1).map((word) => word.text);
    const done = this.task.words[removes ? "unmarked" : "marked"];
    this.said.replaceChildren(`${done}: ${bare(words.join(" "))}${removes ? "" : `, ${this.letters[layer]}`}`);
    this.anchor = this.at;
    this.paint();
    this.list.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

/** A line of text (or several), with its label and what is missing. */
function textField({ id, label, lines, numeric }) {
  const ask = asking(`${id}-ask`);
  const attributes = {
    id,
    "aria-describedby": ask.node.id,
    autocomplete: "off",
    inputmode: numeric ? "numeric" : null,
  };
  const input = lines
    ? element("textarea", { ...attributes, rows: lines })
    : element("input", { ...attributes, type: "text" });
  return {
    node: element("div", {}, element("label", { class: "geo-label", for: id }, label), input, ask.node),
    say: (text) => {
      ask.say(text);
      input.setAttribute("aria-invalid", text ? "true" : "false");
    },
    focus: () => input.focus(),
    read: () => input.value || undefined,
    write(value) {
      if (!hasFocus(input)) input.value = typeof value === "string" ? value : "";
    },
  };
}

/** A text of one's own, of which the page looks at the form only; `starters` help to begin. */
function ownText(task, id) {
  const field = textField({ id, label: task.words.write, lines: task.lines });
  return { ...field, node: element("div", {}, field.node, element("p", { class: "geo-small" }, task.words.form_only)) };
}

/** Several number fields under one legend; the value is a map from field to what was typed. */
function numberFields({ id, legend, fields, beside }) {
  const parts = fields.map((field) => textField({ id: `${id}-${field.id}`, label: field.label, numeric: true }));
  const more = fields.map((field) => beside(field.id));
  const inputs = parts.map((part, i) => withBesides(fields[i].label, part.node, more[i]));
  const inRow = more.flat().length ? null : "geo-row";
  return {
    node: element("fieldset", {}, element("legend", {}, legend), element("div", { class: inRow }, inputs)),
    parts: Object.fromEntries(fields.map((field, i) => [field.id, parts[i]])),
    read() {
      const typed = fields.map((field, i) => [field.id, parts[i].read()]).filter(([, text]) => text !== undefined);
      return typed.length ? Object.fromEntries(typed) : undefined;
    },
    write: (value) => fields.forEach((field, i) => parts[i].write(value?.[field.id])),
  };
}

function grid(task, id, beside) {
  const rows = task.rows.map((row) => {
    const asked = task.columns.filter((column) => row.asked.includes(column.id));
    return {
      id: row.id,
      text: row.text,
      given: row.given,
      cells: asked.map((c) => ({ cell: `${row.id} ${c.id}`, text: c.text, options: c.values })),
    };
  });
  return cells({ id, legend: task.words.assign, pick: task.words.pick, rows, beside });
}

/** How each kind asks for its value; `beside` makes what is asked of one of its entries besides. */
const KINDS = {
  "single-choice": (task, id) => radios({ id, legend: task.words.choose, options: task.options }),
  "multiple-choice": (task, id) => checkBoxes({ id, legend: task.words.choose_some, options: task.options }),
  classify: grid,
  grid,
  order: (task, id, beside) => {
    const places = task.items.map((_, i) => ({
      id: String(i + 1),
      text: `${task.words.place} ${i + 1}${i ? "" : ` (${task.words.top})`}`,
    }));
    if (task.may_leave_out) places.push({ id: "out", text: task.words.left_out });
    const rows = task.items.map((item) => ({ ...item, cells: [{ cell: item.id, options: places }] }));
    return cells({ id, legend: task.words.order, pick: task.words.pick, rows, beside });
  },
  "mark-text": (task, id) => new Marker({ id, task }),
  "free-text": ownText,
  numbers: (task, id, beside) => numberFields({ id, legend: task.words.numbers, fields: task.fields, beside }),
  range: (task, id, beside) => numberFields({ id, legend: task.words.range, fields: task.fields, beside }),
};

/** What this browser tab holds until Python has it on disk: it outlives a restarted kernel and a reloaded page. */
const unsaved = {
  get(key) {
    try {
      return JSON.parse(sessionStorage.getItem(`geo_lesson ${key}`));
    } catch {
      return null; // storage may be switched off; then only the page holds the text
    }
  },
  put(key, entry) {
    try {
      sessionStorage.setItem(`geo_lesson ${key}`, JSON.stringify(entry));
    } catch {
      this.drop(key); // too long for it: better nothing than an older text
    }
  },
  drop(key) {
    try {
      sessionStorage.removeItem(`geo_lesson ${key}`);
    } catch {
      /* as above */
    }
  },
};

// The places below the task, by what they hold.
const BOXES = ["notices", "hints", "feedback", "picture", "look_back", "cards"];
const LAST_BOXES = ["model", "takeaway", "extension", "history", "kept"]; // below the question that follows an answer

class View {
  constructor(model, el) {
    this.model = model;
    this.task = model.get("task");
    this.words = this.task.words;
    this.id = `geo-${crypto.getRandomValues(new Uint32Array(2)).join("")}`;
    this.number = 0; // of the last message
    this.pending = new Map(); // by number, the messages of which Python has not said that they are on disk
    this.failed = new Set(); // the numbers of those of which it has said that they are not
    this.unsubmitted = new Set(); // the steps that were handed over in vain; only the student can hand them over now
    this.carried = 0; // number of the last message that carried what stands here
    this.submitted = Infinity; // the number of a submission that has not been announced yet
    this.edited = false; // something stands here that no message has carried yet, or that could not be saved
    this.base = 0; // revision of the draft that stands here
    this.behind = null; // a newer draft, waiting until nobody is in a field that it changes
    this.drawn = {};
    this.build(el);
    this.take(model.get("draft"));
    this.show();
    this.listen();
    this.recover();
    this.tell({ type: "here" });
  }

  /** The field for how sure one is, and that for the reason: for the exercise, or for each of its entries. */
  besides() {
    const { task, words, id } = this;
    const options = task.confidence.map((level) => ({ id: level, text: `${level} %` }));
    const make = {
      confidence: (of) => radios({ id: `${id}-confidence${of}`, legend: words.confidence, options, inRow: true }),
      reason: (of) => textField({ id: `${id}-reason${of}`, label: task.reason, lines: of ? 2 : 3 }),
    };
    const asked = [task.confidence.length && "confidence", task.reason && "reason"].filter(Boolean);
    const entries = task.rows?.filter((row) => row.asked.length) ?? task.items ?? task.fields ?? [];
    const field = (name) =>
      task[`${name}_per`] === "exercise" ? make[name]("") : each(entries, (entry) => make[name](`-${entry.id}`));
    return Object.fromEntries(asked.map((name) => [name, field(name)]));
  }

  build(el) {
    const { task, words, id } = this;
    const besides = this.besides();
    const beside = (entry) =>
      Object.values(besides)
        .map((field) => field.fields?.[entry]?.node)
        .filter(Boolean);
    this.fields = { value: KINDS[task.kind](task, `${id}-value`, beside), ...besides };
    const asked = Object.values(this.fields)
      .map((field) => field.node)
      .filter(Boolean);
    this.fields.after = textField({ id: `${id}-after`, label: "", lines: 3 });
    this.submitButton = element("button", { type: "submit" }, words.submit);
    this.hintButton = element("button", { type: "button", onclick: () => this.askHint() }, words.hint);
    this.boxes = Object.fromEntries([...BOXES, ...LAST_BOXES].map((name) => [name, element("div")]));
    for (const name of ["notices", "hints", "feedback", "model"]) this.boxes[name].setAttribute("aria-live", "polite");
    this.boxes.hints.tabIndex = -1;
    const startersFirst = task.kind === "free-text" || Boolean(task.reason);
    this.status = element("p", { class: "geo-status" });
    this.live = element("p", { class: "geo-hidden", role: "status" });
    this.form = element(
      "form",
      { novalidate: true, onsubmit: (event) => this.submit(event, "answer") },
      startersFirst ? this.starters() : null,
      asked,
      this.submitButton,
      task.hints ? this.hintButton : null,
    );
    this.afterButton = element("button", { type: "submit" });
    this.afterForm = element(
      "form",
      { novalidate: true, hidden: true, class: "geo-box", onsubmit: (event) => this.submit(event, "reason") },
      startersFirst ? null : this.starters(),
      this.fields.after.node,
      this.afterButton,
    );
    const [notices, ...boxes] = BOXES.map((name) => this.boxes[name]);
    this.body = element(
      "div",
      {},
      notices,
      task.prompt.map((paragraph) => element("p", {}, paragraph)),
      this.quoted(),
      task.table ? sheet(task.table.title, this.table(task.table)) : null,
      task.table?.note ? element("p", { class: "geo-small" }, task.table.note) : null,
      task.cards.length ? this.cards(task.cards) : null,
      this.form,
      boxes,
      this.afterForm,
      LAST_BOXES.map((name) => this.boxes[name]),
    );
    this.waiting = element("p", { hidden: true }, words.waits);
    this.gone = element("p", { hidden: true });
    this.section = element(
      "section",
      { class: "geo-exercise", lang: task.language, "aria-labelledby": `${id}-title` },
      this.heading(),
      this.gone,
      this.waiting,
      this.body,
      this.status,
      this.live,
    );
    el.replaceChildren(this.section);
  }

  heading() {
    const optional = this.task.optional ? ` · ${this.words.optional}` : "";
    const minutes = element(
      "span",
      { class: "geo-minutes" },
      ` · ${this.task.minutes} ${this.task.minutes === 1 ? this.words.minute : this.words.minutes}${optional}`,
    );
    // On a shared account, whose answers these are.
    const student = this.task.student ? element("span", { class: "geo-minutes" }, ` · ${this.task.student}`) : null;
    return element("h3", { id: `${this.id}-title` }, this.task.title, minutes, student);
  }

  quoted() {
    if (!this.task.sentences.length) return null;
    const lines = this.task.sentences.map((sentence) =>
      element("p", {}, element("strong", {}, `${sentence.id} `), sentence.text),
    );
    return element("blockquote", { "aria-label": this.words.sentences }, lines);
  }

  /** Source cards: who said what, when and where it can be read. */
  cards(cards) {
    const line = (name, ...said) => [element("dt", {}, name), element("dd", {}, said)];
    const link = (address, i, all) => {
      const site = address.split("/")[2].replace(/^www\./, "") + (all.length > 1 ? ` (${i + 1})` : "");
      return element("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, site);
    };
    const shown = cards.map((card) =>
      element(
        "article",
        { class: "geo-card", "aria-label": card.id },
        element("h4", {}, `${card.id} · ${card.date}`),
        element(
          "dl",
          {},
          card.fields.flatMap(([name, text]) => line(name, text)),
          line(card.read_at, card.links.map(link)),
        ),
      ),
    );
    return element("div", { class: "geo-cards", role: "group", "aria-label": this.words.cards }, shown);
  }

  /** A table, its first cells the heads of its rows. */
  table({ title, heads, rows }, look = null) {
    const head = element(
      "tr",
      {},
      heads.map((text) => element("th", { scope: "col" }, text)),
    );
    const line = ([first, ...others]) =>
      element(
        "tr",
        {},
        element("th", { scope: "row" }, first),
        others.map((text) => element("td", {}, text)),
      );
    return element(
      "table",
      look ? { class: look } : {},
      title ? element("caption", {}, title) : null,
      element("thead", {}, head),
      element("tbody", {}, rows.map(line)),
    );
  }

  starters() {
    if (!this.task.starters.length) return null;
    const lines = this.task.starters.map((text) => element("li", {}, text));
    return element("div", { class: "geo-box" }, element("h4", {}, this.words.starters), element("ul", {}, lines));
  }

  listen() {
    this.section.addEventListener("input", (event) => this.change(event));
    // JupyterLab forbids line breaks in a cell's output from a listener on the field itself; it never hears of ours.
    const ours = (event) => event.inputType === "insertLineBreak" && event.stopPropagation();
    this.section.addEventListener("beforeinput", ours, true);
    this.section.addEventListener("focusout", () => this.flush());
    this.section.addEventListener("keydown", (event) => this.save(event));
    this.model.on("change:feedback_view", () => this.show());
    this.model.on("change:picture", () =>
      this.draw("picture", this.model.get("picture"), (data) => this.picture(data)),
    );
    this.model.on("msg:custom", (message) => this.receive(message));
    // Of a restart the model hears; of a kernel that was shut down or culled, only who asks for it.
    this.model.on("comm_live_update", () => this.sleep());
    this.kernel = this.model.widget_manager?.kernel;
    this.kernel?.disposed?.connect(this.sleep, this);
  }

  // What stands in the fields

  read() {
    const values = Object.entries(this.fields).map(([name, field]) => [name, field.read()]);
    return Object.fromEntries(values.filter(([, value]) => value !== undefined));
  }

  write(values) {
    for (const [name, field] of Object.entries(this.fields)) field.write(values[name]);
  }

  /** Show a draft; a field that someone is in is left alone, and caught up with when it is left. */
  take(draft) {
    this.behind = draft;
    this.catchUp();
  }

  catchUp() {
    if (!this.behind) return;
    this.write(this.behind.values);
    // What differs now stands in a field that someone is in; or it is of no entry asked about here, and may.
    if (hasFocus(this.section) && !same(this.read(), this.behind.values)) return;
    this.base = this.behind.revision;
    this.behind = null;
  }

  change(event) {
    this.edited = true;
    for (const place of Object.values(this.places())) if (place.node?.contains(event.target)) place.say?.("");
    this.hold();
    if (!this.asleep) this.say("saving");
    this.flushIn(PAUSE_MS);
  }

  flushIn(milliseconds) {
    clearTimeout(this.pause);
    this.pause = setTimeout(() => this.flush(), milliseconds);
  }

  flush() {
    clearTimeout(this.pause);
    this.retry();
    if (this.edited) this.carry("draft");
    else this.catchUp();
  }

  /** Whoever saves by keyboard means the answer; the browser would save its page. */
  save(event) {
    if (!(event.ctrlKey || event.metaKey) || event.key !== "s") return;
    event.preventDefault();
    this.flush();
  }

  submit(event, step) {
    event.preventDefault();
    this.askAgain("submit", step);
    this.carry("submit", { step });
    this.submitted = this.number;
  }

  askHint() {
    this.askAgain("hint");
    this.flush();
    this.send("hint");
  }

  /**
   * What this tab has to hold until Python has it on disk: what stands here, from which draft it was made, the steps of
   * which it was to be handed over (submit) or something else was (unsubmitted), and texts to be kept beside.
   */
  hold() {
    const values = this.read();
    const of = (type) => [...this.pending.values()].filter((message) => message.type === type);
    const steps = (as) => of("submit").flatMap((submit) => (same(submit.values, values) === as ? submit.step : []));
    const entry = { values, revision: this.base, view: this.id, submit: steps(true), keep: of("keep") };
    entry.unsubmitted = [...this.unsubmitted, ...steps(false)];
    const owed = this.edited || of("draft").length || of("submit").length || entry.keep.length;
    if (owed || entry.unsubmitted.length) unsaved.put(this.task.key, entry);
    else unsaved.drop(this.task.key);
  }

  /**
   * Take up what an earlier view of this tab could not save; if another view has changed the answer since, keep it
   * beside. What that view sent last may be on disk although it was never told so.
   */
  recover() {
    const lost = unsaved.get(this.task.key);
    if (!lost) return;
    const { values, revision, view, submit = [], unsubmitted = [], keep = [] } = lost;
    unsubmitted.forEach((step) => this.unsubmitted.add(step));
    keep.forEach((message) => this.send("keep", { values: message.values }));
    const changed = !same(values, this.read());
    if (changed && revision !== this.base && view !== this.model.get("draft").by) {
      this.send("keep", { values });
      submit.forEach((step) => this.unsubmitted.add(step));
    } else {
      if (changed) this.write(values);
      submit.forEach((step) => this.carry("submit", { step }));
      if (changed && !submit.length) this.carry("draft");
    }
    this.hold();
    if (this.unsubmitted.size) this.say("not_submitted", true);
  }

  // The way to Python and back

  tell(message) {
    try {
      this.model.send({ ...message, view: this.id });
    } catch {
      this.sleep(); // JupyterLab throws where the kernel is dead
    }
  }

  /** Send what stands in the fields, and the revision it was made from. */
  carry(type, content = {}) {
    this.edited = false;
    this.values = this.read();
    this.carried = this.number + 1;
    this.send(type, { values: this.values, revision: this.base, ...content });
    this.hold();
  }

  send(type, content = {}) {
    this.post({ type, number: ++this.number, ...content });
  }

  post(message) {
    if (!this.awaits) this.since = performance.now();
    this.pending.set(message.number, message);
    this.failed.delete(message.number);
    this.tell(message);
    if (this.asleep) this.say("asleep", true);
    else this.watch("saving");
  }

  /** Whether there are messages of which Python has not said how it stands. */
  get awaits() {
    return this.pending.size > this.failed.size;
  }

  /**
   * Send again, under its number, what could not be saved. A submission is sent again only while the fields say what
   * was submitted; a draft never, for there is a newer one by then.
   */
  retry() {
    for (const number of [...this.failed]) {
      const message = this.pending.get(number);
      if (message.type === "submit" && !same(message.values, this.read())) {
        this.settled(number);
        this.unsubmitted.add(message.step);
        this.hold();
        // The changed text may be on disk already; then nothing more comes back that would say it.
        if (!this.pending.size && !this.edited) this.say("not_submitted", true);
      } else this.post(message);
    }
  }

  /** Whoever asks once more is told anew how it stands, but is not to be served twice. */
  askAgain(type, step) {
    this.status.classList.remove("geo-problem");
    this.overtake(type, step);
  }

  overtake(type, step) {
    for (const number of [...this.failed]) {
      const message = this.pending.get(number);
      if (message.type === type && message.step === step) this.settled(number);
    }
  }

  /** Nothing more is to be done about a message. */
  settled(number) {
    this.pending.delete(number);
    this.failed.delete(number);
  }

  /** Until every message has come back, say how it stands. */
  watch(word) {
    this.say(word, word === "not_saved");
    clearTimeout(this.watcher);
    this.watcher = setTimeout(() => {
      if (!this.awaits || this.asleep || this.left) return;
      const kernel = this.model.widget_manager?.kernel;
      const busy = kernel?.status === "busy" && kernel?.connectionStatus === "connected";
      this.watch(busy || performance.now() - this.since < LOST_MS ? "waiting" : "not_saved");
    }, WAITING_MS);
  }

  receive(message) {
    if (message.type === "ack" && message.view === this.id) this.settle(message);
    if (message.type === "draft" && (message.to === this.id || (!message.to && message.not !== this.id))) {
      this.wake();
      if (this.edited || this.pending.size) return;
      this.model.set("draft", { values: message.values, revision: message.revision, by: message.by });
      this.take(message);
    }
  }

  /**
   * A message has come back: what it carried is on disk, or the reason why not is said and it is tried again; what is
   * broken only when someone types or presses again, for it would break again.
   */
  settle({ number, problem, broken, revision, asks }) {
    const { type, step } = this.pending.get(number) ?? {};
    if (problem && !broken && type && type !== "draft") this.failed.add(number);
    else this.settled(number);
    this.wake();
    if (problem) {
      this.edited ||= (broken || type === "draft") && number === this.carried;
      if (!broken) this.flushIn(RETRY_MS);
      return this.say(problem, true);
    }
    if (type === "submit") {
      this.unsubmitted.delete(step);
      this.overtake(type, step);
    }
    if (number === this.carried) {
      this.base = revision;
      this.behind = null;
      this.model.set("draft", { values: this.values, revision, by: this.id });
    }
    if (unsaved.get(this.task.key)?.view === this.id) this.hold(); // it may be of a later view by now
    if (!this.pending.size && !this.edited) this.sayWhenSaved(number);
    if (asks) this.ask(asks);
  }

  /** Announced after each submission, and of drafts once a minute: whoever writes is not to be talked into. */
  sayWhenSaved(number) {
    if (this.unsubmitted.size) return this.say("not_submitted", true);
    const text = this.words.saved.replace("{}", this.now());
    this.say(text);
    if (text === this.announced && number < this.submitted) return;
    [this.announced, this.submitted] = [text, Infinity];
    this.live.replaceChildren(this.words.safe);
  }

  now() {
    return new Date().toLocaleTimeString(this.task.language, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  }

  /** Every place beside which something can be said to be missing, the fields of a number kind each for itself. */
  places() {
    const places = { ...this.fields.value.parts, ...this.fields };
    for (const [name, { fields }] of Object.entries(this.fields))
      for (const [entry, field] of Object.entries(fields ?? {})) places[`${name}.${entry}`] = field;
    return places;
  }

  /** Say beside the fields what is missing, and bring the student to the first of them. */
  ask(asks) {
    const places = this.places();
    for (const [name, place] of Object.entries(places)) place.say?.(asks[name]);
    const first = Object.keys(places).find((name) => asks[name] && places[name].focus);
    if (!first) return;
    // Whoever has gone on to something else is not called back.
    if (document.activeElement === document.body || this.section.contains(document.activeElement))
      places[first].focus();
    this.live.textContent = `${this.words.open} ${[...new Set(Object.values(asks))].join(" ")}`;
  }

  /** Say how it stands with saving; that something is not submitted is never covered by a smaller success. */
  say(word, isProblem = false) {
    if (word === "saving" && this.status.classList.contains("geo-problem")) return; // it stays until it is solved
    if (!isProblem && this.unsubmitted.size) return this.say("not_submitted", true);
    const text = this.words[word] ?? word;
    this.gone.hidden = word !== "asleep" && word !== "not_saved"; // whoever is at the top has to see this there
    this.gone.classList.toggle("geo-problem", !this.gone.hidden);
    this.gone.textContent = this.gone.hidden ? "" : `▲ ${text}`;
    this.status.classList.toggle("geo-problem", isProblem);
    if (this.status.textContent === text) return;
    this.status.textContent = text;
    if (!isProblem) return;
    this.live.textContent = text;
    this.announced = "";
  }

  /** The kernel behind this face has gone. Should it answer after all, the face wakes. */
  sleep() {
    if (this.asleep) return;
    this.asleep = true;
    this.section.classList.add("geo-asleep");
    this.say("asleep", true);
    this.tell({ type: "here" });
  }

  wake() {
    if (!this.asleep) return;
    this.asleep = false;
    this.section.classList.remove("geo-asleep");
    if (this.awaits) this.watch("waiting");
    else this.say("");
  }

  leave() {
    this.left = true;
    this.kernel?.disposed?.disconnect(this.sleep, this);
    this.flush();
    this.tell({ type: "gone" });
  }

  // What Python has to say

  show() {
    const shown = this.model.get("feedback_view");
    this.waiting.hidden = !shown.waits;
    this.body.hidden = shown.waits;
    this.draw("notices", shown.notices, (texts) =>
      texts.map((text) => element("p", { class: "geo-problem" }, `▲ ${text}`)),
    );
    if (shown.waits) return;
    this.submitButton.textContent = shown.feedback ? this.words.again : this.words.submit;
    const leaves = shown.hint !== "free" && hasFocus(this.hintButton);
    this.hintButton.hidden = shown.hint !== "free";
    this.draw("hints", [shown.hints, shown.hint], ([hints, more]) => this.hints(hints, more));
    if (leaves) this.boxes.hints.focus(); // a button that goes would take the focus with it
    this.draw("feedback", shown.feedback, (feedback) => this.feedback(feedback));
    this.draw("picture", this.model.get("picture"), (picture) => this.picture(picture));
    this.draw("look_back", shown.look_back, (data) => this.lookBack(data));
    this.draw("cards", shown.cards.length ? shown.cards : null, (cards) => this.cards(cards));
    this.draw("takeaway", shown.takeaway, (text) => this.box(this.words.takeaway, text));
    this.draw("extension", shown.extension, (text) => this.box(this.words.extension, text));
    this.draw("model", shown.after?.model, (text) => this.box(this.words.model, text));
    this.draw("history", shown.history.length > 1 ? shown.history : null, (lines) =>
      this.folded(this.words.history, lines),
    );
    this.draw("kept", shown.kept.length ? shown.kept : null, (lines) => this.folded(this.words.kept, lines));
    this.afterForm.hidden = !shown.after;
    if (shown.after) this.askAfter(shown.after);
  }

  /** Ask what follows an answer: a text, or a list to tick, which is not known before. */
  askAfter({ prompt, items, compares }) {
    this.afterButton.textContent = compares ? this.words.compare : this.words.save;
    if (!items.length) return void (this.afterForm.querySelector("label").textContent = prompt);
    if (this.fields.after.ticks) return;
    const list = checkBoxes({ id: `${this.id}-after`, legend: prompt, options: items });
    this.fields.after.node.replaceWith(list.node);
    this.fields.after = { ...list, ticks: true };
    list.write(this.model.get("draft").values.after);
  }

  /** Fill a box anew only if what it says has changed, so that nothing jumps or closes while someone types. */
  draw(name, data, build) {
    const now = JSON.stringify(data ?? null);
    if (this.drawn[name] === now) return;
    this.drawn[name] = now;
    this.boxes[name].replaceChildren(...(data ? [build(data)].flat() : []));
  }

  /** The picture that belongs to the answer, with the same data as a table; or the sentence that says why not. */
  picture({ svg, source, alt, caption, note, heads, rows, table }) {
    return element(
      "figure",
      { class: "geo-box" },
      element("figcaption", {}, caption),
      svg ? sheet(caption, element("img", { src: source, alt })) : element("p", {}, alt),
      table.length ? sheet(caption, this.table({ heads, rows: table.map((row) => row.map(runs)) }, "geo-figure")) : null,
      note ? element("p", { class: "geo-small" }, note) : null,
      rows.length
        ? element(
            "details",
            {},
            element("summary", {}, this.words.picture_table),
            sheet(caption, this.table({ heads, rows })),
          )
        : null,
    );
  }

  /** What was answered earlier, beside what is answered now. */
  lookBack({ title, then, now }) {
    const entries = [
      [`${this.words.then} – ${title}`, then],
      [`${this.words.now} – ${this.task.title}`, now],
    ];
    const list = entries.flatMap(([name, said]) => [element("dt", {}, name), element("dd", {}, said)]);
    return element("div", { class: "geo-box" }, element("dl", {}, list));
  }

  hints(hints, more) {
    const items = hints.map((hint, i) =>
      element("p", {}, element("strong", {}, `${this.words.hint_number} ${i + 1}: `), hint),
    );
    if (hints.length && more === "after attempt") items.push(element("p", {}, this.words.hint_later));
    return items.length ? element("div", { class: "geo-box" }, items) : [];
  }

  feedback({ correct, summary, remarks, others }) {
    const [symbol, words, look] = {
      true: ["✓", this.words.right, "geo-right"],
      false: ["✗", this.words.not_yet, "geo-not-yet"],
      null: ["●", this.words.not_judged, ""],
    }[correct ?? null]; // from a kernel in the browser, null does not arrive at all
    return element(
      "div",
      { class: `geo-box ${look}` },
      element("h4", {}, `${symbol} ${this.words.feedback}: ${words}`),
      summary ? element("p", {}, summary) : null,
      this.remarks(remarks),
      others.length ? this.others(others) : null,
    );
  }

  /** One remark is a paragraph; several are named by what they are about. */
  remarks(remarks) {
    if (remarks.every((r) => !r.about) || remarks.length === 1) return remarks.map((r) => element("p", {}, r.text));
    const named = remarks.filter((r) => r.about);
    return [this.named(named), remarks.filter((r) => !r.about).map((r) => element("p", {}, r.text))].flat();
  }

  named(remarks) {
    const mark = { true: `✓ ${this.words.option_right}: `, false: `✗ ${this.words.option_wrong}: `, null: "" };
    const entries = remarks.map((r) => [
      element("dt", {}, `${mark[r.correct ?? null]}${r.about}`),
      element("dd", {}, r.text),
    ]);
    return element("dl", {}, entries.flat());
  }

  others(remarks) {
    return element("details", {}, element("summary", {}, this.words.others), this.named(remarks));
  }

  box(title, text) {
    const paragraphs = text.split(/\n\s*\n/).map((paragraph) => element("p", {}, paragraph));
    return element("div", { class: "geo-box" }, element("h4", {}, title), paragraphs);
  }

  folded(title, lines) {
    const items = lines.map((line) => element("li", {}, line));
    return element("details", {}, element("summary", {}, `${title} (${lines.length})`), element("ul", {}, items));
  }
}

function render({ model, el, signal }) {
  try {
    const view = new View(model, el);
    signal.addEventListener("abort", () => view.leave());
  } catch (error) {
    console.error(error);
    el.textContent = model.get("task").words.broken; // JupyterLab would leave an empty place here
  }
}

export default { render };
