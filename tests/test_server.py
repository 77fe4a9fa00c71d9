import asyncio
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

import pytest
from jupyter_server.services.contents.manager import ContentsManager
from paths import ROOT
from ports import use_free_port
from tornado.httpclient import HTTPRequest
from tornado.websocket import websocket_connect

from geo_lesson import cli
from geo_lesson.cli import main
from geo_lesson.server import (
    _delete_stale_folders,
    _register,
    _socket_folder,
    first_notebook,
    run_lab,
    strip_outputs,
)
from geo_lesson.teacher.workspace import set_up_workspace, workspace_at


@contextmanager
def started(folder, *arguments, home, port=None):
    """Run `geo-lesson start`; yields the process and the address it says."""
    use_free_port(home / "config", port)
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
                process.said = "".join(lines)
                yield process, *found.groups()
                break
        else:
            raise AssertionError("".join(lines))
    finally:
        if process.poll() is None:
            process.kill()
        process.stdout.close()
        process.wait()


def get(address, token=None, data=None, method="PUT"):
    request = urllib.request.Request(address, data=data, method=method if data else "GET")
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


# What a neighbour can do: subscribe to whatever listens on loopback, and to a kernel's sockets where the name is known.
NEIGHBOUR = """
import os, sys, time, zmq
if os.geteuid() == 0:
    os.setuid(65534)
context, heard = zmq.Context(), []
poller = zmq.Poller()
for address in sys.argv[1:]:
    listening = context.socket(zmq.SUB)
    listening.setsockopt(zmq.SUBSCRIBE, b"")
    listening.connect(address)
    poller.register(listening, zmq.POLLIN)
print("ready", flush=True)
end = time.monotonic() + 10
while time.monotonic() < end:
    for found, _ in poller.poll(200):
        heard += found.recv_multipart()
    if any(b"my words" in part for part in heard):
        break
print(b" ".join(heard), flush=True)
os._exit(0)
"""


def tcp_ports(parent):
    """The ports on which the children of a process listen: the kernels of a server."""
    children = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
    held = {str(handle.readlink()) for child in children for handle in Path(f"/proc/{child}/fd").iterdir()}
    lines = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    return {int(line[1].split(":")[1], 16) for line in lines if line[3] == "0A" and f"socket:[{line[9]}]" in held}


def executed(base, token, kernel, code):
    """Run code in a kernel by way of the server, as a browser does; returns once the kernel has answered."""

    async def run():
        request = HTTPRequest(f"ws{base.removeprefix('http')}/api/kernels/{kernel}/channels?token={token}")
        wire = await websocket_connect(request)
        header = {"msg_id": "1", "msg_type": "execute_request", "username": "", "session": "s", "version": "5.3"}
        content = {"code": code, "silent": False, "store_history": True, "allow_stdin": False}
        message = {"header": header, "parent_header": {}, "metadata": {}, "channel": "shell", "content": content}
        await wire.write_message(json.dumps(message))
        while json.loads(await wire.read_message())["header"]["msg_type"] != "execute_reply":
            pass
        wire.close()
        while await wire.read_message() is not None:  # until it is closed
            pass

    with ThreadPoolExecutor(1) as other:  # in this thread, a browser's test may have left a loop that runs
        other.submit(lambda: asyncio.run(asyncio.wait_for(run(), 60))).result()


@pytest.mark.gate
@pytest.mark.skipif(not Path("/proc/net/tcp").exists(), reason="this system does not list its sockets in /proc")
def test_no_other_user_of_the_machine_hears_a_kernel(tmp_path, workspace):
    """In a home whose name is long: the sockets lie in a folder that is the user's own; it goes with the server."""
    home = tmp_path / ("x" * 100)
    home.mkdir()
    with started(workspace, home=home) as (process, address, token):
        assert "TCP" not in process.said
        base = address.split("/lab/")[0]
        kernel = json.loads(get(f"{base}/api/kernels", token, b'{"name": "python3"}', "POST")[1])["id"]
        executed(base, token, kernel, "1")
        (file,) = Path("/tmp").glob(f"geo-lesson-*/kernel-{kernel}.json")  # noqa: S108
        assert file.parent.stat().st_mode & 0o777 == 0o700
        sockets = [f"ipc://{path}" for path in file.parent.glob("kernel-*-ipc-*")]
        assert len(sockets) >= 4
        tcp = [f"tcp://127.0.0.1:{port}" for port in tcp_ports(process.pid)]
        may = sockets if os.geteuid() == 0 else []  # who is not root is that user herself
        listen = [sys.executable, "-c", NEIGHBOUR, *tcp, *may]
        with subprocess.Popen(listen, stdout=subprocess.PIPE, text=True) as neighbour:
            assert neighbour.stdout.readline() == "ready\n"
            for _ in range(5):
                executed(base, token, kernel, "print('my words')")
            assert "my words" not in neighbour.stdout.read()
        get(f"{base}/api/kernels/{kernel}/restart", token, b"{}", "POST")
        executed(base, token, kernel, "1")
        process.send_signal(signal.SIGINT)
        process.stdout.read()
        assert process.wait(30) == 0
    assert not file.parent.exists()


@pytest.mark.gate
@pytest.mark.skipif(not hasattr(signal, "SIGHUP"), reason="this system has no such signal")
def test_whoever_closes_the_terminal_leaves_no_sockets_behind(tmp_path, workspace):
    """The server ends as with Ctrl-C, and takes the folder of its sockets along."""
    with started(workspace, home=tmp_path) as (process, address, token):
        kernel = get(f"{address.split('/lab/')[0]}/api/kernels", token, b'{"name": "python3"}', "POST")[1]
        (file,) = Path("/tmp").glob(f"geo-lesson-*/kernel-{json.loads(kernel)['id']}.json")  # noqa: S108
        process.send_signal(signal.SIGHUP)
        process.stdout.read()
        assert process.wait(30) == 0
    assert not file.parent.exists()


@pytest.mark.gate
@pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="this system has no such sockets")
def test_the_sockets_of_a_server_that_was_killed_go_at_the_next_start():
    """Not those of one that runs, nor a new folder, nor anything else of nearly that name."""
    hold = (
        "import time; from geo_lesson.server import _socket_folder as f; kept = f(); print(kept.name); time.sleep(99)"
    )
    with subprocess.Popen([sys.executable, "-uc", hold], stdout=subprocess.PIPE, text=True) as process:
        folder = Path(process.stdout.readline().strip())
        other = Path(tempfile.mkdtemp(prefix="geo-lesson-mine-", dir=folder.parent))
        try:
            for path in (folder, other):
                os.utime(path, (0, 0))
            _delete_stale_folders(folder.parent)
            assert folder.exists()
            process.kill()
            process.wait()
            os.utime(folder)
            _delete_stale_folders(folder.parent)
            assert folder.exists()
            os.utime(folder, (0, 0))
            _socket_folder().cleanup()
            assert not folder.exists()
            assert other.exists()
        finally:
            process.kill()
            other.rmdir()


@pytest.mark.gate
def test_where_there_can_be_no_such_sockets_it_is_said(tmp_path, workspace, monkeypatch, capsys):
    """A system without them, or one on which no folder has a name that is short enough."""
    long = tmp_path / ("x" * 100)
    long.mkdir()
    bind = socket.socket.bind

    def refuse(self, address):
        return bind(self, f"{long}/{Path(address).name}")

    class Refusing(socket.socket):
        bind = refuse

    monkeypatch.setattr("geo_lesson.server.socket", SimpleNamespace(AF_UNIX=socket.AF_UNIX, socket=Refusing))
    made = []
    monkeypatch.setattr(
        "geo_lesson.server.TemporaryDirectory",
        lambda **how: made.append(tempfile.TemporaryDirectory(**how)) or made[-1],
    )
    assert _socket_folder() is None
    assert made
    assert not any(Path(folder.name).exists() for folder in made)
    seen = []
    server = SimpleNamespace(connection_url="http://127.0.0.1:1/", default_url="/lab", base_url="/", start=lambda: None)
    server.io_loop = SimpleNamespace(add_callback=lambda *_, **__: None)
    monkeypatch.setattr("jupyterlab.labapp.LabApp.initialize_server", lambda argv: seen.append(argv) or server)
    run_lab(workspace, "en")
    assert "--KernelManager.transport=ipc" not in seen[0]
    assert "over TCP only" in capsys.readouterr().out


@pytest.mark.gate
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
        with started(workspace, home=tmp_path, port=8888) as (_, address, token):
            assert not ours or ":8888/" not in address
            assert get(address, token)[0] == 200


STREAM = {"output_type": "stream", "name": "stdout", "text": ["x"]}
WIDGET = {
    "output_type": "display_data",
    "metadata": {},
    "data": {"application/vnd.jupyter.widget-view+json": {"model_id": "a"}, "text/plain": "x"},
}


def ran(path):
    """The content of a notebook after it was run in JupyterLab: outputs, counts, the kernel's words."""
    content = json.loads(path.read_text(encoding="utf-8"))
    content["metadata"]["kernelspec"]["display_name"] = "Python 3 (ipykernel)"
    content["metadata"] |= {"language_info": {"name": "python", "version": "3.11.7"}, "widgets": {}}
    for cell in content["cells"]:
        cell["source"] = "".join(cell["source"])
        if cell["cell_type"] == "code":
            cell |= {"execution_count": 1, "outputs": [dict(STREAM), dict(WIDGET)]}
            cell["metadata"]["execution"] = {"iopub.status.busy": "2024-10-10T09:15:00Z"}
    return content


def own(source, id="6b6f0dd4", outputs=(STREAM,)):
    """A cell that somebody added in JupyterLab, and ran."""
    outputs = [dict(output) for output in outputs]
    return {"cell_type": "code", "id": id, "metadata": {}, "source": source, "outputs": outputs, "execution_count": 7}


def saved(path, content, workspace):
    """The content of a notebook after our hook has seen it."""
    model = {"type": "notebook", "content": json.loads(json.dumps(content))}
    place = path.relative_to(workspace).as_posix()
    strip_outputs(model, path=place, contents_manager=SimpleNamespace(root_dir=str(workspace)))
    return model["content"]


def test_a_notebook_that_was_only_run_is_saved_as_it_was_shipped(tmp_path, workspace):
    """Not one byte differs, so that git sees no change in it, and brings the next version of the lesson."""
    files = sorted((workspace / "notebooks").rglob("*.ipynb"))
    shipped = [path.read_bytes() for path in files]
    with started(workspace, home=tmp_path) as (_, address, token):
        for path in files:
            model = json.dumps({"type": "notebook", "format": "json", "content": ran(path)}).encode()
            get(f"{address.split('/lab/')[0]}/api/contents/{path.relative_to(workspace).as_posix()}", token, model)
    assert [path.read_bytes() for path in files] == shipped


@pytest.mark.parametrize("command", [["plan", "90"], ["new", "mine", "--from", "troops"]])
def test_plans_and_copies_are_saved_as_they_were_made(workspace, monkeypatch, command):
    """A teacher gives them to her class in a repository of her own, too."""
    monkeypatch.chdir(workspace)
    assert main([*command, "--language", "en"]) == 0
    here = workspace / "mine" if command[0] == "new" else workspace
    made = sorted(here.glob("notebooks/en/plan-*.ipynb")) or sorted(here.glob("notebooks/en/*.ipynb"))
    assert made
    for path in made:
        shipped = json.loads(path.read_text(encoding="utf-8"))
        for cell in shipped["cells"]:
            cell["source"] = "".join(cell["source"])
        assert saved(path, ran(path), here) == shipped


@pytest.mark.parametrize("name", ["0_start", "6_write", "teacher"])
def test_what_somebody_added_to_a_notebook_stays(workspace, name):
    """Her cells with their outputs, her widgets and notes; the cells of the lesson are as they were shipped."""
    path = workspace / f"notebooks/en/{name}.ipynb"
    content = ran(path)
    added = [
        own("print('x')"),
        own("slider", "7c", [WIDGET]),
        own("lesson.sentences", "7d"),
        own("group.answers", "7e"),
    ]
    note = {"cell_type": "markdown", "id": "7f", "metadata": {}, "source": "My note"}
    content["cells"] += [*added, note]
    content["metadata"]["widgets"] = {"state": 1}
    after = saved(path, content, workspace)
    assert after["cells"][-5:] == [*added, note]
    assert after["metadata"]["widgets"] == {"state": 1}
    for cell in after["cells"][:-5]:
        assert cell.get("outputs", []) == []
        assert cell.get("execution_count") is None


def test_an_edited_cell_keeps_its_result_and_loses_a_face_without_a_kernel(workspace):
    """What she found out stays beside what she changed; an exercise would show nothing tomorrow."""
    path = workspace / "notebooks/en/0_start.ipynb"
    content = ran(path)
    edited = next(cell for cell in content["cells"] if cell["source"] == "lesson.sentences")
    edited["source"] += "[lesson.sentences.text.str.contains('12')]"
    (after,) = [cell for cell in saved(path, content, workspace)["cells"] if cell["id"] == edited["id"]]
    assert after["outputs"] == [STREAM]
    assert after["execution_count"] == 1


@pytest.mark.parametrize("source", ['lesson.exercise("mine")', 'lesson.exercise("mine", only=["a"])'])
def test_an_exercise_that_a_teacher_added_is_no_change_to_git(workspace, source):
    """Run, it says all anew; nothing of anybody's is in its output."""
    path = workspace / "notebooks/en/0_start.ipynb"
    content = ran(path)
    content["cells"].append(own(source, outputs=[WIDGET]))
    content["cells"][1]["source"] = 'from geo_lesson import open_lesson\n\nlesson = open_lesson("mine", "en", level=1)'
    after = saved(path, content, workspace)["cells"]
    assert (after[-1]["outputs"], after[-1]["execution_count"]) == ([], None)
    assert (after[1]["outputs"], after[1]["execution_count"]) == ([], None)


@pytest.mark.parametrize(
    "place",
    [
        "my_analysis.ipynb",
        "notebooks/my_analysis.ipynb",
        "notebooks/en/my_analysis.ipynb",
        "notebooks/en/class-a/0_start.ipynb",
        "notebooks/fr/0_start.ipynb",
        "0_start.ipynb",
    ],
)
def test_notebooks_of_ones_own_are_left_alone(workspace, place):
    """A teacher's analysis beside ours, one whose docstring shows our import, one elsewhere: not a byte is touched."""
    docstring = 'def f():\n    """\n    from geo_lesson import open_lesson\n    """'
    opening = "from geo_lesson import open_class\n\ngroup = open_class('class-a')"
    sources = [opening, "group.answers", "from geo_lesson import open_lesson", docstring]
    cells = [own(source, f"{n}a", [STREAM, WIDGET]) for n, source in enumerate(sources)]
    content = {"cells": cells, "metadata": {"widgets": {}, "kernelspec": {"name": "python3", "display_name": "Mine"}}}
    assert saved(workspace / place, content, workspace) == content


def test_a_notebook_outside_of_a_workspace_is_left_alone(workspace):
    """Another project may have notebooks/en/0_start.ipynb, too."""
    path = workspace / "notebooks/en/0_start.ipynb"
    shutil.rmtree(workspace / "data")
    assert saved(path, ran(path), workspace) == ran(path)


@pytest.mark.parametrize(
    "kernel", [{"name": "venv-x", "display_name": "Mine"}, {"name": "ir", "language": "R"}, "python3"]
)
def test_a_kernel_that_somebody_chose_stays(workspace, kernel):
    """Only the words that Jupyter's own kernel writes by itself are taken back."""
    path = workspace / "notebooks/en/0_start.ipynb"
    content = ran(path)
    content["metadata"]["kernelspec"] = kernel
    content["metadata"]["language_info"] = {"name": "R", "version": "4"}
    after = saved(path, content, workspace)["metadata"]
    assert (after["kernelspec"], after["language_info"]) == (kernel, {"name": "R", "version": "4"})


# jupytext sets a manager of its own, too, while the server loads: after ours, by its name.
OTHER_MANAGER = """
def _jupyter_server_extension_points():
    return [{"module": "zz_other_manager"}]

def _load_jupyter_server_extension(server):
    server.contents_manager = type("Other", (type(server.contents_manager),), {})(parent=server, log=server.log)
    server.web_app.settings["contents_manager"] = server.contents_manager
    print("another manager", flush=True)
"""


@pytest.mark.gate
def test_the_hook_holds_beside_an_extension_that_sets_another_manager(tmp_path, workspace, monkeypatch):
    """It is registered when the server begins its work, with the manager that there is by then."""
    (tmp_path / "zz_other_manager.py").write_text(OTHER_MANAGER)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    enabled = tmp_path / "config/jupyter_server_config.d/other.json"
    enabled.parent.mkdir(parents=True)
    enabled.write_text(json.dumps({"ServerApp": {"jpserver_extensions": {"zz_other_manager": True}}}))
    path = workspace / "notebooks/en/0_start.ipynb"
    shipped = path.read_bytes()
    with started(workspace, home=tmp_path) as (process, address, token):
        model = json.dumps({"type": "notebook", "format": "json", "content": ran(path)}).encode()
        get(f"{address.split('/lab/')[0]}/api/contents/notebooks/en/0_start.ipynb", token, model)
        assert "another manager" in process.said
    assert path.read_bytes() == shipped


@pytest.mark.parametrize("manager", [object(), ContentsManager()])
def test_a_manager_that_keeps_no_files_is_named_in_the_log(manager):
    """There the hook can do nothing; whoever looks after the server learns of it, and the server goes on."""
    said = []
    log = SimpleNamespace(error=lambda line, *words: said.append(line % words))
    _register(SimpleNamespace(contents_manager=manager, log=log))
    (line,) = said
    assert line.startswith("geo_lesson: notebooks are saved with their outputs")
    assert type(manager).__name__ in line


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
        {"type": "notebook", "content": {"cells": [{"cell_type": "code", "source": 5, "outputs": [1]}]}},
        {"type": "notebook", "content": {"cells": [{"cell_type": "code", "source": [1, None], "outputs": [1]}]}},
        {"type": "notebook", "content": {"cells": [{"cell_type": "code", "source": {"a": 1}, "outputs": [1]}]}},
    ],
)
def test_what_is_no_notebook_is_left_alone(workspace, model):
    """Saving any other file passes through unchanged, whatever it is called."""
    before = json.dumps(model)
    manager = SimpleNamespace(root_dir=str(workspace))
    strip_outputs(model, path="notebooks/en/0_start.ipynb", contents_manager=manager)
    strip_outputs(model)
    assert json.dumps(model) == before


def test_a_workspace_is_never_overwritten(tmp_path):
    """What a teacher changed stays; what is missing is laid."""
    set_up_workspace(tmp_path)
    lesson = tmp_path / "data/troops/lesson.yaml"
    lesson.write_text("changed")
    (tmp_path / "notebooks/de/0_start.ipynb").unlink()
    assert [path.name for path in set_up_workspace(tmp_path)] == ["0_start.ipynb"]
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
    assert set_up_workspace(tmp_path / "mine") == []


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
    set_up_workspace(tmp_path)
    assert (tmp_path / ".gitignore").read_text() == "mine"


def test_the_hand_ins_of_a_class_are_not_laid_into_the_next_workspace(workspace, tmp_path, monkeypatch):
    """A teacher keeps them beside the notebook that reads them; they stay there."""
    monkeypatch.setattr("geo_lesson.teacher.workspace.shipped_workspace", lambda: workspace)
    (workspace / "notebooks/en/class-a").mkdir()
    (workspace / "notebooks/en/class-a/troops blue whale 27.html").touch()
    set_up_workspace(tmp_path / "mine")
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
    set_up_workspace(tmp_path)
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


def test_a_notebook_without_metadata_is_no_trouble(workspace):
    """Nor one from before cells had ids."""
    path = workspace / "notebooks/en/0_start.ipynb"
    cells = [{name: cell[name] for name in cell if name not in ("id", "metadata")} for cell in ran(path)["cells"]]
    after = saved(path, {"cells": cells}, workspace)
    assert [cell.get("outputs", []) for cell in after["cells"]] == [[]] * len(cells)


def test_both_languages_tell_the_same_commands_for_schools():
    """What is to be copied out of the two files in docs/ differs in the language of the lesson only."""
    docs = ROOT / "docs"
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
