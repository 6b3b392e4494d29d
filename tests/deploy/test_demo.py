"""What `diemcau demo` says when somebody stops it."""

from pathlib import Path

import pytest
import typer

from deploy.diemcau import demo


class Interrupted:
    """A site at which somebody presses Ctrl-C at once."""

    def __init__(self, *_: object, **__: object) -> None:
        pass

    def require_possible(self) -> None:
        pass

    def start_backends(self, _: object) -> None:
        raise KeyboardInterrupt


def test_after_ctrl_c_the_last_word_is_how_to_go_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DIEMCAU_STATE", str(tmp_path))
    monkeypatch.setattr(demo, "Site", Interrupted)
    with pytest.raises(typer.Exit) as ended:
        demo.command()
    assert ended.value.exit_code == 0
    last = capsys.readouterr().out.splitlines()[-1]
    assert last.endswith("Đã dừng. `make demo` chạy tiếp từ chỗ này. · Stopped. `make demo` goes on from here.")
