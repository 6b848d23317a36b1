"""Dropped files lie on disk once they are on the desk, and are held in memory no longer."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from components.uploading import handed_over
from streamlit.proto.Common_pb2 import FileURLs
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.uploaded_file_manager import UploadedFile, UploadedFileRec


def test_the_bytes_of_a_file_on_the_desk_are_let_go(monkeypatch: pytest.MonkeyPatch) -> None:
    manager = MemoryUploadedFileManager("/upload")
    record = UploadedFileRec("1", "a.csv", "text/csv", b"sales" * 1000)
    manager.add_file("session", record)
    manager.add_file("other", record)
    dropped = UploadedFile(record, FileURLs(file_id="1"))
    context = SimpleNamespace(uploaded_file_mgr=manager, session_id="session")
    monkeypatch.setattr(handed_over, "get_script_run_ctx", lambda: context)
    handed_over.free([dropped])
    (left,) = manager.get_files("session", ["1"])
    assert (left.file_id, left.name, left.type, left.data) == ("1", "a.csv", "text/csv", b"")
    assert dropped.getvalue() == b""
    assert manager.get_files("other", ["1"]) == [record]


def test_outside_a_page_nothing_is_let_go(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(handed_over, "get_script_run_ctx", lambda: None)
    dropped = UploadedFile(UploadedFileRec("1", "a", "", b"sales"), FileURLs(file_id="1"))
    handed_over.free([dropped])
    assert dropped.getvalue() == b"sales"
