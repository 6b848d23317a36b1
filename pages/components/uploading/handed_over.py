"""Files that lie on the desk are no longer held in memory.

Streamlit holds each dropped file for as long as its page is open, also when it has been read long
since. Its bytes are exchanged for none; name and number, which the uploader shows, stay.
"""

from __future__ import annotations

from collections.abc import Iterable

from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.uploaded_file_manager import UploadedFile, UploadedFileRec


def free(files: Iterable[UploadedFile]) -> None:
    """Let go of the bytes of files that are on disk."""
    context = get_script_run_ctx()
    manager = context and context.uploaded_file_mgr
    if context is None or not isinstance(manager, MemoryUploadedFileManager):
        return
    for file in files:
        empty = UploadedFileRec(file.file_id, file.name, file.type, b"")
        manager.add_file(context.session_id, empty)
        file.seek(0)
        file.truncate()  # the state of the page holds this object as well
