"""Bad inputs and faults that other tests hold, because they need a server or another process."""

from __future__ import annotations

INPUTS: dict[int, tuple[str, ...]] = {
    91: ("api/test_api_upload.py::test_the_limit_is_exact",),
    92: ("bad_inputs/test_million.py::test_a_million_rows_are_imported_exactly",),
    100: (
        "api/test_api_upload.py::test_a_body_said_to_be_too_large_is_not_read",
        "api/test_api_upload.py::test_a_body_that_does_not_end_is_read_to_the_limit_only",
        "api/test_api_upload.py::test_a_content_length_that_is_no_number",
        "api/test_api_upload.py::test_a_body_that_does_not_come",
        "api/test_api_upload.py::test_a_form_that_is_none_is_refused",
        "api/test_api_admission.py::test_with_a_token_nobody_comes_in_without_it",
    ),
}
FAULTS: dict[int, tuple[str, ...]] = {}
PLACES = sorted({place for places in (*INPUTS.values(), *FAULTS.values()) for place in places})
