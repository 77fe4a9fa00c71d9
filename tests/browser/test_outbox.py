"""Try `Outbox` of exercise.js as a module, with clock, kernel and storage faked: no text is lost.

Time passes only when a test says so; a message or its acknowledgement arrives, is late or is lost as a test wants.
"""

import random

import pytest
from bare_page import SCRIPT

import geo_lesson.student.session
from geo_lesson import lesson as lesson_module
from geo_lesson import open_lesson
from geo_lesson.student.messages import DISK_FULL
from geo_lesson.student.store import Answers, NotSaved

PAUSE, RETRY, LOST = 500, 5000, 9000  # milliseconds until a draft is sent, sent again, and said to be lost
EMPTY = {"values": {}, "revision": 0, "by": ""}
# `openView` makes an outbox whose surroundings the test moves; a tab has a storage, which may be full or denied.
FAKES = """async (script) => {
  const { Outbox } = await import(`data:text/javascript;base64,${script}`);
  window.tabs = {};
  window.views = [];
  const makeClock = () => {
    const timers = new Map();
    let now = 0, last = 0;
    return {
      now: () => now,
      setTimeout: (act, milliseconds) => (timers.set(++last, { at: now + milliseconds, act }), last),
      clearTimeout: (timer) => timers.delete(timer),
      advance(milliseconds) {
        const end = now + milliseconds;
        const next = () => [...timers].filter(([, { at }]) => at <= end).sort(([, a], [, b]) => a.at - b.at)[0];
        for (let due = next(); due; due = next()) {
          timers.delete(due[0]);
          now = due[1].at;
          due[1].act();
        }
        now = end;
      },
    };
  };
  window.openView = (tab, draft) => {
    const storage = (tabs[tab] ??= {
      entries: new Map(), isFull: false, isDenied: false,
      getItem(key) { return this.entries.get(key) ?? null; },
      setItem(key, text) { if (this.isFull) throw new Error("full"); this.entries.set(key, text); },
      removeItem(key) { this.entries.delete(key); },
    });
    const state = { values: {}, inUse: null, isDead: false, isBusy: false, draft };
    Object.assign(state, { sent: [], status: null, said: [], asks: [] });
    const clock = makeClock();
    const outbox = new Outbox({
      view: `view ${views.length}`,
      key: "exercise",
      fields: {
        read: () => ({ ...state.values }),
        write(values) {
          const own = state.inUse && state.values[state.inUse];
          state.values = { ...values };
          if (own) state.values[state.inUse] = own;
          else delete state.values[state.inUse];
        },
        isInUse: () => state.inUse !== null,
      },
      kernel: {
        send(message) {
          if (state.isDead) throw new Error("dead");
          state.sent.push(structuredClone(message));
        },
        isBusy: () => state.isBusy,
      },
      draft: { load: () => state.draft, save: (draft) => (state.draft = draft) },
      report: {
        status: (status) => state.said.push((state.status = status)),
        ask: (asks) => state.asks.push(asks),
      },
      storage: () => { if (storage.isDenied) throw new Error("denied"); return storage; },
      clock,
    });
    views.push({ outbox, state, clock });
    outbox.open();
    return views.length - 1;
  };
}"""


@pytest.fixture(scope="module")
def module_page(browser):
    page = browser.new_page()
    yield page
    page.close()


@pytest.fixture
def page(module_page):
    module_page.evaluate(FAKES, SCRIPT)
    return module_page


class View:
    """One view of the exercise in a browser tab."""

    def __init__(self, page, tab="tab", draft=None):
        self.page, self.tab = page, tab
        self.index = page.evaluate("([tab, draft]) => openView(tab, draft)", [tab, draft or EMPTY])
        self.id = f"view {self.index}"

    def run(self, code, argument=None):
        head = "([index, argument]) => { const { outbox, state, clock } = views[index]; return "
        return self.page.evaluate(head + code + " }", [self.index, argument])

    def type(self, **values):
        """Type into fields; nothing is sent before a pause."""
        self.run("void (Object.assign(state.values, argument), outbox.edit())", values)

    def draft(self, **values):
        """Type, pause, and return the one message that was sent."""
        self.type(**values)
        self.wait(PAUSE)
        (message,) = self.sent()
        return message

    def submit(self, step="answer"):
        self.run("outbox.submit(argument)", step)

    def hint(self):
        self.run("outbox.openHint()")

    def wait(self, milliseconds):
        self.run("clock.advance(argument)", milliseconds)

    def sent(self):
        """Return the messages sent since the last call."""
        return [message for message in self.run("state.sent.splice(0)") if message["type"] != "here"]

    def receive(self, *messages):
        self.run("argument.forEach((message) => outbox.receive(message))", messages)

    def acknowledge(self, *messages, **content):
        """Acknowledge messages; a draft or submission gets a revision of its number."""
        for message in messages:
            about = {"type": "ack", "view": message["view"], "number": message["number"]}
            self.receive({**about, "revision": message["number"], "problem": None, "asks": None, **content})

    def set(self, **state):
        self.run("void Object.assign(state, argument)", state)

    def set_storage(self, **state):
        self.page.evaluate("([tab, state]) => Object.assign(tabs[tab], state)", [self.tab, state])

    @property
    def values(self):
        return self.run("state.values")

    @property
    def status(self):
        return self.run("state.status?.word")

    @property
    def held(self):
        """Return what the tab holds until it is saved."""
        return self.page.evaluate("tab => JSON.parse(tabs[tab].getItem('geo_lesson exercise'))", self.tab)


@pytest.fixture
def view(page):
    return View(page)


def test_one_draft_is_sent_after_a_pause(view):
    """Three keys in a row make one message; the next one has the next number and names the revision it knows."""
    for text in ("a", "ab", "abc"):
        view.type(text=text)
        view.wait(PAUSE - 1)
    assert (view.sent(), view.status) == ([], "saving")
    view.wait(1)
    (first,) = view.sent()
    assert (first["number"], first["values"], first["revision"]) == (1, {"text": "abc"}, 0)
    view.acknowledge(first, revision=7)
    assert (view.status, view.held) == ("saved", None)
    assert view.draft(text="abcd") | {"view": ""} == {
        "type": "draft",
        "number": 2,
        "values": {"text": "abcd"},
        "revision": 7,
        "view": "",
    }


def test_an_acknowledgement_that_is_lost_is_said(view):
    """First that the kernel is awaited, then that nothing is saved; the tab holds the text all the time."""
    view.draft(text="a")
    view.wait(1500)
    assert view.status == "waiting"
    view.wait(LOST)
    assert (view.status, view.held["values"]) == ("not_saved", {"text": "a"})


def test_a_busy_kernel_is_waited_for(view):
    """Whoever runs a long cell has not lost anything."""
    view.set(isBusy=True)
    view.draft(text="a")
    view.wait(60_000)
    assert view.status == "waiting"
    view.set(isBusy=False)
    view.wait(1500)
    assert view.status == "not_saved"


def test_a_late_acknowledgement_counts(view):
    message = view.draft(text="a")
    view.wait(60_000)
    view.acknowledge(message)
    assert (view.status, view.held) == ("saved", None)


def test_an_acknowledgement_covers_only_what_it_acknowledges(view):
    """While the newer text is on its way, the tab holds it; twice the same acknowledgement changes nothing."""
    first, second = view.draft(text="a"), view.draft(text="ab")
    view.acknowledge(first, first)
    assert (view.status, view.held["values"]) == ("saving", {"text": "ab"})
    view.acknowledge(second)
    view.acknowledge(first)
    assert (view.status, view.held) == ("saved", None)
    assert view.draft(text="abc")["revision"] == 2


def test_acknowledgements_in_any_order(view):
    """Only when the last one has arrived is all saved, and the revision is that of the last draft."""
    messages = [view.draft(text=text) for text in ("a", "ab", "abc")]
    for message in reversed(messages[1:]):
        view.acknowledge(message)
        assert view.status != "saved"
    view.acknowledge(messages[0])
    assert (view.status, view.held) == ("saved", None)
    assert view.draft(text="abcd")["revision"] == 3


def test_a_message_to_another_view_is_not_taken(view):
    message = view.draft(text="a")
    view.acknowledge(message | {"view": "another"})
    view.receive({"type": "draft", "to": "another", "values": {"text": "b"}, "revision": 3, "by": "x"})
    assert (view.status, view.values) == ("saving", {"text": "a"})


def test_a_draft_that_was_not_saved_is_sent_anew(view):
    """After five seconds, with what stands in the fields by then, under a number of its own."""
    message = view.draft(text="a")
    view.acknowledge(message, problem="Disk full.")
    view.set(values={"text": "ab"})
    view.wait(RETRY - 1)
    assert view.sent() == []
    view.wait(1)
    (again,) = view.sent()
    assert (again["number"], again["values"]) == (2, {"text": "ab"})
    assert view.status == "Disk full."
    view.acknowledge(again)
    assert (view.status, view.held) == ("saved", None)


def test_a_submission_that_was_not_saved_is_sent_again_under_its_number(view):
    """As often as needed; no draft is sent beside it."""
    view.type(text="a")
    view.submit()
    (message,) = view.sent()
    for _ in range(3):
        view.acknowledge(message, problem="Disk full.")
        view.wait(RETRY)
        assert view.sent() == [message]
    view.acknowledge(message, asks={})
    assert (view.status, view.held, view.run("state.asks")) == ("saved", None, [{}])


def test_no_draft_covers_a_submission_that_is_missing(view):
    """The draft after it is acknowledged; the submission is still awaited, and held as one of other values."""
    view.type(text="a")
    view.submit()
    view.sent()
    view.acknowledge(view.draft(text="ab"))
    view.wait(LOST)
    assert view.status == "not_saved"
    assert (view.held["values"], view.held["submit"], view.held["unsubmitted"]) == ({"text": "ab"}, [], ["answer"])


def test_a_failed_submission_of_other_words_is_left_to_the_student(view):
    """The new words are saved, and it stays said that they are not submitted, until the button is pressed."""
    view.type(text="a")
    view.submit()
    (message,) = view.sent()
    view.acknowledge(message, problem="Disk full.")
    draft = view.draft(text="ab")
    view.acknowledge(draft)
    assert view.status == "not_submitted"
    view.hint()
    view.acknowledge(*view.sent())
    view.acknowledge(view.draft(text="abc"))
    assert view.status == "not_submitted"
    view.wait(60_000)
    assert view.sent() == []
    view.submit()
    (message,) = view.sent()
    assert (message["type"], message["values"]) == ("submit", {"text": "abc"})
    view.acknowledge(message, asks={})
    assert (view.status, view.held) == ("saved", None)


def test_a_submission_is_announced_once(view):
    """Drafts after it are announced by the minute only, which the page does."""
    view.type(text="a")
    view.submit()
    view.acknowledge(*view.sent(), asks={"confidence": "How sure?"})
    view.acknowledge(view.draft(text="ab"))
    saved = [s["afterSubmission"] for s in view.run("state.said") if s["word"] == "saved"]
    assert (saved, view.run("state.asks")) == ([True, False], [{"confidence": "How sure?"}])


def test_what_is_broken_is_not_sent_again_by_itself(view):
    """It would break again; whoever types sends what stands there."""
    view.acknowledge(view.draft(text="a"))
    view.submit()
    view.acknowledge(*view.sent(), problem="Broken.", broken=True)
    view.wait(60_000)
    assert (view.sent(), view.status, view.held["values"]) == ([], "Broken.", {"text": "a"})
    view.acknowledge(view.draft(text="ab"))
    assert (view.status, view.held) == ("saved", None)


def test_a_hint_asked_for_thrice_is_opened_once(view):
    """Each press replaces the one that failed."""
    for _ in range(3):
        view.hint()
        view.acknowledge(*view.sent(), problem="Disk full.")
    view.wait(RETRY)
    (hint,) = view.sent()
    assert hint["type"] == "hint"
    view.acknowledge(hint)
    view.wait(60_000)
    assert view.sent() == []


def test_a_draft_of_another_view_is_shown_where_nobody_writes(view):
    """Not while something typed here is unsaved; and a field that somebody is in is caught up with when it is left."""
    other = {"type": "draft", "not": "another", "values": {"text": "theirs"}, "revision": 5, "by": "another"}
    message = view.draft(text="mine")
    view.receive(other)
    assert view.values == {"text": "mine"}
    view.acknowledge(message)
    view.set(inUse="text")
    view.receive(other)
    assert view.values == {"text": "mine"}
    view.set(inUse=None)
    view.run("outbox.flush()")
    assert (view.values, view.sent()) == ({"text": "theirs"}, [])
    assert view.draft(text="both")["revision"] == 5


def test_who_types_over_a_newer_draft_says_which_one_she_knew(view):
    """So that Python keeps the other one."""
    view.set(inUse="text", values={"text": "m"})
    view.receive({"type": "draft", "values": {"text": "theirs"}, "revision": 5, "by": "another"})
    assert view.draft(text="mine")["revision"] == 0


def test_a_reloaded_page_takes_up_what_was_not_saved(page, view):
    """As a draft made from the same revision; then the tab holds nothing any more."""
    view.draft(text="a")
    again = View(page)
    (message,) = again.sent()
    assert (message["type"], message["values"], again.values) == ("draft", {"text": "a"}, {"text": "a"})
    again.acknowledge(message)
    assert again.held is None


def test_a_reloaded_page_submits_what_was_submitted(page, view):
    view.type(text="a")
    view.submit()
    again = View(page)
    assert [(m["type"], m["values"], m["step"]) for m in again.sent()] == [("submit", {"text": "a"}, "answer")]


def test_a_reloaded_page_does_not_submit_what_was_typed_later(page, view):
    view.type(text="a")
    view.submit()
    view.type(text="ab")
    again = View(page)
    assert ([m["type"] for m in again.sent()], again.status) == (["draft"], "not_submitted")


@pytest.mark.parametrize(("by", "kind"), [("another", "keep"), ("view 0", "draft")])
def test_a_reloaded_page_tells_its_own_draft_from_another(page, view, by, kind):
    """Words of another view stand in the fields, and those of the tab are kept beside; its own go on in the field."""
    view.draft(text="mine")
    again = View(page, draft={"values": {"text": "m"}, "revision": 3, "by": by})
    assert [(m["type"], m["values"]) for m in again.sent()] == [(kind, {"text": "mine"})]
    assert again.values == {"text": "m" if kind == "keep" else "mine"}


def test_a_text_to_be_kept_is_held_until_it_is_kept(page, view):
    """However often the page is reloaded before Python has it."""
    view.draft(text="mine")
    theirs = {"values": {"text": "theirs"}, "revision": 3, "by": "another"}
    for _ in range(3):
        (keep,) = View(page, draft=theirs).sent()
        assert (keep["type"], keep["values"]) == ("keep", {"text": "mine"})
    last = View(page, draft=theirs)
    last.acknowledge(*last.sent())
    assert last.held is None
    assert View(page, draft=theirs).sent() == []


def test_two_tabs_hold_their_own_texts(page, view):
    """Neither takes up or drops what the other one holds."""
    other = View(page, tab="other")
    view.draft(text="a")
    other.acknowledge(other.draft(text="b"))
    assert (view.held["values"], other.held) == ({"text": "a"}, None)


def test_a_full_storage_holds_no_older_text(page, view):
    """An older text that came back over a newer one would be worse than none; saving goes on."""
    first = view.draft(text="a")
    view.set_storage(isFull=True)
    second = view.draft(text="ab")
    assert view.held is None
    view.acknowledge(first, second)
    assert view.status == "saved"


def test_a_denied_storage_stops_nothing(page, view):
    view.set_storage(isDenied=True)
    view.acknowledge(view.draft(text="a"))
    assert view.status == "saved"
    assert View(page).values == {}


def test_a_dead_kernel_is_said_and_the_text_held(page, view):
    """At once, and whatever is typed; the page that comes after a restart has all of it."""
    view.set(isDead=True)
    view.type(text="a")
    view.wait(PAUSE)
    view.type(text="ab")
    view.wait(60_000)
    assert (view.status, view.run("state.status.isAsleep")) == ("asleep", True)
    again = View(page)
    assert [m["values"] for m in again.sent()] == [{"text": "ab"}]


def test_a_kernel_that_answers_after_all_wakes_the_view(view):
    """It is asked as soon as it is said to have gone."""
    view.run("outbox.sleep()")
    assert [m["type"] for m in view.run("state.sent.splice(0)")] == ["here", "here"]
    view.receive({"type": "draft", "to": view.id, **EMPTY})
    assert (view.status, view.run("state.status.isAsleep")) == ("", False)
    view.acknowledge(view.draft(text="a"))
    assert view.status == "saved"


def test_a_sleeping_view_that_wakes_waits_for_what_it_sent(view):
    """A message that the kernel had already is acknowledged late."""
    message = view.draft(text="a")
    view.run("outbox.sleep()")
    view.receive({"type": "draft", "to": view.id, **EMPTY})
    assert (view.status, view.values) == ("waiting", {"text": "a"})
    view.acknowledge(message)
    assert view.status == "saved"


def test_a_view_that_is_closed_sends_what_it_has(view):
    view.type(text="a")
    view.run("outbox.close()")
    assert [m["type"] for m in view.sent()] == ["draft", "gone"]
    view.wait(60_000)
    assert view.status == "saving"


class World:
    """Two tabs, a real controller behind them, and everything between that can be late, lost or broken."""

    def __init__(self, page, monkeypatch, seed):
        self.page, self.monkeypatch = page, monkeypatch
        self.chance = random.Random(seed)  # noqa: S311 - no secret
        self.texts, self.submitted, self.late, self.kernels = 0, [], [], 0
        self.typed, self.seen = {}, {}  # the text typed last in each tab; the tabs that have shown a text
        self.disk_is_full = False
        change = Answers.change

        def change_or_fail(*arguments):
            if self.disk_is_full:
                raise NotSaved(DISK_FULL)
            return change(*arguments)

        monkeypatch.setattr(Answers, "change", change_or_fail)
        self.restart()

    def restart(self):
        """Start a new kernel; both pages are reloaded, and nothing of what was under way arrives."""
        self.kernels += 1
        self.monkeypatch.setattr(geo_lesson.student.session, "WRITER", f"kernel {self.kernels}")
        self.monkeypatch.setattr(lesson_module, "_OPEN", {})
        self.lesson, self.views, self.widgets = open_lesson("troops", "en"), {}, {}
        self.late = []
        for tab in ("left", "right"):
            self.reload(tab)

    def reload(self, tab):
        widget = self.lesson.exercise("three-numbers-one-rally")
        widget.send = lambda message, tab=tab, widget=widget: self.late.append((tab, widget, message))
        self.widgets[tab], self.views[tab] = widget, View(self.page, tab, widget.draft)
        widget._on_message(widget, {"type": "here", "view": self.views[tab].id}, [])

    def step(self):
        tab = self.chance.choice(("left", "right"))
        view = self.views[tab]
        act = self.chance.choices(
            ("type", "wait", "submit", "hint", "deliver", "lose", "answer", "disk", "reload", "restart"),
            (6, 6, 2, 1, 10, 1, 12, 2, 1, 0.5),
        )[0]
        if act == "type":
            self.texts += 1
            self.typed[tab] = f"text {self.texts}"
            value = self.chance.choice(("mean", "all-can-be-true"))
            view.type(value=value, confidence="80", after=self.typed[tab])
        elif act == "wait":
            view.wait(self.chance.choice((100, 600, 6000)))
        elif act == "submit":
            view.submit()
        elif act == "hint":
            view.hint()
        elif act == "deliver":
            self.deliver(tab)
        elif act == "lose":
            view.sent()
        elif act == "answer":
            self.answer(self.chance.randrange(4), lose=self.chance.random() < 0.1)
        elif act == "disk":
            self.disk_is_full = not self.disk_is_full
        elif act == "reload":
            self.reload(tab)
        else:
            self.restart()

    def deliver(self, tab):
        widget = self.widgets[tab]
        for message in self.views[tab].sent():
            widget._on_message(widget, message, [])
            if message["type"] == "submit":
                self.note_submission(message)

    def note_submission(self, message):
        """Remember a submission that was acknowledged as saved, with nothing missing."""
        replies = (reply for *_, reply in self.late if reply["type"] == "ack" and reply["view"] == message["view"])
        reply = next(reply for reply in reversed(list(replies)) if reply["number"] == message["number"])
        if not reply["problem"] and reply["asks"] == {}:
            self.submitted.append({name: message["values"][name] for name in ("value", "confidence")})

    def answer(self, count, lose=False):
        """Let replies arrive, the oldest first."""
        arriving, self.late = self.late[:count], self.late[count:]
        for tab, widget, message in arriving:
            if self.widgets[tab] is widget and not lose:
                self.views[tab].receive(message)

    def on_disk(self):
        record = self.lesson.answers.peek("three-numbers-one-rally")
        texts = [record.draft, *(kept["answer"] for kept in record.kept)]
        return [values.get("after") for values in texts], [attempt["answer"] for attempt in record.attempts]

    def check(self):
        """Whatever an exercise calls saved is on disk."""
        for tab, view in self.views.items():
            text = view.values.get("after")
            self.seen.setdefault(text, set()).add(tab)
            if text and view.status == "saved":
                assert text in self.on_disk()[0]

    def heal(self):
        """Everything works again: what was typed last in a tab is on disk, unless the other tab saw it and wrote on."""
        self.disk_is_full = False
        owed = {text for tab, text in self.typed.items() if self.seen[text] == {tab}}
        self.restart()
        for _ in range(6):
            for tab, view in self.views.items():
                self.deliver(tab)
                self.answer(1000)
                view.wait(RETRY)
        texts, attempts = self.on_disk()
        assert owed <= set(texts)
        assert all(answer in attempts for answer in self.submitted)
        assert [view.held for view in self.views.values() if view.status == "saved"] in ([], [None], [None, None])


@pytest.mark.parametrize("seed", range(20))
def test_nothing_acknowledged_or_typed_is_lost(page, workspace, monkeypatch, seed):
    """Whatever happens in whatever order; the texts of both tabs end on disk, as do all submissions acknowledged."""
    monkeypatch.chdir(workspace)
    world = World(page, monkeypatch, seed)
    for _ in range(60):
        world.step()
        world.check()
    world.heal()
