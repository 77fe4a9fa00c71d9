import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import pytest

from geo_lesson import cli
from geo_lesson.cli import main
from geo_lesson.server import first_notebook, lay_workspace, strip_outputs, workspace_at


@contextmanager
def started(folder, *arguments, home):
    """Run `geo-lesson start`; yields the process and the address it says."""
    own = {f"JUPYTER_{name}_DIR": str(home / name.lower()) for name in ("CONFIG", "DATA", "RUNTIME")}
    shown = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER")}
    process = subprocess.Popen(
        [sys.executable, "-m", "geo_lesson", "start", *arguments],
        cwd=folder,
        env=shown | own | {"PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    lines = []
    try:
        for line in process.stdout:
            lines.append(line)
            if found := re.search(r"(http\S+)\?token=(\S+)", line):
                yield process, *found.groups()
                break
        else:
            raise AssertionError("".join(lines))
    finally:
        if process.poll() is None:
            process.kill()
        process.stdout.close()
        process.wait()


def get(address, token=None, data=None):
    request = urllib.request.Request(address, data=data, method="PUT" if data else "GET")
    if token:
        request.add_header("Authorization", f"token {token}")
    with urllib.request.urlopen(request, timeout=30) as answer:
        return answer.status, answer.read().decode()


def test_start_lays_a_workspace_and_serves_it_until_ctrl_c(tmp_path):
    """In an empty folder: notebooks and data appear, the address leads to the first notebook, Ctrl-C ends it with 0."""
    folder = tmp_path / "mine"
    folder.mkdir()
    with started(folder, "--language", "de", home=tmp_path) as (process, address, token):
        assert address.endswith("/lab/tree/notebooks/de/0_start.ipynb")
        assert (folder / "data/troops/lesson.yaml").is_file()
        status, page = get(address, token)
        assert status == 200
        assert re.search(r'"news":\s*{"disabled":\s*true}', page)
        base = address.removesuffix("/lab/tree/notebooks/de/0_start.ipynb")
        with pytest.raises(urllib.error.HTTPError, match="403"):
            get(f"{base}/api/contents")
        process.send_signal(signal.SIGINT)
        rest = process.stdout.read()
        assert process.wait(30) == 0
        assert f"Beendet. Die Antworten liegen in {folder / 'answers'}." in rest
        assert "Traceback" not in rest


@pytest.mark.skipif(not Path("/proc/net/tcp6").exists(), reason="this system does not list its sockets in /proc")
def test_only_this_machine_can_reach_the_server(tmp_path, workspace):
    """The server listens on loopback and on no other address of the machine."""
    with started(workspace, home=tmp_path) as (_, address, _):
        port = int(re.search(r":(\d+)/", address).group(1))
        assert address.startswith("http://127.0.0.1:")
        listening = [line.split()[1:4] for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
        ours = {local for local, _, state in listening if state == "0A" and int(local.split(":")[1], 16) == port}
        assert ours == {f"0100007F:{port:04X}"}
        assert f":{port:04X} " not in Path("/proc/net/tcp6").read_text()


def test_a_port_that_is_taken_is_no_obstacle(tmp_path, workspace):
    """Another program holds 8888: the address names another port, and works."""
    with socket.socket() as taken:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            taken.bind(("127.0.0.1", 8888))
            taken.listen()
            ours = True
        except OSError:
            ours = False  # somebody else holds it, and may let it go at any moment
        with started(workspace, home=tmp_path) as (_, address, token):
            assert not ours or ":8888/" not in address
            assert get(address, token)[0] == 200


def test_saving_strips_the_outputs_of_our_notebooks_only(tmp_path, workspace):
    """Tomorrow no face would stand behind a saved output; somebody else's notebook keeps its own."""
    output = {"output_type": "stream", "name": "stdout", "text": ["x"]}

    def notebook(source):
        cell = {
            "cell_type": "code",
            "id": "a",
            "metadata": {},
            "source": source,
            "outputs": [output],
            "execution_count": 3,
        }
        content = {"cells": [cell], "metadata": {"widgets": {}}, "nbformat": 4, "nbformat_minor": 5}
        return json.dumps({"type": "notebook", "format": "json", "content": content}).encode()

    with started(workspace, home=tmp_path) as (_, address, token):
        base = address.split("/lab/")[0]
        for name, source in (("ours", "from geo_lesson import open_lesson"), ("theirs", "print('x')")):
            assert get(f"{base}/api/contents/{name}.ipynb", token, notebook(source))[0] == 201
    ours, theirs = (json.loads((workspace / f"{name}.ipynb").read_text()) for name in ("ours", "theirs"))
    assert (ours["cells"][0]["outputs"], ours["cells"][0]["execution_count"]) == ([], None)
    assert "widgets" not in ours["metadata"]
    assert theirs["cells"][0]["outputs"] == [output]


def test_a_notebook_that_was_only_run_is_saved_as_it_was_shipped(tmp_path, workspace):
    """Not one byte differs, so that git sees no change in it, and brings the next version of the lesson."""
    files = sorted((workspace / "notebooks").rglob("*.ipynb"))
    shipped = [path.read_bytes() for path in files]
    with started(workspace, home=tmp_path) as (_, address, token):
        for path in files:
            content = json.loads(path.read_text(encoding="utf-8"))
            content["metadata"]["kernelspec"]["display_name"] = "Python 3 (ipykernel)"
            content["metadata"] |= {"language_info": {"name": "python", "version": "3.11.7"}, "widgets": {}}
            for cell in content["cells"]:
                cell["source"] = "".join(cell["source"])
                if cell["cell_type"] == "code":
                    cell |= {"execution_count": 1, "outputs": [{"output_type": "stream", "name": "stdout", "text": ""}]}
            model = json.dumps({"type": "notebook", "format": "json", "content": content}).encode()
            get(f"{address.split('/lab/')[0]}/api/contents/{path.relative_to(workspace).as_posix()}", token, model)
    assert [path.read_bytes() for path in files] == shipped


def test_a_kernel_that_makes_no_sense_stays():
    """What a notebook says of its kernel may be anything."""
    cell = {"cell_type": "code", "source": "from geo_lesson import open_lesson"}
    content = {"cells": [cell], "metadata": {"kernelspec": "python3"}}
    strip_outputs({"type": "notebook", "content": content})
    assert content["metadata"]["kernelspec"] == "python3"


def test_a_kernel_that_a_student_chose_stays():
    """Only the names that Jupyter writes by itself are taken back."""
    cell = {"cell_type": "code", "source": "from geo_lesson import open_lesson"}
    chosen = {"name": "lessons", "display_name": "Lessons"}
    content = {"cells": [cell], "metadata": {"kernelspec": dict(chosen)}}
    strip_outputs({"type": "notebook", "content": content})
    assert content["metadata"]["kernelspec"] == chosen


def test_a_jupyter_server_loads_no_lesson():
    """For each student at a JupyterHub a server runs: it takes the hook, not the models of the whole package."""
    source = "import sys, geo_lesson.server; print('pydantic' in sys.modules, 'geo_lesson.lesson' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", source], capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["False", "False"]


@pytest.mark.parametrize(
    "model",
    [
        {},
        {"type": "file", "content": "x"},
        {"type": "notebook", "content": None},
        {"type": "notebook", "content": {"cells": None}},
        {"type": "notebook", "content": {"cells": [None, {"cell_type": "code", "source": None}], "metadata": None}},
        {"type": "notebook", "content": {"cells": [{"cell_type": "code", "source": "# geo_lesson", "outputs": [1]}]}},
    ],
)
def test_what_is_no_notebook_is_left_alone(model):
    """Saving any other file passes through unchanged."""
    before = json.dumps(model)
    strip_outputs(model)
    assert json.dumps(model) == before


def test_a_workspace_is_never_overwritten(tmp_path):
    """What a teacher changed stays; what is missing is laid."""
    lay_workspace(tmp_path)
    lesson = tmp_path / "data/troops/lesson.yaml"
    lesson.write_text("changed")
    (tmp_path / "notebooks/de/0_start.ipynb").unlink()
    assert [path.name for path in lay_workspace(tmp_path)] == ["0_start.ipynb"]
    assert lesson.read_text() == "changed"


def test_without_a_server_the_workspace_is_set_up_and_that_is_all(tmp_path, monkeypatch, capsys):
    """What a JupyterHub calls before it starts a student's server; the second time there is nothing to do."""
    monkeypatch.setattr(cli, "run_lab", None)
    for said in ("files", ""):
        assert main(["start", str(tmp_path / "mine"), "--no-server", "--language", "en"]) == 0
        assert said in capsys.readouterr().out
    assert workspace_at(tmp_path / "mine")


def test_laying_that_was_broken_off_goes_on_the_next_time(tmp_path, monkeypatch):
    """Wherever it stopped, no folder is taken for a workspace before all of it is there."""
    copies, copy = 0, shutil.copyfile

    def breaking(source, target):
        nonlocal copies
        copies += 1
        if copies % 40 == 0:
            raise OSError("broken off")
        return copy(source, target)

    monkeypatch.setattr(shutil, "copyfile", breaking)
    turns = 0
    while main(["start", str(tmp_path / "mine"), "--no-server", "--language", "en"]) == 1:
        turns += 1
    monkeypatch.undo()
    assert turns > 1
    assert lay_workspace(tmp_path / "mine") == []


@pytest.mark.skipif(not shutil.which("git"), reason="git is not on the PATH")
@pytest.mark.parametrize("way", [["start", "mine", "--no-server"], ["new", "mine", "--from", "troops"]])
def test_answers_of_whoever_tried_a_workspace_do_not_go_into_git(tmp_path, monkeypatch, way):
    """A teacher puts all of it into a repository for the class: her answers and hand-ins stay out, the lesson is in."""
    monkeypatch.chdir(tmp_path)
    assert main([*way, "--language", "en"]) == 0
    mine = tmp_path / "mine"
    for path in ("answers/troops/me/first-impression.json", "hand-in/troops blue whale 27.html"):
        (mine / path).parent.mkdir(parents=True)
        (mine / path).write_text("{}")
    for command in (["init", "-q"], ["add", "."]):
        subprocess.run(["git", *command], cwd=mine, check=True)  # noqa: S607 - a name, as a user types it
    known = subprocess.run(["git", "ls-files"], cwd=mine, check=True, capture_output=True, text=True).stdout  # noqa: S607
    assert "notebooks/en/0_start.ipynb" in known
    assert "answers/" not in known
    assert "hand-in/" not in known


def test_a_gitignore_of_ones_own_stays(tmp_path):
    """Whoever has written one keeps it."""
    (tmp_path / ".gitignore").write_text("mine")
    lay_workspace(tmp_path)
    assert (tmp_path / ".gitignore").read_text() == "mine"


def test_the_hand_ins_of_a_class_are_not_laid_into_the_next_workspace(workspace, tmp_path, monkeypatch):
    """A teacher keeps them beside the notebook that reads them; they stay there."""
    monkeypatch.setattr("geo_lesson.server.shipped_workspace", lambda: workspace)
    (workspace / "notebooks/en/class-a").mkdir()
    (workspace / "notebooks/en/class-a/troops blue whale 27.html").touch()
    lay_workspace(tmp_path / "mine")
    assert (tmp_path / "mine/notebooks/en/teacher.ipynb").exists()
    assert not list((tmp_path / "mine").rglob("class-a"))


def test_a_folder_that_is_named_becomes_a_workspace_of_its_own(workspace, monkeypatch, capsys):
    """Also inside another one, as in a clone; the second time, it is said that there was nothing to do."""
    monkeypatch.chdir(workspace)
    assert main(["start", "lesson", "--no-server", "--language", "en"]) == 0
    assert "files created" in capsys.readouterr().out
    assert workspace_at(workspace / "lesson") == (workspace / "lesson").resolve()
    assert main(["start", "lesson", "--no-server", "--language", "en"]) == 0
    assert "Everything is set up" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["x" * 300, "circle/mine"])
def test_a_folder_that_cannot_be_is_said(tmp_path, name, monkeypatch, capsys):
    """A name that is too long, a link to itself: a sentence, no traceback."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "circle").symlink_to("circle")
    assert main(["start", name, "--no-server", "--language", "de"]) == 1
    assert capsys.readouterr().err.strip()


def test_start_sets_up_no_workspace_inside_a_workspace(workspace, monkeypatch):
    """From any folder of it, the workspace itself is opened, and what a teacher deleted stays deleted."""
    opened = []
    monkeypatch.setattr(cli, "run_lab", lambda folder, *_, **__: opened.append(folder))
    (workspace / "notebooks/en/0_start.ipynb").unlink()
    inside = workspace / "notebooks" / "mine"
    inside.mkdir()
    assert main(["start", str(inside)]) == 0
    assert opened == [workspace.resolve()]
    assert not (workspace / "notebooks/en/0_start.ipynb").exists()
    assert list(inside.iterdir()) == []


def test_a_student_begins_with_the_first_notebook_that_is_there(tmp_path):
    """0_start where it is there; in a workspace with one other lesson, its notebook; in an empty one, the folder."""
    assert first_notebook(tmp_path, "de") == "/lab/tree/notebooks/de"
    folder = tmp_path / "notebooks" / "de"
    folder.mkdir(parents=True)
    for name in ("hill", "1_origin", "0_start"):
        (folder / f"{name}.ipynb").touch()
        assert first_notebook(tmp_path, "de") == f"/lab/tree/notebooks/de/{name}.ipynb"


def test_start_makes_a_folder_of_its_own_where_others_lie(tmp_path, monkeypatch):
    """Started in somebody's home, it does not strew its files there."""
    opened = []
    monkeypatch.setattr(cli, "run_lab", lambda folder, *_, **__: opened.append(folder))
    (tmp_path / "letter.txt").write_text("")
    monkeypatch.chdir(tmp_path)
    assert main(["start"]) == 0
    assert opened == [tmp_path / "geo_lesson"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["geo_lesson", "letter.txt"]


def test_ctrl_c_while_starting_is_no_traceback(workspace, monkeypatch):
    """Whoever changes her mind in the first second sees no error."""

    def interrupted(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "run_lab", interrupted)
    assert main(["start", str(workspace)]) == 0


def test_the_rights_of_a_teachers_folders_stay(tmp_path):
    """A folder shared with a group stays shared when files are added to it."""
    (tmp_path / "data").mkdir()
    (tmp_path / "data").chmod(0o770)
    lay_workspace(tmp_path)
    assert (tmp_path / "data").stat().st_mode & 0o777 == 0o770


def test_a_workspace_is_found_from_inside(workspace):
    """From a folder of the workspace, start finds the workspace and lays nothing there."""
    assert workspace_at(workspace / "notebooks" / "de") == workspace.resolve()


def test_a_file_in_place_of_a_folder_is_misuse(tmp_path, capsys):
    """A sentence and exit code 2, no traceback."""
    (tmp_path / "x").write_text("")
    assert main(["start", str(tmp_path / "x"), "--language", "de"]) == 2
    assert capsys.readouterr().err.strip() == f"{tmp_path / 'x'} ist kein Ordner. Bitte prüfen Sie den Namen."


def test_a_folder_that_cannot_be_made_is_said(tmp_path, capsys):
    """A sentence with the reason and exit code 1."""
    (tmp_path / "x").write_text("")
    assert main(["start", str(tmp_path / "x" / "y"), "--language", "en"]) == 1
    assert "Cannot create anything in" in capsys.readouterr().err


def test_help_speaks_both_languages(capsys):
    """The language of the help follows --language."""
    for language, words in (("de", "öffnet JupyterLab"), ("en", "opens JupyterLab")):
        with pytest.raises(SystemExit) as ended:
            main(["start", "--help", "--language", language])
        assert ended.value.code == 0
        assert words in capsys.readouterr().out


@pytest.mark.parametrize("arguments", [[], ["dance"], ["start", "--language", "fr"], ["start", "--language"]])
def test_misuse_ends_with_two(arguments, capsys):
    """Whatever is called wrongly ends with 2 and a usage line."""
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    assert "usage" in capsys.readouterr().err


def test_the_commands_are_there_as_a_module_too():
    """`python -m geo_lesson` is the same as `geo-lesson`."""
    run = subprocess.run([sys.executable, "-m", "geo_lesson", "--help"], capture_output=True, text=True, check=True)
    assert "start" in run.stdout
    assert Path(sys.executable).with_name("geo-lesson").exists()


def test_outputs_of_ours_are_stripped():
    """The hook itself: counts and widgets go, too; a notebook without metadata is no trouble."""
    cell = {"cell_type": "code", "source": "import geo_lesson", "outputs": [1], "execution_count": 3}
    for more in ({"metadata": {"widgets": {}}}, {}):
        model = {"type": "notebook", "content": {"cells": [dict(cell)], **more}}
        strip_outputs(model)
        assert model["content"]["cells"][0] | {"outputs": [], "execution_count": None} == model["content"]["cells"][0]
        assert "widgets" not in model["content"].get("metadata", {})


def test_both_languages_tell_the_same_commands_for_schools():
    """What is to be copied out of the two files in docs/ differs in the language of the lesson only."""
    docs = Path(__file__).parent.parent / "docs"
    blocks = [
        re.findall(r"(?s)```.*?```", (docs / f"schools.{language}.md").read_text(encoding="utf-8"))
        for language in ("de", "en")
    ]
    german = [
        block.replace("2Fde%", "2Fen%")
        .replace("/de/", "/en/")
        .replace("start lektion --language de", "start lesson")
        .replace("start lektion", "start lesson")
        .replace("IHR-", "YOUR-")
        .replace("Die Lektion", "The lesson")
        for block in blocks[0]
    ]
    assert german == blocks[1]
