"""Try whether the tests notice mistakes: `python tools/mutations.py` makes one at a time in a copy of this checkout.

Each line of MUTATIONS is a file, the text there, the wrong text in its place, and the tests that should fail. The tests
run first without any mistake. `--list` only looks whether each text stands in its file once; a number or part of a
file's name runs those mutations alone. Ends with 1 where a mistake is not noticed.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
STORE, SESSION = "tests/student/test_store.py", "tests/student/test_session.py"
MUTATIONS = [
    # saving
    ("common/disk.py", "os.fsync(file.fileno())", "pass", "tests/faults/test_disk.py tests/student/test_store.py"),
    ("common/disk.py", "    _flush_folder(path.parent)\n", "", "tests/faults/test_disk.py tests/student/test_store.py"),
    ("common/disk.py", "new.replace(path), path", "path.write_bytes(content), path", STORE),
    ("student/store.py", "            lock.acquire()\n", "            pass\n", f"{STORE} tests/faults/test_disk.py"),
    ("student/store.py", "revision=before.revision + 1", "revision=before.revision", f"{STORE} {SESSION}"),
    ("student/store.py", "if record.version > VERSION:", "if record.version > VERSION + 1:", "tests/faults/test_lessons.py"),
    ("student/store.py", "type(n) is int and n >= 0", "type(n) is int", STORE),
    ("student/store.py", " or name.upper() in _RESERVED", "", f"{STORE} tests/test_lesson.py"),
    # a session
    ("student/session.py", "except NotSaved as error:\n                return self._ack", "except OSError as error:\n                return self._ack", f"{SESSION} tests/faults/test_disk.py"),
    ("student/session.py", "number in view.taken or ", "", f"{SESSION} tests/faults tests/student/test_widget.py"),
    ("student/session.py", "record.drafted > base and", "record.drafted < base and", f"{SESSION} tests/student/test_controllers.py"),
    ("student/feedback_view.py", "model[language] if has_written and model", "model[language] if model", f"{SESSION} tests/student/test_controllers.py"),
    ("student/feedback_view.py", "exercise.hints[: record.hints]", "exercise.hints[: record.hints + 1]", f"{SESSION} tests/lessons_shipped/test_every_exercise.py"),
    ("student/widget.py", "        except Exception:  #", "        except OSError:  #", "tests/student/test_widget.py"),
    # comparing
    ("claims/comparison.py", "BoundFit(low <= b_high, b_low <= high)", "BoundFit(low < b_high, b_low < high)", "tests/claims"),
    ("claims/comparison.py", 'if read.as_of != "same" or read.status.plan_against_fact', 'if read.as_of != "same"', "tests/claims"),
    ("claims/comparison.py", '"within": read.bound.a_in_b, "contains": read.bound.b_in_a', '"within": read.bound.b_in_a, "contains": read.bound.a_in_b', "tests/claims"),
    # exercises
    ("exercises/value_range.py", "all(low <= number <= high for", "all(low < number < high for", "tests/exercises/test_choice_and_range.py geo_lesson/exercises/value_range.py"),
    ("exercises/order.py", "position[pair[0]] >= position[pair[1]]", "position[pair[0]] <= position[pair[1]]", "tests/exercises/test_kinds.py"),
    ("exercises/mark_text.py", "found[layer] >= n for", "found[layer] > n for", "tests/exercises/test_kinds.py tests/lessons_shipped/test_content.py"),
    # languages
    ("common/language.py", '"de": "dd.MM.yyyy, HH:mm", "en": "d MMM yyyy, HH:mm"', '"en": "dd.MM.yyyy, HH:mm", "de": "d MMM yyyy, HH:mm"', "tests/common geo_lesson/common/language.py"),
    ("common/language.py", "if _DIGITS.fullmatch(written) or", "if _DIGITS.match(written) or", "tests/common geo_lesson/common/language.py"),
    # what others wrote
    ("common/html.py", "autoescape=True", "autoescape=False", "tests/test_untrusted.py tests/test_lesson.py tests/handin"),
    ("figures/svg.py", "{escape(content)}", "{content}", "tests/test_untrusted.py tests/figures"),
    ("handin/file.py", '.replace("<", "\\\\u003c")', "", "tests/handin"),
    ("handin/file.py", "sums.get(key) != checksum(value))", "not sums.get(key))", "tests/handin tests/teacher/classroom/test_diagnosis.py"),
    ("teacher/classroom/results.py", "return _defused(cell) if", "return cell if", "tests/teacher/classroom/test_classroom.py geo_lesson/teacher/classroom/results.py"),
    ("teacher/classroom/files.py", "if depth >= DEEPEST:", "if depth > DEEPEST:", "tests/teacher/classroom/test_files.py"),
    # the research room
    ("search/index.py", "-matched[n], ", "", "tests/search"),
    ("search/index.py", "check_same_thread=False", "check_same_thread=True", "tests/search"),
    ("search/index.py", "return '\"{}\"'.format(term.replace('\"', '\"\"'))", "return term", "tests/search"),
    ("teacher/check/web_pages.py", "elif any((end, bound) not in known", "elif not any((end, bound) not in known", "tests/teacher/check/test_web_pages.py"),
    ("teacher/check/web_pages.py", "if not same_address:", "if False:", "tests/teacher/check/test_web_pages.py"),
    # the server
    ("server.py", 'f"--IdentityProvider.token={token}"', '"--IdentityProvider.token="', "tests/test_server.py"),
    ("server.py", '[] if as_shipped else [output', 'outputs if as_shipped else [output', "tests/test_server.py"),
    ("server.py", '"--ServerApp.ip=127.0.0.1"', '"--ServerApp.ip=0.0.0.0"', "tests/test_server.py"),
]  # fmt: skip


def main(wanted):
    chosen = [(n, *entry) for n, entry in enumerate(MUTATIONS, 1) if chosen_by(wanted, n, entry[0])]
    lost = [f"{n} {file}: {old!r}" for n, file, old, *_ in chosen if text_of(ROOT, file).count(old) != 1]
    print("\n".join(["these texts do not stand in their files just once:", *lost] if lost else ["all texts are there"]))
    if lost or "--list" in wanted:
        return bool(lost)
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder, "copy")
        shutil.copytree(
            ROOT, copy, ignore=shutil.ignore_patterns(".git", ".venv", "dist", ".mypy_cache", "__pycache__")
        )
        if failing := [tests for tests in sorted({tests for *_, tests in chosen}) if run(copy, tests)]:
            print("these fail without any mistake:", *failing, sep="\n")
            return True
        unnoticed = [entry for entry in chosen if not noticed(copy, *entry)]
    print(f"{len(chosen) - len(unnoticed)} of {len(chosen)} mistakes were noticed")
    return bool(unnoticed)


def chosen_by(wanted, number, file):
    words = [word for word in wanted if not word.startswith("--")]
    return not words or any(word == str(number) or (not word.isdigit() and word in file) for word in words)


def noticed(copy, number, file, old, new, tests):
    """Make one mistake, run its tests, take the mistake back."""
    path = copy / "geo_lesson" / file
    right = path.read_text(encoding="utf-8")
    path.write_text(right.replace(old, new), encoding="utf-8")
    code = run(copy, tests)
    path.write_text(right, encoding="utf-8")
    word = {0: "NOT NOTICED", 1: "noticed"}.get(code, f"pytest ended with {code}")
    print(f"{number:3} {word}: {file}: {old.strip()!r} -> {new.strip()!r}", flush=True)
    return code in (1, 2)  # 2: the mistake does not even import


def run(copy, tests):
    """The code that pytest ends with; without bytecode, which would outlive a mistake made within the same second."""
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-n", "0", "-m", "not browser", "-p", "no:cacheprovider"]
    environment = os.environ | {"PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run([*command, *tests.split()], cwd=copy, env=environment, capture_output=True).returncode


def text_of(folder, file):
    path = folder / "geo_lesson" / file
    return path.read_text(encoding="utf-8") if path.is_file() else ""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
