// Exercises in a notebook. From top to bottom: the fields of every kind of exercise; the Outbox, which brings what a
// student writes to Python without loss; and the view, which builds the form from `task` and shows `feedback_view`.
// Text reaches the page as text nodes only. State lives in a view, because one model may be shown in several places.

const PAUSE_MS = 500; // after the last key, before a draft is sent
const WAITING_MS = 1500; // without an acknowledgement: say that the kernel is awaited
const RETRY_MS = 5000; // after something could not be saved, before it is tried again
const LOST_MS = 6000; // without an acknowledgement from a kernel that is not busy: say that nothing is saved
const FOCUSABLE = new Set(["a", "button", "input", "select", "summary", "textarea"]);

/** Make an element; children are elements or texts, attributes named on… listeners; nothing and false are left out. */
function element(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (value != null && value !== false) node.setAttribute(name, value === true ? "" : value);
  }
  // JupyterLab asks only the element that has the focus.
  if (FOCUSABLE.has(tag)) node.setAttribute("data-lm-suppress-shortcuts", "true");
  node.append(...children.flat(Infinity).filter((child) => child != null));
  return node;
}

/** Make a frame that scrolls, by keyboard too, around something that may be wider than the page. */
const scrollFrame = (name, inside) =>
  element(
    "div",
    { class: "geo-sheet", tabindex: "0", role: "group", "aria-label": name, "data-lm-suppress-shortcuts": "true" },
    inside,
  );

/** Make the runs of a cell in a figure that is a table: plain words, lost words struck through, signs. */
const runs = (cell) =>
  cell.map(({ text, kind }) => {
    if (kind === "plain") return text;
    return kind === "lost" ? element("del", {}, text) : element("span", { class: `geo-run-${kind}` }, text);
  });

/** Tell whether someone is in a field; then nothing is written into it. */
const hasFocus = (node) => document.hasFocus() && node.contains(document.activeElement);

/** Compare two maps of values, whatever their order. */
const same = (a, b) => JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
const sorted = (value) =>
  value && typeof value === "object"
    ? Object.keys(value)
        .sort()
        .map((key) => [key, sorted(value[key])])
    : value;

/** Make a place beside a field that asks for what is missing there. */
function askPlace(id) {
  const node = element("p", { class: "geo-ask", id, hidden: true });
  const ask = (text) => {
    node.hidden = !text;
    node.textContent = text ? `▲ ${text}` : "";
  };
  return { node, ask };
}

// A field has `node`, `read` and `write` for its value, `focus`, and `ask`, which shows what is missing in it.

/** Make options to choose from under one legend. */
function choices({ type, id, legend, options, inRow }) {
  const place = askPlace(`${id}-ask`);
  const inputs = options.map((option) => element("input", { type, name: id, value: option.id }));
  const labels = options.map((option, i) =>
    element("label", { class: "geo-option" }, inputs[i], element("span", {}, option.text)),
  );
  const node = element(
    "fieldset",
    { "aria-describedby": place.node.id },
    element("legend", {}, legend),
    element("div", { class: inRow ? "geo-row" : null }, labels),
    place.node,
  );
  return { node, inputs, ask: place.ask };
}

/** Make radio buttons: one of several. */
function radios(options) {
  const { node, inputs, ask } = choices({ type: "radio", ...options });
  return {
    node,
    ask,
    focus: () => (inputs.find((input) => input.checked) ?? inputs[0]).focus(),
    read: () => inputs.find((input) => input.checked)?.value,
    write(value) {
      if (!hasFocus(node)) inputs.forEach((input) => (input.checked = input.value === value));
    },
  };
}

/** Make check boxes: several of several; the value maps each chosen one to "yes". */
function checkBoxes(options) {
  const { node, inputs, ask } = choices({ type: "checkbox", ...options });
  return {
    node,
    ask,
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

/** Make one field for each of several entries; the value maps the entries to theirs. */
function fieldPerEntry(entries, make) {
  const fields = Object.fromEntries(entries.map((entry) => [entry.id, make(entry)]));
  return {
    fields,
    read() {
      const values = Object.entries(fields).map(([id, field]) => [id, field.read()]);
      const given = values.filter(([, value]) => value !== undefined);
      return given.length ? Object.fromEntries(given) : undefined;
    },
    write: (value) => Object.entries(fields).forEach(([id, field]) => field.write(value?.[id])),
  };
}

/** Group an entry with its own further questions; leave it alone if it has none. */
function withQuestions(name, entry, questions) {
  if (!questions.length) return entry;
  const more = element("div", { class: "geo-besides" }, questions);
  if (entry.tagName === "FIELDSET") {
    entry.classList.add("geo-entry");
    entry.append(more);
    return entry;
  }
  return element("div", { class: "geo-entry", role: "group", "aria-label": name }, entry, more);
}

/**
 * Make a select for each of several cells: a row is a group, a cell a labelled select; the value maps cells to choices.
 * A row without cells shows what is given there; `questionsOf` makes the further questions of a row.
 */
function cells({ id, legend, pick, rows, questionsOf }) {
  const place = askPlace(`${id}-ask`);
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
  const groups = rows.map((row) => withQuestions(row.text, group(row), questionsOf(row.id)));
  const node = element(
    "fieldset",
    { "aria-describedby": place.node.id },
    element("legend", {}, legend),
    groups,
    place.node,
  );
  const fields = () => Object.entries(selects);
  return {
    node,
    ask: place.ask,
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

/** Return words without the stop or comma behind them. */
const bare = (text) => text.replace(/[.,;:!?]+$/, "");

/** A text to mark, in layers; the value is a text of marks ("W6 9-11 Z; …") and the language they were made in. */
class Marker {
  constructor({ id, task }) {
    this.task = task;
    this.id = id;
    this.marks = [];
    this.language = task.language;
    this.place = askPlace(`${id}-ask`);
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
    this.list.setAttribute("aria-describedby", `${id}-how ${this.place.node.id}`);
    this.live = element("p", { class: "geo-hidden", role: "status" });
    this.node = element("div", {}, how, this.layers?.node ?? null, this.note, this.list, this.place.node, this.live);
    this.draw();
  }

  ask = (text) => this.place.ask(text);

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
    const matches = [...(value?.marks ?? "").matchAll(/([WH]\d+) (\d+)-(\d+) ([A-Z])/g)];
    this.marks = matches.map(([, line, first, last, layer]) => ({ line, first: +first, last: +last, layer }));
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

  /** Show marks and selection by letter, underline and colour. */
  paint() {
    const [from, to] = [Math.min(this.at, this.anchor), Math.max(this.at, this.anchor)];
    this.words.forEach((word, i) => {
      const marks = this.marks.filter((m) => m.line === word.line && m.first <= word.at && word.at <= m.last);
      const ends = marks.filter((m) => m.last === word.at).map((m) => this.letters[m.layer]);
      word.node.replaceChildren(word.text, ...(ends.length ? [element("sup", {}, ends.join(""))] : []));
      word.node.setAttribute("aria-selected", String(marks.length > 0));
      // Otherwise the letter would be read as the end of the word.
      const letters = marks.map((m) => this.letters[m.layer]).join(", ");
      if (marks.length) word.node.setAttribute("aria-label", `${bare(word.text)}, ${letters}`);
      else word.node.removeAttribute("aria-label");
      word.node.setAttribute("tabindex", i === this.at ? "0" : "-1");
      word.node.classList.toggle("geo-chosen", from < to && from <= i && i <= to);
      word.node.dataset.layer = marks.length ? this.task.layers.findIndex((layer) => layer.id === marks[0].layer) : "";
    });
  }

  key(event) {
    const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: this.toLine(1), ArrowUp: this.toLine(-1) }[event.key];
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

  /** Return how far it is to the first word of the next or previous line. */
  toLine(direction) {
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

  /** Mark the selected words in the chosen layer, or remove the marks of that layer that they touch. */
  toggle() {
    const [from, to] = [Math.min(this.at, this.anchor), Math.max(this.at, this.anchor)].map((i) => this.words[i]);
    const layer = this.layers?.read() ?? this.task.layers[0].id;
    const touches = (m) => m.layer === layer && m.line === from.line && m.first <= to.at && from.at <= m.last;
    const removes = this.marks.some(touches);
    if (removes) this.marks = this.marks.filter((m) => !touches(m));
    else this.marks.push({ line: from.line, first: from.at, last: to.at, layer });
    const words = this.words.slice(this.words.indexOf(from), this.words.indexOf(to) + 1).map((word) => word.text);
    const done = this.task.words[removes ? "unmarked" : "marked"];
    this.live.replaceChildren(`${done}: ${bare(words.join(" "))}${removes ? "" : `, ${this.letters[layer]}`}`);
    this.anchor = this.at;
    this.paint();
    this.list.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

/** Make a field for a line of text, or several. */
function textField({ id, label, lines, numeric }) {
  const place = askPlace(`${id}-ask`);
  const attributes = {
    id,
    "aria-describedby": place.node.id,
    autocomplete: "off",
    inputmode: numeric ? "numeric" : null,
  };
  const input = lines
    ? element("textarea", { ...attributes, rows: lines })
    : element("input", { ...attributes, type: "text" });
  return {
    node: element("div", {}, element("label", { class: "geo-label", for: id }, label), input, place.node),
    ask: (text) => {
      place.ask(text);
      input.setAttribute("aria-invalid", text ? "true" : "false");
    },
    focus: () => input.focus(),
    read: () => input.value || undefined,
    write(value) {
      if (!hasFocus(input)) input.value = typeof value === "string" ? value : "";
    },
  };
}

/** Make a field for a text of one's own, of which the page looks at the form only. */
function ownText(task, id) {
  const field = textField({ id, label: task.words.write, lines: task.lines });
  return { ...field, node: element("div", {}, field.node, element("p", { class: "geo-small" }, task.words.form_only)) };
}

/** Make several number fields under one legend; the value maps fields to what was typed. */
function numberFields({ id, legend, fields, questionsOf }) {
  const parts = fields.map((field) => textField({ id: `${id}-${field.id}`, label: field.label, numeric: true }));
  const questions = fields.map((field) => questionsOf(field.id));
  const inputs = parts.map((part, i) => withQuestions(fields[i].label, part.node, questions[i]));
  const inRow = questions.flat().length ? null : "geo-row";
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

function grid(task, id, questionsOf) {
  const rows = task.rows.map((row) => {
    const asked = task.columns.filter((column) => row.asked.includes(column.id));
    return {
      id: row.id,
      text: row.text,
      given: row.given,
      cells: asked.map((c) => ({ cell: `${row.id} ${c.id}`, text: c.text, options: c.values })),
    };
  });
  return cells({ id, legend: task.words.assign, pick: task.words.pick, rows, questionsOf });
}

/** How each kind asks for its value; `questionsOf` makes the further questions of one of its entries. */
const KINDS = {
  "single-choice": (task, id) => radios({ id, legend: task.words.choose, options: task.options }),
  "multiple-choice": (task, id) => checkBoxes({ id, legend: task.words.choose_some, options: task.options }),
  classify: grid,
  grid,
  order: (task, id, questionsOf) => {
    const places = task.items.map((_, i) => ({
      id: String(i + 1),
      text: `${task.words.place} ${i + 1}${i ? "" : ` (${task.words.top})`}`,
    }));
    if (task.may_leave_out) places.push({ id: "out", text: task.words.left_out });
    const rows = task.items.map((item) => ({ ...item, cells: [{ cell: item.id, options: places }] }));
    return cells({ id, legend: task.words.order, pick: task.words.pick, rows, questionsOf });
  },
  "mark-text": (task, id) => new Marker({ id, task }),
  "free-text": ownText,
  numbers: (task, id, questionsOf) =>
    numberFields({ id, legend: task.words.numbers, fields: task.fields, questionsOf }),
  range: (task, id, questionsOf) =>
    numberFields({ id, legend: task.words.range, fields: task.fields, questionsOf }),
};

/** The text that a browser tab holds until Python has saved it: it outlives a restarted kernel and a reloaded page. */
class TabStore {
  constructor(storage, key) {
    this.storage = storage;
    this.key = `geo_lesson ${key}`;
  }

  get() {
    try {
      return JSON.parse(this.storage().getItem(this.key));
    } catch {
      return null; // storage may be switched off; then only the page holds the text
    }
  }

  put(entry) {
    try {
      this.storage().setItem(this.key, JSON.stringify(entry));
    } catch {
      this.drop(); // too long for it: better nothing than an older text
    }
  }

  drop() {
    try {
      this.storage().removeItem(this.key);
    } catch {
      /* switched off */
    }
  }
}

/**
 * Bring what a student writes to Python: number every message, send again what was not saved, and hold the text in this
 * browser tab until it is on disk. An Outbox knows no page; everything around it is handed in:
 *
 * view: the id of the browser view.   key: the name of the text in the tab's storage.
 * fields: `read()`, `write(values)`, and `isInUse()`, true while somebody is in one of them.
 * kernel: `send(message)`, which throws if the kernel is dead, and `isBusy()`.
 * draft: `load()` and `save(draft)` for the draft that the views of one widget share.
 * report: `status(status)` says how it stands with saving; `ask(asks)` says what is missing, by field.
 * storage: returns the tab's storage, or throws.   clock: `now()`, `setTimeout`, `clearTimeout`.
 */
export class Outbox {
  constructor({ view, key, fields, kernel, draft, report, storage, clock }) {
    Object.assign(this, { view, fields, kernel, draft, report, clock });
    this.held = new TabStore(storage, key);
    this.number = 0; // of the last message
    this.pending = new Map(); // by number, the messages that Python has not saved yet, as far as is known
    this.failed = new Set(); // the numbers of those that Python could not save
    this.unsubmitted = new Set(); // the steps that were submitted in vain; only the student can submit them now
    this.carried = 0; // number of the last message that carried the fields
    this.edited = false; // the fields hold something that no message has carried yet, or that could not be saved
    this.base = 0; // revision of the draft in the fields
    this.newer = null; // a newer draft, waiting until nobody is in a field that it changes
    this.hasSubmitted = false; // since "saved" was last said
    this.hasProblem = false;
    this.isAsleep = false;
    this.isClosed = false;
  }

  /** Show the draft, take up what an earlier view could not save, and tell Python that this view is here. */
  open() {
    this.take(this.draft.load());
    this.recover();
    this.tell({ type: "here" });
  }

  // What the student does

  /** Note that a field has changed; its text is sent after a pause. */
  edit() {
    this.edited = true;
    this.hold();
    if (!this.isAsleep) this.say("saving");
    this.flushIn(PAUSE_MS);
  }

  submit(step) {
    this.askAgain("submit", step);
    this.carry("submit", { step });
    this.hasSubmitted = true;
  }

  openHint() {
    this.askAgain("hint");
    this.flush();
    this.send("hint");
  }

  /** Send what waits to be sent. */
  flush() {
    this.clock.clearTimeout(this.pause);
    this.retry();
    if (this.edited) this.carry("draft");
    else this.catchUp();
  }

  flushIn(milliseconds) {
    this.clock.clearTimeout(this.pause);
    this.pause = this.clock.setTimeout(() => this.flush(), milliseconds);
  }

  /** Send what waits and tell Python that this view has gone. */
  close() {
    this.isClosed = true;
    this.flush();
    this.tell({ type: "gone" });
  }

  // What stands in the fields

  /** Show a draft; a field that someone is in is left alone until it is left. */
  take(draft) {
    this.newer = draft;
    this.catchUp();
  }

  catchUp() {
    if (!this.newer) return;
    this.fields.write(this.newer.values);
    // A difference is in a field that someone is in; otherwise in an entry not asked about here, where it may stay.
    if (this.fields.isInUse() && !same(this.fields.read(), this.newer.values)) return;
    this.base = this.newer.revision;
    this.newer = null;
  }

  /**
   * Hold what Python has not saved yet in this tab: the fields and the draft they were made from, the steps that were
   * submitted with them (submit) or with other values (unsubmitted), and texts to be kept beside.
   */
  hold() {
    const values = this.fields.read();
    const waiting = (type) => [...this.pending.values()].filter((message) => message.type === type);
    const [drafts, submissions, keep] = ["draft", "submit", "keep"].map(waiting);
    const isHere = (submission) => same(submission.values, values);
    const submit = submissions.filter(isHere).map(({ step }) => step);
    const outdated = submissions.filter((submission) => !isHere(submission)).map(({ step }) => step);
    const unsubmitted = [...this.unsubmitted, ...outdated];
    if (this.edited || drafts.length || submissions.length || keep.length || unsubmitted.length)
      this.held.put({ values, revision: this.base, view: this.view, submit, keep, unsubmitted });
    else this.held.drop();
  }

  /**
   * Take up what an earlier view of this tab could not save. If another view has changed the answer since, the text is
   * kept beside; but the last message of the earlier view may have been saved without its knowing.
   */
  recover() {
    const held = this.held.get();
    if (!held) return;
    const { values, revision, view, submit = [], unsubmitted = [], keep = [] } = held;
    unsubmitted.forEach((step) => this.unsubmitted.add(step));
    keep.forEach((message) => this.send("keep", { values: message.values }));
    const isChanged = !same(values, this.fields.read());
    if (isChanged && revision !== this.base && view !== this.draft.load().by) {
      this.send("keep", { values });
      submit.forEach((step) => this.unsubmitted.add(step));
    } else {
      if (isChanged) this.fields.write(values);
      submit.forEach((step) => this.carry("submit", { step }));
      if (isChanged && !submit.length) this.carry("draft");
    }
    this.hold();
    if (this.unsubmitted.size) this.say("not_submitted", true);
  }

  // To Python

  tell(message) {
    try {
      this.kernel.send({ ...message, view: this.view });
    } catch {
      this.sleep();
    }
  }

  /** Send the fields and the revision they were made from. */
  carry(type, content = {}) {
    this.edited = false;
    this.values = this.fields.read();
    this.carried = this.number + 1;
    this.send(type, { values: this.values, revision: this.base, ...content });
    this.hold();
  }

  send(type, content = {}) {
    this.post({ type, number: ++this.number, ...content });
  }

  post(message) {
    if (!this.awaits) this.since = this.clock.now();
    this.pending.set(message.number, message);
    this.failed.delete(message.number);
    this.tell(message);
    if (this.isAsleep) this.say("asleep", true);
    else this.watch("saving");
  }

  /** Whether Python has still to acknowledge a message. */
  get awaits() {
    return this.pending.size > this.failed.size;
  }

  /**
   * Send again, under its number, what could not be saved. A submission is sent again only while the fields hold what
   * was submitted; a draft never, because a newer one is sent instead.
   */
  retry() {
    for (const number of [...this.failed]) {
      const message = this.pending.get(number);
      if (message.type === "submit" && !same(message.values, this.fields.read())) {
        this.settle(number);
        this.unsubmitted.add(message.step);
        this.hold();
        // The changed text may be on disk already; then no acknowledgement comes that would say it.
        if (!this.pending.size && !this.edited) this.say("not_submitted", true);
      } else this.post(message);
    }
  }

  /** Drop failed messages that ask for the same; the student hears anew how the next one fares. */
  askAgain(type, step) {
    this.hasProblem = false;
    this.overtake(type, step);
  }

  overtake(type, step) {
    for (const number of [...this.failed]) {
      const message = this.pending.get(number);
      if (message.type === type && message.step === step) this.settle(number);
    }
  }

  settle(number) {
    this.pending.delete(number);
    this.failed.delete(number);
  }

  /** Say how it stands until every message has been acknowledged. */
  watch(word) {
    this.say(word, word === "not_saved");
    this.clock.clearTimeout(this.watcher);
    this.watcher = this.clock.setTimeout(() => {
      if (!this.awaits || this.isAsleep || this.isClosed) return;
      const isPatient = this.kernel.isBusy() || this.clock.now() - this.since < LOST_MS;
      this.watch(isPatient ? "waiting" : "not_saved");
    }, WAITING_MS);
  }

  // From Python

  receive(message) {
    if (message.type === "ack" && message.view === this.view) this.acknowledge(message);
    if (message.type === "draft" && (message.to === this.view || (!message.to && message.not !== this.view))) {
      this.wake();
      if (this.edited || this.pending.size) return;
      const { values, revision, by } = message;
      this.draft.save({ values, revision, by });
      this.take({ values, revision, by });
    }
  }

  /**
   * Take an acknowledgement: the message is on disk, or its problem is said and it is tried again; what is broken only
   * when someone types or presses again, because it would break again.
   */
  acknowledge({ number, problem, broken, revision, asks }) {
    const { type, step } = this.pending.get(number) ?? {};
    if (problem && !broken && type && type !== "draft") this.failed.add(number);
    else this.settle(number);
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
      this.newer = null;
      this.draft.save({ values: this.values, revision, by: this.view });
    }
    if (this.held.get()?.view === this.view) this.hold(); // it may belong to a later view by now
    if (!this.pending.size && !this.edited) this.say("saved");
    if (asks) this.report.ask(asks);
  }

  /** Say how it stands: a word, or a sentence of Python's. No success covers that a step is not submitted. */
  say(word, isProblem = false) {
    if (word === "saving" && this.hasProblem) return; // a problem stays until it is solved
    if (!isProblem && this.unsubmitted.size) return this.say("not_submitted", true);
    this.hasProblem = isProblem;
    this.report.status({ word, isProblem, isAsleep: this.isAsleep, afterSubmission: this.hasSubmitted });
    if (word === "saved") this.hasSubmitted = false;
  }

  /** Note that the kernel has gone. Should it answer after all, the outbox wakes. */
  sleep() {
    if (this.isAsleep) return;
    this.isAsleep = true;
    this.say("asleep", true);
    this.tell({ type: "here" });
  }

  wake() {
    if (!this.isAsleep) return;
    this.isAsleep = false;
    if (this.awaits) this.watch("waiting");
    else this.say("");
  }
}

/** Make the fields for how sure one is and for the reason: of the exercise, or of each of its entries. */
function furtherQuestions(task, id) {
  const options = task.confidence.map((level) => ({ id: level, text: `${level} %` }));
  const make = {
    confidence: (entry) =>
      radios({ id: `${id}-confidence${entry}`, legend: task.words.confidence, options, inRow: true }),
    reason: (entry) => textField({ id: `${id}-reason${entry}`, label: task.reason, lines: entry ? 2 : 3 }),
  };
  const names = [task.confidence.length && "confidence", task.reason && "reason"].filter(Boolean);
  const entries = task.rows?.filter((row) => row.asked.length) ?? task.items ?? task.fields ?? [];
  const field = (name) =>
    task[`${name}_per`] === "exercise" ? make[name]("") : fieldPerEntry(entries, (entry) => make[name](`-${entry.id}`));
  return Object.fromEntries(names.map((name) => [name, field(name)]));
}

/** All fields of an exercise by name: `value`, `confidence` and `reason`, and `after` the answer. */
class Fields {
  constructor(task, id) {
    const questions = furtherQuestions(task, id);
    const questionsOf = (entry) =>
      Object.values(questions)
        .map((field) => field.fields?.[entry]?.node)
        .filter(Boolean);
    this.id = id;
    this.fields = { value: KINDS[task.kind](task, `${id}-value`, questionsOf), ...questions };
    this.nodes = Object.values(this.fields)
      .map((field) => field.node)
      .filter(Boolean);
    this.fields.after = textField({ id: `${id}-after`, label: "", lines: 3 });
  }

  read() {
    const values = Object.entries(this.fields).map(([name, field]) => [name, field.read()]);
    return Object.fromEntries(values.filter(([, value]) => value !== undefined));
  }

  write(values) {
    for (const [name, field] of Object.entries(this.fields)) field.write(values[name]);
  }

  /** Replace the field that follows an answer by a list to tick, which is not known before. */
  useChecklist(legend, options, value) {
    if (this.hasChecklist) return;
    this.hasChecklist = true;
    const list = checkBoxes({ id: `${this.id}-after`, legend, options });
    this.fields.after.node.replaceWith(list.node);
    this.fields.after = list;
    list.write(value);
  }

  /** Every field that can lack something, by Python's name for it; number fields and entries each for itself. */
  get byName() {
    const byName = { ...this.fields.value.parts, ...this.fields };
    for (const [name, { fields }] of Object.entries(this.fields))
      for (const [entry, field] of Object.entries(fields ?? {})) byName[`${name}.${entry}`] = field;
    return byName;
  }

  /** Show what is missing in each field; return the first field that lacks something. */
  ask(asks) {
    const byName = this.byName;
    for (const [name, field] of Object.entries(byName)) field.ask?.(asks[name]);
    return byName[Object.keys(byName).find((name) => asks[name] && byName[name].focus)];
  }

  /** Ask no longer for what is missing in the field of a node. */
  forget(node) {
    for (const field of Object.values(this.byName)) if (field.node?.contains(node)) field.ask?.("");
  }
}

/** Say how it stands with saving: below the exercise, at its top if the kernel is gone, and to screen readers. */
class StatusLine {
  constructor({ words, language }) {
    this.words = words;
    this.language = language;
    this.top = element("p", { hidden: true });
    this.line = element("p", { class: "geo-status" });
    this.live = element("p", { class: "geo-hidden", role: "status" });
  }

  show({ word, isProblem, afterSubmission }) {
    const text = word === "saved" ? this.words.saved.replace("{}", this.now()) : (this.words[word] ?? word);
    this.top.hidden = word !== "asleep" && word !== "not_saved";
    this.top.classList.toggle("geo-problem", !this.top.hidden);
    this.top.textContent = this.top.hidden ? "" : `▲ ${text}`;
    this.line.classList.toggle("geo-problem", isProblem);
    const isNew = this.line.textContent !== text;
    if (isNew) this.line.textContent = text;
    if (isProblem && isNew) this.announce(text, "");
    // Of drafts, once a minute: whoever writes is not to be interrupted.
    if (word === "saved" && (afterSubmission || text !== this.announced)) this.announce(this.words.safe, text);
  }

  announce(text, announced) {
    this.announced = announced;
    this.live.replaceChildren(text);
  }

  now() {
    return new Date().toLocaleTimeString(this.language, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  }
}

// Parts of the page, each made from plain data

function heading({ title, minutes, optional, student, words }, id) {
  const unit = minutes === 1 ? words.minute : words.minutes;
  const length = ` · ${minutes} ${unit}${optional ? ` · ${words.optional}` : ""}`;
  return element(
    "h3",
    { id },
    title,
    element("span", { class: "geo-minutes" }, length),
    // On a shared account, whose answers these are.
    student ? element("span", { class: "geo-minutes" }, ` · ${student}`) : null,
  );
}

function quotation({ sentences, words }) {
  if (!sentences.length) return null;
  const lines = sentences.map(({ id, text }) => element("p", {}, element("strong", {}, `${id} `), text));
  return element("blockquote", { "aria-label": words.sentences }, lines);
}

/** Make source cards: who said what, when and where it can be read. */
function sourceCards(cards, label) {
  const line = (name, ...content) => [element("dt", {}, name), element("dd", {}, content)];
  const link = (address, i, all) => {
    const site = address.split("/")[2].replace(/^www\./, "") + (all.length > 1 ? ` (${i + 1})` : "");
    return element("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, site);
  };
  const card = ({ id, date, fields, read_at, links }) =>
    element(
      "article",
      { class: "geo-card", "aria-label": id },
      element("h4", {}, `${id} · ${date}`),
      element(
        "dl",
        {},
        fields.flatMap(([name, text]) => line(name, text)),
        line(read_at, links.map(link)),
      ),
    );
  return element("div", { class: "geo-cards", role: "group", "aria-label": label }, cards.map(card));
}

/** Make a table; the first cells are the heads of its rows. */
function table({ title, heads, rows }, className = null) {
  const head = element(
    "tr",
    {},
    heads.map((text) => element("th", { scope: "col" }, text)),
  );
  const row = ([first, ...others]) =>
    element(
      "tr",
      {},
      element("th", { scope: "row" }, first),
      others.map((content) => element("td", {}, content)),
    );
  return element(
    "table",
    { class: className },
    title ? element("caption", {}, title) : null,
    element("thead", {}, head),
    element("tbody", {}, rows.map(row)),
  );
}

function referenceTable(data) {
  if (!data) return null;
  return [scrollFrame(data.title, table(data)), data.note ? element("p", { class: "geo-small" }, data.note) : null];
}

function starters({ starters, words }) {
  if (!starters.length) return null;
  const lines = starters.map((text) => element("li", {}, text));
  return element("div", { class: "geo-box" }, element("h4", {}, words.starters), element("ul", {}, lines));
}

// What is shown after an answer: how each part of `feedback_view` is drawn

/** Draw the picture of an answer, with the same data as a table; or the sentence that says why there is none. */
function drawPicture({ svg, source, alt, caption, note, heads, rows, table: cells }, { words }) {
  const framed = (data, className) => scrollFrame(caption, table({ heads, rows: data }, className));
  return element(
    "figure",
    { class: "geo-box" },
    element("figcaption", {}, caption),
    svg ? scrollFrame(caption, element("img", { src: source, alt })) : element("p", {}, alt),
    cells.length
      ? framed(
          cells.map((row) => row.map(runs)),
          "geo-figure",
        )
      : null,
    note ? element("p", { class: "geo-small" }, note) : null,
    rows.length ? element("details", {}, element("summary", {}, words.picture_table), framed(rows)) : null,
  );
}

/** Draw an earlier answer beside the present one. */
function drawLookBack({ title, then, now }, task) {
  const entries = [
    [`${task.words.then} – ${title}`, then],
    [`${task.words.now} – ${task.title}`, now],
  ];
  const list = entries.flatMap(([name, answer]) => [element("dt", {}, name), element("dd", {}, answer)]);
  return element("div", { class: "geo-box" }, element("dl", {}, list));
}

function drawHints({ hints, next }, { words }) {
  const number = (i) => element("strong", {}, `${words.hint_number} ${i + 1}: `);
  const items = hints.map((hint, i) => element("p", {}, number(i), hint));
  if (hints.length && next === "after attempt") items.push(element("p", {}, words.hint_later));
  return items.length ? element("div", { class: "geo-box" }, items) : [];
}

function drawFeedback({ correct, summary, remarks, others }, { words }) {
  const [symbol, verdict, className] = {
    true: ["✓", words.right, "geo-right"],
    false: ["✗", words.not_yet, "geo-not-yet"],
    null: ["●", words.not_judged, ""],
  }[correct ?? null]; // a kernel in the browser leaves out what is null
  return element(
    "div",
    { class: `geo-box ${className}` },
    element("h4", {}, `${symbol} ${words.feedback}: ${verdict}`),
    summary ? element("p", {}, summary) : null,
    drawRemarks(remarks, words),
    others.length
      ? element("details", {}, element("summary", {}, words.others), namedRemarks(others, words))
      : null,
  );
}

/** Draw one remark as a paragraph; name several by what they are about. */
function drawRemarks(remarks, words) {
  const paragraphs = (some) => some.map(({ text }) => element("p", {}, text));
  const named = remarks.filter(({ about }) => about);
  if (!named.length || remarks.length === 1) return paragraphs(remarks);
  return [namedRemarks(named, words), ...paragraphs(remarks.filter(({ about }) => !about))];
}

function namedRemarks(remarks, words) {
  const verdict = { true: `✓ ${words.option_right}: `, false: `✗ ${words.option_wrong}: `, null: "" };
  const entries = remarks.map(({ about, text, correct }) => [
    element("dt", {}, `${verdict[correct ?? null]}${about}`),
    element("dd", {}, text),
  ]);
  return element("dl", {}, entries.flat());
}

function drawBox(title, text) {
  const paragraphs = text.split(/\n\s*\n/).map((paragraph) => element("p", {}, paragraph));
  return element("div", { class: "geo-box" }, element("h4", {}, title), paragraphs);
}

function drawFolded(title, lines) {
  const items = lines.map((line) => element("li", {}, line));
  return element("details", {}, element("summary", {}, `${title} (${lines.length})`), element("ul", {}, items));
}

const orNull = (list, least = 1) => (list?.length >= least ? list : null);

/**
 * The boxes of `feedback_view` in the order of the page: from the view to the data of a box (null: it stays empty), and
 * from the data to nodes. The `after` form stands between "cards" and "model".
 */
const BOXES = {
  notices: [
    (view) => view.notices,
    (texts) => texts.map((text) => element("p", { class: "geo-problem" }, `▲ ${text}`)),
  ],
  hints: [(view) => ({ hints: view.hints, next: view.hint }), drawHints],
  feedback: [(view) => view.feedback, drawFeedback],
  picture: [(view, picture) => picture, drawPicture],
  look_back: [(view) => view.look_back, drawLookBack],
  cards: [(view) => orNull(view.cards), (cards, { words }) => sourceCards(cards, words.cards)],
  model: [(view) => view.after?.model, (text, { words }) => drawBox(words.model, text)],
  takeaway: [(view) => view.takeaway, (text, { words }) => drawBox(words.takeaway, text)],
  extension: [(view) => view.extension, (text, { words }) => drawBox(words.extension, text)],
  history: [(view) => orNull(view.history, 2), (lines, { words }) => drawFolded(words.history, lines)],
  kept: [(view) => orNull(view.kept), (lines, { words }) => drawFolded(words.kept, lines)],
};
const ANNOUNCED = ["notices", "hints", "feedback", "model"];

/** One view of an exercise: the task, its form, and what is shown after an answer. */
class ExerciseView {
  constructor(model, el) {
    this.model = model;
    this.task = model.get("task");
    this.words = this.task.words;
    this.id = `geo-${crypto.getRandomValues(new Uint32Array(2)).join("")}`;
    this.fields = new Fields(this.task, this.id);
    this.status = new StatusLine(this.task);
    this.drawn = {};
    this.outbox = this.makeOutbox();
    el.replaceChildren(this.build());
    this.show();
    this.listen();
    this.outbox.open();
  }

  makeOutbox() {
    const { model, fields } = this;
    const kernel = () => model.widget_manager?.kernel;
    return new Outbox({
      view: this.id,
      key: this.task.key,
      fields: {
        read: () => fields.read(),
        write: (values) => fields.write(values),
        isInUse: () => hasFocus(this.section),
      },
      kernel: {
        send: (message) => model.send(message), // JupyterLab throws where the kernel is dead
        isBusy: () => kernel()?.status === "busy" && kernel().connectionStatus === "connected",
      },
      draft: { load: () => model.get("draft"), save: (draft) => model.set("draft", draft) },
      report: { status: (status) => this.showStatus(status), ask: (asks) => this.ask(asks) },
      storage: () => sessionStorage,
      clock: {
        now: () => performance.now(),
        setTimeout: (act, milliseconds) => setTimeout(act, milliseconds),
        clearTimeout: (timer) => clearTimeout(timer),
      },
    });
  }

  build() {
    const { task, words, id } = this;
    this.boxes = Object.fromEntries(Object.keys(BOXES).map((name) => [name, element("div")]));
    for (const name of ANNOUNCED) this.boxes[name].setAttribute("aria-live", "polite");
    this.boxes.hints.tabIndex = -1;
    this.buildForms();
    const { notices, hints, feedback, picture, look_back, cards, ...last } = this.boxes;
    this.body = element(
      "div",
      {},
      notices,
      task.prompt.map((paragraph) => element("p", {}, paragraph)),
      quotation(task),
      referenceTable(task.table),
      task.cards.length ? sourceCards(task.cards, words.cards) : null,
      this.form,
      [hints, feedback, picture, look_back, cards],
      this.afterForm,
      Object.values(last),
    );
    this.waiting = element("p", { hidden: true }, words.waits);
    this.section = element(
      "section",
      { class: "geo-exercise", lang: task.language, "aria-labelledby": `${id}-title` },
      heading(task, `${id}-title`),
      this.status.top,
      this.waiting,
      this.body,
      this.status.line,
      this.status.live,
    );
    return this.section;
  }

  /** Make the form of the answer, and that of what follows it. */
  buildForms() {
    const { task, words, fields } = this;
    const submits = (step) => (event) => {
      event.preventDefault();
      this.outbox.submit(step);
    };
    const startersFirst = task.kind === "free-text" || Boolean(task.reason);
    this.submitButton = element("button", { type: "submit" }, words.submit);
    this.hintButton = element("button", { type: "button", onclick: () => this.outbox.openHint() }, words.hint);
    this.form = element(
      "form",
      { novalidate: true, onsubmit: submits("answer") },
      startersFirst ? starters(task) : null,
      fields.nodes,
      this.submitButton,
      task.hints ? this.hintButton : null,
    );
    this.afterButton = element("button", { type: "submit" });
    this.afterForm = element(
      "form",
      { novalidate: true, hidden: true, class: "geo-box", onsubmit: submits("reason") },
      startersFirst ? null : starters(task),
      fields.fields.after.node,
      this.afterButton,
    );
  }

  listen() {
    const { section, model, outbox } = this;
    section.addEventListener("input", (event) => {
      this.fields.forget(event.target);
      outbox.edit();
    });
    // JupyterLab forbids line breaks in a cell's output from a listener on the field itself; it never hears of ours.
    const keepLineBreak = (event) => event.inputType === "insertLineBreak" && event.stopPropagation();
    section.addEventListener("beforeinput", keepLineBreak, true);
    section.addEventListener("focusout", () => outbox.flush());
    section.addEventListener("keydown", (event) => this.save(event));
    model.on("change:feedback_view", () => this.show());
    model.on("change:picture", () => this.draw("picture"));
    model.on("msg:custom", (message) => outbox.receive(message));
    // The model hears of a restart; of a kernel that was shut down or culled, only those hear who listen to it.
    model.on("comm_live_update", () => outbox.sleep());
    this.kernel = model.widget_manager?.kernel;
    this.kernel?.disposed?.connect(outbox.sleep, outbox);
  }

  /** Whoever saves by keyboard means the answer; the browser would save its page. */
  save(event) {
    if (!(event.ctrlKey || event.metaKey) || event.key !== "s") return;
    event.preventDefault();
    this.outbox.flush();
  }

  leave() {
    this.kernel?.disposed?.disconnect(this.outbox.sleep, this.outbox);
    this.outbox.close();
  }

  showStatus(status) {
    this.section.classList.toggle("geo-asleep", status.isAsleep);
    this.status.show(status);
  }

  /** Ask for what is missing, and bring the student to the first field, unless she has gone on to something else. */
  ask(asks) {
    const first = this.fields.ask(asks);
    if (!first) return;
    if (document.activeElement === document.body || this.section.contains(document.activeElement)) first.focus();
    this.status.live.textContent = `${this.words.open} ${[...new Set(Object.values(asks))].join(" ")}`;
  }

  /** Show what Python says after an answer. */
  show() {
    const view = this.model.get("feedback_view");
    this.waiting.hidden = !view.waits;
    this.body.hidden = view.waits;
    this.draw("notices");
    if (view.waits) return;
    this.submitButton.textContent = view.feedback ? this.words.again : this.words.submit;
    const losesFocus = view.hint !== "free" && hasFocus(this.hintButton);
    this.hintButton.hidden = view.hint !== "free";
    this.draw("hints");
    if (losesFocus) this.boxes.hints.focus();
    for (const name of Object.keys(BOXES)) this.draw(name);
    this.afterForm.hidden = !view.after;
    if (view.after) this.showFollowUp(view.after);
  }

  /** Ask what follows an answer: a text, or a list to tick. */
  showFollowUp({ prompt, items, compares }) {
    this.afterButton.textContent = compares ? this.words.compare : this.words.save;
    if (items.length) this.fields.useChecklist(prompt, items, this.model.get("draft").values.after);
    else this.afterForm.querySelector("label").textContent = prompt;
  }

  /** Fill a box anew only if its data have changed, so that nothing jumps or closes while someone types. */
  draw(name) {
    const [select, build] = BOXES[name];
    const data = select(this.model.get("feedback_view"), this.model.get("picture")) ?? null;
    const written = JSON.stringify(data);
    if (this.drawn[name] === written) return;
    this.drawn[name] = written;
    this.boxes[name].replaceChildren(...(data ? [build(data, this.task)].flat() : []));
  }
}

function render({ model, el, signal }) {
  try {
    const view = new ExerciseView(model, el);
    signal.addEventListener("abort", () => view.leave());
  } catch (error) {
    console.error(error);
    el.textContent = model.get("task").words.broken; // JupyterLab would leave an empty place here
  }
}

export default { render };
