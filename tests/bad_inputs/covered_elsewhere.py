"""Bad inputs and faults that other tests hold, because they need a server or another process."""

from __future__ import annotations

INPUTS: dict[int, tuple[str, ...]] = {
    91: (
        "api/test_api_upload.py::test_the_limit_is_exact",
        "pages/test_upload_page.py::test_file_over_the_limit_is_a_sentence",
    ),
    92: ("bad_inputs/test_million.py::test_a_million_rows_are_imported_exactly",),
    94: ("importing/test_unpacking.py::test_a_compressed_file_is_read_and_is_the_same_file",),
    95: ("importing/test_unpacking.py::test_a_gzip_bomb_is_refused_soon_and_in_little_memory",),
    96: ("importing/test_unpacking.py::test_other_archives_are_no_exports",),
    97: (
        (
            "importing/test_unpacking.py::"
            "test_the_crafted_workbook_that_ends_the_process_that_reads_it"
        ),
    ),
    98: (
        "importing/test_unpacking.py::test_entities_are_not_expanded",
        "importing/test_unpacking.py::test_a_damaged_file_is_told",
    ),
    100: (
        "api/test_api_upload.py::test_a_body_said_to_be_too_large_is_not_read",
        "api/test_api_upload.py::test_a_body_that_does_not_end_is_read_to_the_limit_only",
        "api/test_api_upload.py::test_a_content_length_that_is_no_number",
        "api/test_api_upload.py::test_a_body_that_does_not_come",
        "api/test_api_upload.py::test_a_form_that_is_none_is_refused",
        "api/test_api_admission.py::test_with_a_token_nobody_comes_in_without_it",
    ),
}
FAULTS: dict[int, tuple[str, ...]] = {
    1: (
        "test_faults.py::test_a_killed_import_leaves_nothing_or_all",
        "test_histories.py::test_histories_of_a_file_hold",
        "test_faults.py::test_an_acknowledged_import_survives_a_kill",
    ),
    2: ("test_histories.py::test_histories_of_a_file_hold",),
    3: (
        "store/test_store_faults.py::test_a_full_disk_is_told_and_nothing_is_imported",
        "store/test_store_faults.py::test_a_database_on_a_full_disk_is_told",
        "store/test_store_faults.py::test_a_backup_that_has_no_room_leaves_nothing",
    ),
    4: (
        "store/test_store_database.py::test_a_writer_waits_for_another_process",
        "store/test_store_database.py::test_a_database_that_stays_busy_is_told",
        "api/test_api_upload.py::test_while_another_process_writes_it_says_try_again",
    ),
    5: (
        "test_faults.py::test_a_server_that_restarted_is_used_on",
        "test_histories.py::test_histories_on_postgresql_hold",
    ),
    6: ("api/test_api_operations.py::test_health_without_a_database",),
    9: ("test_faults.py::test_one_file_at_once_from_everywhere_is_imported_once",),
    10: ("test_faults.py::test_different_files_at_once_are_all_imported",),
    12: ("test_histories.py::test_histories_of_a_file_hold",),
    14: ("test_faults.py::test_days_are_the_same_in_every_time_zone",),
    15: (
        "store/test_store_database.py::test_a_path_that_is_no_database_is_told_and_left_alone",
        "store/test_store_database.py::test_no_spoilt_page_goes_unnoticed",
    ),
    16: (
        "store/test_store_schema.py::test_a_file_with_data_is_copied_before_it_is_migrated",
        "store/test_store_schema.py::test_a_migration_that_fails_leaves_the_file_as_it_was",
    ),
    17: ("store/test_store_schema.py::test_a_newer_database_is_refused_and_not_touched",),
    18: ("store/test_store_faults.py::test_a_disk_that_may_not_be_written_is_told",),
    19: ("store/test_store_watched_file.py::test_no_write_into_a_file_that_went_is_acknowledged",),
    20: ("store/test_store_backup.py::test_backups_during_an_import_have_all_of_it_or_nothing",),
    22: ("test_histories.py::test_histories_of_a_file_hold",),
}
UNTESTED: dict[int, str] = {
    7: "a browser closed during an upload: the server has only part of the bytes, and none is read",
    8: "a browser closed during an import: the transaction is tested by 1 and 22",
    11: "a double click: the same as 9",
    13: "a server that restarts under a page: the store is tested by 1",
    21: "memory that runs out: files are read in the server's own process",
}
"""Faults that no test of its own holds, and why."""

PLACES = sorted({place for places in (*INPUTS.values(), *FAULTS.values()) for place in places})
