"""Each command that is printed for a teacher is one that works where it is read, as it stands."""

import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
from html import unescape
from pathlib import Path

import pytest
from paths import ROOT
from studying import student

from geo_lesson import cli
from geo_lesson.common.language import LANGUAGES
from geo_lesson.common.program import NAME, program
from geo_lesson.content.folder import LessonFolder
from geo_lesson.handin.file import write
from geo_lesson.teacher.printing.guide import guide

IN_CLONE = f"python3 -m uv run {NAME}"
ARTICLE = "The fair\n\nPolice put the number of guests at about 300, organisers at 1,200. The city said 500 came.\n"
COMMANDS = "|".join(name for name, *_ in cli.COMMANDS)
READ_IN_CLONE = [
    path for path in (ROOT / "README.md", ROOT / "README.de.md", ROOT / "CONTRIBUTING.md") if path.exists()
]
READ_ANYWHERE = sorted(path for path in ROOT.glob("docs/*.md") if path.stem not in ("decisions", "speed"))


def spans(path):
    """The code of a Markdown text: what stands between backticks, and each line between fences."""
    prose, *fenced = re.split(r"(?ms)^```.*?$(.*?)^```$", path.read_text(encoding="utf-8"))
    blocks, prose = fenced[::2], prose + "".join(fenced[1::2])
    return [line.strip() for block in blocks for line in block.splitlines()] + [
        " ".join(span.split()) for span in re.findall(r"`([^`]+)`", prose)
    ]


def commands(path):
    """The commands of ours in a text; a name alone, as in "`geo-lesson start` takes care of it", is none in docs/."""
    calls = [span for span in spans(path) if re.search(rf"{NAME} (?:{COMMANDS})\b", span)]
    return [call for call in calls if not (path in READ_ANYWHERE and re.fullmatch(rf"{NAME} \w+", call))]


def in_guide(content, language):
    """The commands in the code of the guide, and of the guides to plans, as this process prints them."""
    pages = [guide(content, language), *(guide(content, language, plan) for plan in content.config.plans)]
    code = [unescape(call) for page in pages for call in re.findall(r"<code>([^<]+)</code>", page)]
    return list(dict.fromkeys(call for call in code if re.search(rf" (?:{COMMANDS})\b", call)))


def in_page(path, prefix):
    """The commands in a page, all of which begin in the same way."""
    code = [unescape(call) for call in re.findall(r"<code>([^<]+)</code>", path.read_text(encoding="utf-8"))]
    calls = [call for call in code if re.search(rf" (?:{COMMANDS})\b", call)]
    assert len(calls) >= 2
    assert all(call.startswith(f"{prefix} ") for call in calls)
    return calls


def printed(text, prefix):
    """The commands that a command has printed: from what they begin with to the end of the line, or two spaces."""
    return re.findall(rf"(?<!\S){re.escape(prefix)}(?: \S+)+", text)


def prepare(folder):
    """Put into a folder what the commands of the README name: a report, a class list, and a folder of hand-ins."""
    troops = LessonFolder(ROOT / "data/troops")
    (folder / "report.txt").write_text(ARTICLE, encoding="utf-8")
    (folder / "class.csv").write_text("name\none\n", encoding="utf-8")
    for name in ("FOLDER", "ORDNER"):
        (folder / name).mkdir()
        (folder / name / "one.html").write_bytes(write(student(troops, 1, "en"), troops, []))


PLANNED = """plans:
  - id: {id}
    title: {{de: Meine Stunde, en: My lesson}}
    minutes: 8
    steps: [{{minutes: 8, exercise: three-numbers-one-rally}}]
"""


def add_plans(folder):
    """Write the plan that the guide shows how to write; its commands come after that."""
    path = folder / "data/troops/lesson.yaml"
    text = path.read_text(encoding="utf-8")
    plans = PLANNED.format(id="my-lesson") + PLANNED.format(id="meine-stunde").removeprefix("plans:\n")
    path.write_text(text.replace("plans:\n", plans, 1), encoding="utf-8")


@pytest.fixture
def ready(workspace, monkeypatch):
    """A workspace with all that commands need; no server is started, as test_server does that."""
    monkeypatch.chdir(workspace)
    prepare(workspace)
    add_plans(workspace)
    monkeypatch.setattr(cli, "run_lab", lambda *_, **__: None)
    return workspace


def fine(command):
    """The exit codes of a command that works: a draft has open questions, by which check ends with 1."""
    return (0, 1) if " check" in command else (0,)


def run_here(command):
    """Run one command in this process; return its exit code."""
    words = shlex.split(re.split(rf"(?:{NAME}|geo_lesson)(?= )", command, maxsplit=1)[1].rstrip("'"))
    return cli.main([os.path.expandvars(word) for word in words])


def test_in_a_clone_each_command_stands_whole():
    """README and CONTRIBUTING are read beside pyproject.toml, where uv or pipx has to begin each command."""
    allowed = (IN_CLONE, f"python3 -m pip install -q uv && {IN_CLONE}", f"pipx run uv run {NAME}")
    for path in READ_IN_CLONE:
        bare = [call for call in commands(path) if not call.startswith(allowed)]
        assert [call for call in bare if call != f"{NAME} start FOLDER"] == []  # of an installed package
        assert len(commands(path)) > 3


@pytest.mark.parametrize("path", READ_IN_CLONE + READ_ANYWHERE, ids=lambda path: path.name)
def test_each_command_of_a_text_runs(path, ready, monkeypatch, capsys):
    """In the order in which they stand, with what the text says is there; and so does what they print."""
    monkeypatch.setenv("HOME", str(ready))
    for command in commands(path):
        assert run_here(command) in fine(command), command
        for further in printed(capsys.readouterr().out, program()):
            assert run_here(further) in fine(further), further


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("lesson", ["troops", "hill"])
def test_each_command_of_the_guide_runs(lesson, language, ready, capsys):
    """As it was printed for this process; those of a lesson name that lesson."""
    calls = in_guide(LessonFolder(ready / "data" / lesson), language)
    assert len(calls) > (6 if lesson == "troops" else 1)
    for call in calls:
        assert call.startswith(program())
        assert run_here(call) == 0, call
    if lesson == "hill":
        written = " ".join(path.name for path in ready.rglob("*hill-45*"))
        assert "plan-hill-45.ipynb" in written
        assert f"paper-hill-45.{language}.html" in written


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({"UV_RUN_RECURSION_DEPTH": "1", "UV_INTERNAL__PARENT_INTERPRETER": "/usr/bin/python3"}, IN_CLONE),
        ({"UV_RUN_RECURSION_DEPTH": "1", "UV": "/home/x/.local/share/pipx/.cache/1/bin/uv"}, f"pipx run uv run {NAME}"),
        ({"UV_RUN_RECURSION_DEPTH": "1", "UV": "/usr/local/bin/uv"}, f"uv run {NAME}"),
        ({"PATH": "with"}, NAME),
        ({"PATH": "python"}, "python3 -m geo_lesson"),
        ({"PATH": "without"}, f"{sys.executable} -m geo_lesson"),
    ],
)
def test_a_command_begins_as_this_program_was_started(environment, expected, tmp_path, monkeypatch):
    """Under uv as uv was started; by its name where that is on the PATH; else as a module of its Python."""
    for name in ("UV_RUN_RECURSION_DEPTH", "UV_INTERNAL__PARENT_INTERPRETER", "UV"):
        monkeypatch.delenv(name, raising=False)
    for name in ("with", "without"):
        (tmp_path / name).mkdir()
    (tmp_path / "with" / NAME).touch(0o755)
    places = {"with": tmp_path / "with", "without": tmp_path / "without"}
    if environment.get("PATH") == "python":
        (tmp_path / "python").mkdir()
        (tmp_path / "python/python3").touch(0o755)
        monkeypatch.setattr(sys, "executable", str(tmp_path / "python/python3.11"))
        places["python"] = tmp_path / "python"
    for name, value in environment.items():
        monkeypatch.setenv(name, str(places.get(value, value)))
    assert program() == expected


def test_a_draft_and_a_copy_say_how_they_are_opened(tmp_path, monkeypatch, capsys):
    """Last of all; a name with a space is quoted, and the draft opens on its own notebook."""
    folder = tmp_path / "my school"
    folder.mkdir()
    monkeypatch.chdir(tmp_path)
    opened = []
    monkeypatch.setattr(cli, "run_lab", lambda *place, **options: opened.append((place[0], options["notebook"])))
    (tmp_path / "report.txt").write_text(ARTICLE, encoding="utf-8")
    calls = [["my school/my-copy", "--from", "hill"], ["my school/data/fair", "--article", "report.txt"]]
    for call in calls:
        assert cli.main(["new", *call, "--language", "en"]) == 0
        *_, last = capsys.readouterr().out.splitlines()
        (command,) = printed(last, program())
        assert run_here(command) == 0
    assert opened == [(folder / "my-copy", None), (folder, folder / "notebooks/en/fair.ipynb")]


def test_only_a_notebook_of_a_workspace_can_be_started(ready, capsys):
    """One that lies elsewhere is refused with a sentence."""
    (ready / "other.ipynb").write_text("{}", encoding="utf-8")
    assert cli.main(["start", "other.ipynb", "--language", "en"]) == 2
    assert "other.ipynb lies in no workspace" in capsys.readouterr().err


def run_as_it_stands(command, folder, environment):
    """Give a command to a shell; of a server, wait for its address and end it by Ctrl-C. Return what it printed."""
    serves = f"{NAME} start" in command and "--no-server" not in command
    process = subprocess.Popen(
        ["bash", "-c", command],  # noqa: S607 - as a user types it
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    lines = []
    with process:
        for line in process.stdout:
            lines.append(line)
            if serves and "token=" in line:
                os.killpg(process.pid, signal.SIGINT)
    code, text = process.returncode, "".join(lines)
    assert code in ((0, 130, -2) if serves else fine(command)), (command, text)
    assert not serves or "token=" in text, text
    return text


def run_all(calls, folder, environment, prefix):
    """Run commands as they stand, then those that they have printed."""
    further = []
    for call in dict.fromkeys(calls):
        made = re.search(r" new (\S+)", call)
        if made and (folder / "data" / made[1]).exists():
            continue  # the same draft, from another text
        further += printed(run_as_it_stands(call, folder, environment), prefix)
    for call in dict.fromkeys(further):
        run_as_it_stands(call, folder, environment)
    return further


def outside():
    """The environment of somebody who has activated nothing and sits in no `uv run`."""
    path = os.pathsep.join(p for p in os.environ["PATH"].split(os.pathsep) if Path(p) != Path(sys.executable).parent)
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("UV_RUN", "UV_INTERNAL", "VIRTUAL"))
    }
    return kept | {"PATH": path, "PYTHONUNBUFFERED": "1", "BROWSER": "true"}


@pytest.mark.gate
def test_in_a_clone_the_readme_runs_as_it_stands(tmp_path):
    """Each command with `uv` before it, in a fresh clone; and each that guide, `new` and the like print there."""
    clone = tmp_path / "geo_lesson"
    subprocess.run(["git", "clone", "-q", ROOT, clone], check=True)  # noqa: S607
    prepare(clone)
    if subprocess.run(["bash", "-c", "python3 -m uv --version"], env=outside(), capture_output=True).returncode:  # noqa: S607
        pytest.skip("this Python refuses pip, or has no uv; .ci/run takes pipx there")
    calls = [call for path in READ_IN_CLONE for call in commands(path) if call.startswith(IN_CLONE)]
    further = run_all(calls, clone, outside(), IN_CLONE)
    assert f"{IN_CLONE} start my-lesson" in further
    run_all(in_page(clone / "guide-45.en.html", IN_CLONE), clone, outside(), IN_CLONE)


@pytest.mark.gate
def test_in_an_installed_workspace_docs_and_guide_run_as_they_stand(tmp_path):
    """The wheel in an environment of its own, its commands on the PATH; guide and messages say the plain name."""
    uv = shutil.which("uv") or shutil.which("uv", path=str(Path(sys.base_prefix) / "bin"))
    if not uv:
        pytest.skip("uv is not on the PATH; it builds the wheel")
    build = {"check": True, "capture_output": True}
    subprocess.run([uv, "build", "--wheel", "--out-dir", tmp_path, ROOT], **build)
    subprocess.run([uv, "venv", tmp_path / "env"], **build)
    python, wheel = tmp_path / "env/bin/python", next(tmp_path.glob("*.whl"))
    subprocess.run([uv, "pip", "install", "--no-config", "--python", python, wheel], **build)
    home, path = tmp_path / "home", f"{tmp_path / 'env/bin'}{os.pathsep}{outside()['PATH']}"
    home.mkdir()
    environment = outside() | {"PATH": path, "HOME": str(home)}
    run_as_it_stands(f"{NAME} start --no-server lesson", home, environment)
    lesson = home / "lesson"
    prepare(lesson)
    docs = [call for path in READ_ANYWHERE for call in commands(path) if call.startswith(NAME)]
    run_all([*docs, f"{NAME} guide --plan 45 --to guide.html --language en"], lesson, environment, NAME)
    readme = [call.replace(IN_CLONE, NAME) for call in commands(ROOT / "README.md") if call.startswith(IN_CLONE)]
    calls = [*in_page(lesson / "guide.html", NAME), *(call for call in readme if "start my" not in call)]
    further = run_all([call for call in calls if call not in docs], lesson, environment, NAME)
    assert f"{NAME} start my-lesson" in further
