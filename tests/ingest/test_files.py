from pathlib import Path

import pytest

from ingest.files import find_files, sha256_of
from ingest.sources import Sources


def write(path: Path, text: str = "x") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def names(*paths: Path) -> list[str]:
    return [file.name for file in find_files(paths)]


def test_a_folder_is_walked_in_name_order_with_names_below_it(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.docx", "a/moi/y.pdf", "c.txt"):
        write(tmp_path / name)
    assert names(tmp_path) == ["a/moi/y.pdf", "a/z.docx", "b.txt", "c.txt"]


def test_a_file_goes_by_its_name(tmp_path: Path) -> None:
    assert names(write(tmp_path / "a" / "bao-cao.txt")) == ["bao-cao.txt"]


@pytest.mark.parametrize(
    "name", [".hidden.txt", ".git/config.txt", "~$bao-cao.docx", "a.tmp", "a.pdf.crdownload", "Thumbs.db"]
)
def test_left_overs_in_a_folder_are_passed_by(tmp_path: Path, name: str) -> None:
    write(tmp_path / name)
    write(tmp_path / "a.txt")
    assert names(tmp_path) == ["a.txt"]


def test_a_file_named_twice_is_read_once(tmp_path: Path) -> None:
    file = write(tmp_path / "a.txt")
    assert names(file, tmp_path, file) == ["a.txt"]


def test_namesakes_keep_what_tells_them_apart(tmp_path: Path) -> None:
    one, two = write(tmp_path / "xa-mot" / "bc.txt"), write(tmp_path / "xa-hai" / "bc.txt")
    other = write(tmp_path / "khac.txt")
    assert names(one, two, other) == ["xa-mot/bc.txt", "xa-hai/bc.txt", "khac.txt"]


def test_namesakes_below_equal_folders_too(tmp_path: Path) -> None:
    write(tmp_path / "2022" / "xa" / "bc.txt")
    write(tmp_path / "2023" / "xa" / "bc.txt")
    assert names(tmp_path / "2022", tmp_path / "2023") == ["2022/xa/bc.txt", "2023/xa/bc.txt"]


def test_a_missing_path_comes_back_to_fail_by_name(tmp_path: Path) -> None:
    assert names(tmp_path / "khong-co.txt") == ["khong-co.txt"]


def test_the_hash_is_of_the_bytes(tmp_path: Path) -> None:
    path = tmp_path / "a.bin"
    path.write_bytes(b"abc")
    assert sha256_of(path) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def test_sources_survive_and_tell_what_is_gone(tmp_path: Path) -> None:
    store = tmp_path / "store"
    store.mkdir()
    kept, gone = write(tmp_path / "in" / "a.txt"), write(tmp_path / "in" / "b.txt")
    elsewhere = write(tmp_path / "khac" / "c.txt")
    for path in (kept, gone, elsewhere):
        Sources(store).remember(path.name, path)
    gone.unlink()
    again = Sources(store)
    assert list(again.gone([tmp_path / "in"], find_files([tmp_path / "in"]))) == ["b.txt"]
    again.forget("b.txt")
    assert list(Sources(store).gone([tmp_path / "in"], find_files([tmp_path / "in"]))) == []


def test_a_broken_sources_file_is_as_none(tmp_path: Path) -> None:
    (tmp_path / "sources.json").write_text("{", encoding="utf-8")
    file = find_files([write(tmp_path / "a.txt")])[0]
    assert Sources(tmp_path).known_as(file) == file


def test_a_name_is_taken_while_its_file_is_there(tmp_path: Path) -> None:
    store = tmp_path / "store"
    store.mkdir()
    first, second = write(tmp_path / "mot" / "bc.txt"), write(tmp_path / "hai" / "bc.txt")
    sources = Sources(store)
    sources.remember("bc.txt", first)
    assert not sources.is_taken("bc.txt", first)
    assert sources.is_taken("bc.txt", second)
    assert sources.free_name(find_files([second])[0]) == "hai/bc.txt"
    first.unlink()
    assert not sources.is_taken("bc.txt", second)


def test_a_name_shows_what_it_is_and_nothing_else(tmp_path: Path) -> None:
    odd = tmp_path / "in" / "thư\u202emục"
    write(odd / "b\x1b[31máo\ncáo.txt")
    assert names(tmp_path / "in") == ["thưmục/b[31máocáo.txt"]


def test_a_name_of_broken_bytes_is_remembered(tmp_path: Path) -> None:
    store = tmp_path / "store"
    store.mkdir()
    path = tmp_path / b"b\xe1o.txt".decode("utf-8", "surrogateescape")
    write(path)
    file = find_files([path])[0]
    Sources(store).remember(file.name, path)
    assert Sources(store).known_as(file).name == "bo.txt"
