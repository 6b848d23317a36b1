"""How fast the app is, as ratios taken side by side on one machine.

``python -m benchmarks`` measures whole processes, start to end, alternately with their yardstick
(A B A B), takes medians, and prints a table. Seconds are shown for orientation; the verdict is
about ratios, peak memory and, for what a person waits for, milliseconds. Nothing here is a test.

Definitions:
    sqlite3 .import: the ``sqlite3`` shell reads the same file into one untyped table of a new
        database file, from its start to its end.
    re-import: the same rows from a file with other bytes (an empty line at its end), so that the
        file itself is unknown and every line is known.
    undo: of the only import in a copy of that database; afterwards no line is left.
    one day: an average day of the big sample, dated the day after its last.
    process start: the same command importing a file of one line into a database that holds one
        other line. It pays for starting, loading modules, opening the database, inspecting, the
        receipt and the commit; what a day costs beyond it is caused by the day and by the lines
        already there.
    peak memory: the largest resident set of the process, as the kernel counted it.
    question: one call of the reporting function in a running process, both databases alternately.
        The small database holds 10,000 lines over the same ten years.
    rerun: one script run of a page that has run before, with Streamlit's own test runner.
    first visit: of a page, in an already open browser that has nothing of it, after ``/health``
        answers. Settled is its last change, whatever it is; what is sent counts every answer as
        it went over the line, and the messages of the live connection.
"""
