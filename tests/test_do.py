"""do.py: what it refuses, when `.venv` is made again, and what it then runs."""

import ast
import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture
def do(tmp_path, monkeypatch):
    """do.py as a module, with a project folder of its own that has the same pins."""
    spec = importlib.util.spec_from_file_location("do_under_test", ROOT / "do.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    (tmp_path / "pyproject.toml").write_bytes((ROOT / "pyproject.toml").read_bytes())
    for task, requirements in module.REQUIREMENTS.items():
        copy = tmp_path / requirements.name
        copy.write_bytes(requirements.read_bytes())
        monkeypatch.setitem(module.REQUIREMENTS, task, copy)
    monkeypatch.setattr(module, "ROOT", tmp_path)
    monkeypatch.setattr(module, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(module, "VENV_PYTHON", tmp_path / ".venv" / "bin" / "python")
    monkeypatch.setattr(module, "STAMP", tmp_path / ".venv" / "riskcloud-stamp")
    return module


def finish_venv(do, task):
    do.VENV_PYTHON.parent.mkdir(parents=True, exist_ok=True)
    do.VENV_PYTHON.touch()
    do.STAMP.write_text(do.digest(task))


def calls_of(do, monkeypatch, fails=lambda call: False):
    """Record subprocess calls in place of running them."""
    calls = []

    def run(call, check=False, **settings):
        calls.append(call)
        if fails(call) and check:
            raise subprocess.CalledProcessError(1, call)
        if "venv" in call:
            do.VENV_PYTHON.parent.mkdir(parents=True, exist_ok=True)
            do.VENV_PYTHON.touch()
        return subprocess.CompletedProcess(call, int(fails(call)))

    monkeypatch.setattr(do.subprocess, "run", run)
    return calls


@pytest.mark.parametrize(
    ("version", "system", "machine", "said"),
    [
        ((3, 10), "Linux", "x86_64", "needs Python 3.11 to 3.14, and this is 3.10"),
        ((3, 15), "Linux", "x86_64", "needs Python 3.11 to 3.14, and this is 3.15"),
        ((3, 12), "Darwin", "x86_64", "Intel Mac"),
        ((3, 12), "Windows", "AMD64", "Linux and macOS"),
        ((3, 12), "Linux", "ppc64le", "ppc64le"),
    ],
)
def test_refuses_a_machine_without_wheels(do, version, system, machine, said):
    with pytest.raises(do.RefusalError, match=said):
        do.check_machine(version, system, machine)


@pytest.mark.parametrize("version", [(3, 11), (3, 14)])
@pytest.mark.parametrize(
    ("system", "machine"), [("Linux", "x86_64"), ("Linux", "aarch64"), ("Darwin", "arm64")]
)
def test_accepts_a_machine_with_wheels(do, version, system, machine):
    do.check_machine(version, system, machine)


def test_a_refusal_is_one_line_and_exit_code_2(do, monkeypatch, capsys):
    monkeypatch.setattr(do.platform, "system", lambda: "Darwin")
    monkeypatch.setattr(do.platform, "machine", lambda: "x86_64")
    assert do.main(["run"]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_older_pythons_can_read_it():
    ast.parse((ROOT / "do.py").read_text(), feature_version=(3, 7))


def test_only_the_standard_library_is_imported():
    tree = ast.parse((ROOT / "do.py").read_text())
    imported = {
        name.split(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in ([node.module] if isinstance(node, ast.ImportFrom) else map(_name, node.names))
    }
    assert imported <= sys.stdlib_module_names


def _name(alias):
    return alias.name


def test_a_finished_venv_is_used_as_it_is(do, monkeypatch):
    finish_venv(do, "run")
    calls = calls_of(do, monkeypatch)
    do.set_up("run")
    assert calls == []


def test_the_tests_venv_serves_the_run_but_not_the_other_way_round(do):
    finish_venv(do, "test")
    assert do.is_ready("run")
    finish_venv(do, "run")
    assert not do.is_ready("test")


def test_a_half_made_venv_is_made_again(do, monkeypatch):
    calls = calls_of(do, monkeypatch, fails=lambda call: "--require-hashes" in call)
    with pytest.raises(subprocess.CalledProcessError):
        do.set_up("run")
    assert do.VENV_PYTHON.exists()
    assert not do.is_ready("run")

    calls = calls_of(do, monkeypatch)
    do.set_up("run")
    assert do.is_ready("run")
    assert "--clear" in calls[0]
    assert {"--require-hashes", "--only-binary", ":all:"} <= set(calls[1])
    assert {"--no-deps", "--no-build-isolation", "--no-index"} <= set(calls[2])


@pytest.mark.parametrize("change", ["pins", "project", "folder"])
def test_a_change_of_what_it_is_made_from_makes_it_again(do, monkeypatch, change):
    finish_venv(do, "run")
    if change == "pins":
        with do.REQUIREMENTS["run"].open("a") as pins:
            pins.write("another==1.0\n")
    elif change == "project":
        pyproject = do.ROOT / "pyproject.toml"
        pyproject.write_text(pyproject.read_text().replace('"numba>=', '"numba>=0,>='))
    else:
        moved = do.ROOT.rename(do.ROOT.with_name("moved"))
        monkeypatch.setattr(do, "ROOT", moved)
        monkeypatch.setattr(do, "STAMP", moved / ".venv" / "riskcloud-stamp")
        monkeypatch.setattr(do, "VENV_PYTHON", moved / ".venv" / "bin" / "python")
        for task, requirements in do.REQUIREMENTS.items():
            monkeypatch.setitem(do.REQUIREMENTS, task, moved / requirements.name)
    assert not do.is_ready("run")


def test_a_change_of_a_checkers_settings_does_not(do):
    finish_venv(do, "run")
    with (do.ROOT / "pyproject.toml").open("a") as pyproject:
        pyproject.write("\n[tool.another]\nsetting = 1\n")
    assert do.is_ready("run")


def test_without_ensurepip_or_the_right_to_install_it_says_the_line(do, monkeypatch):
    monkeypatch.setattr(do, "has_ensurepip", lambda: False)
    monkeypatch.setattr(do, "apt_prefix", lambda: None)
    with pytest.raises(do.RefusalError, match="sudo apt-get install -y python3-venv"):
        do.ensure_ensurepip()


def test_without_package_lists_they_are_fetched_first(do, monkeypatch):
    monkeypatch.setattr(do, "apt_prefix", lambda: [])
    calls = calls_of(do, monkeypatch, fails=lambda call: "install" in call)
    monkeypatch.setattr(do, "has_ensurepip", lambda: len(calls) == 3)
    do.ensure_ensurepip()
    assert [("install" in call, "update" in call) for call in calls] == [
        (True, False),
        (False, True),
        (True, False),
    ]


def test_a_folder_that_cannot_be_written_is_refused(do, monkeypatch):
    monkeypatch.setattr(do.os, "access", lambda path, mode: False)
    with pytest.raises(do.RefusalError, match="cannot write"):
        do.set_up("run")


@pytest.mark.parametrize(
    ("words", "passed_on"),
    [
        ([], ["configs/scenarios/neocloud.yaml"]),
        (["--paths", "1000"], ["configs/scenarios/neocloud.yaml", "--paths", "1000"]),
        (["mine.yaml", "--paths", "1000"], ["mine.yaml", "--paths", "1000"]),
    ],
)
def test_the_scenario_is_neocloud_unless_named(do, monkeypatch, words, passed_on):
    monkeypatch.chdir(ROOT)
    assert do.command("run", words)[1:] == ["run", *passed_on]


def test_the_pins_name_no_address_and_each_has_a_hash():
    for requirements in sorted((ROOT / "requirements").glob("*.txt")):
        text = requirements.read_text()
        assert "://" not in text
        assert "index" not in text
        pins = text.replace("\\\n", " ").splitlines()
        assert pins
        assert all("==" in pin and "--hash=sha256:" in pin for pin in pins)


def test_what_is_run_is_among_what_is_tested():
    run, test = (
        set((ROOT / "requirements" / name).read_text().replace("\\\n", " ").splitlines())
        for name in ("run.txt", "test.txt")
    )
    assert run < test
