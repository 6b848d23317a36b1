"""What the first visitor after a start would wait for, made ready before anybody comes.

That is the most of a first visit's time on the server: what Python and Streamlit look up once,
the questions behind Home and Revenue as they open, and the charts on them, which Altair writes.
Whatever is left out here is only made later, on the page.
"""

from __future__ import annotations

import inspect

from components import kept, reader, said, sample, store
from components.breakdowns import PARTS, displayed, trait_parts
from components.charts import calendar
from components.charts.revenue import HEIGHT, LOW, drawn_data, specification
from components.charts.revenue_data import Drawing
from components.comparisons import comparable_days
from components.course import compare, empty_states
from components.empty import data_period
from components.home.days import recent_days
from components.home.movers import recent_movers
from components.unusual import MOST_ON_HOME
from components.view import View
from sales_core.reporting.filters import Filters
from sales_core.values.chosen_days import first_choice, read_choice
from sales_core.values.comparing import compared_with, offered_for
from sales_core.values.periods import Period
from sales_core.values.presets import preset_period, suitable_grain

BROWSER_TAG = "en-US"
"""What most browsers say; for another language only what is written in it is made later."""


def make_ready() -> None:
    """Make ready what Home and Revenue begin with, as they open without an address.

    Raises:
        SalesError: The database does not answer.
    """
    # Streamlit looks at the call stack before its first element; Python then looks where each
    # of some two thousand modules comes from, and remembers it.
    inspect.stack()
    with kept.before_any_page():
        chosen, currency = store.chosen(), store.settings().currency
        with reader.writing_as(reader.forms_of(chosen, currency, BROWSER_TAG)):
            data = data_period(store.coverage())
            if data is not None:
                _ask_and_draw(_first_view(data))


def _first_view(data: Period) -> View:
    """Give what the bar shows before anything is chosen in it."""
    week_start = reader.forms().week_start
    shown = read_choice(first_choice(data), data, week_start)
    kind = "none" if shown.everything else offered_for(shown.period)[0]
    before = compared_with(shown.period, kind, week_start)
    known = comparable_days(shown.period, before)
    little = known is None or known.stage == "too little"
    return View(
        data,
        shown.period,
        None if little else before,
        Filters(shown.period.start, shown.period.end),
        week_start,
        kind,
        before,
        known,
    )


def _ask_and_draw(view: View) -> None:
    sample.sample_import()
    said.trait_kinds()
    store.saved_views()
    _ask_for_latest_days(view)
    _ask_for_parts(view)
    _draw(view)


def _ask_for_latest_days(view: View) -> None:
    """Ask what stands above the bar of Home."""
    store.pace(Filters())
    recent_days(view.data)
    for preset in ("Latest day", "Last 7 days"):
        days = preset_period(preset, view.data)
        store.revenue(Filters(days.start, days.end))
    recent_movers(view.data)
    store.notes()
    recent = view.at(preset_period("Last 28 days", view.data))
    for day in store.unusual_days(recent)[-MOST_ON_HOME:]:
        store.explain(recent, day)
    store.totals()


def _ask_for_parts(view: View) -> None:
    """Ask what Revenue is made of, now and in the days compared with."""
    store.revenue(view.filters)
    store.daily(view.filters)
    for part in (*PARTS, *trait_parts()):
        displayed(view, part)


def _draw(view: View) -> None:
    """Write the charts of both pages, as they are drawn first."""
    currency = store.settings().currency
    drawing = Drawing(suitable_grain(view.period), week_start=view.week_start)
    report = store.revenue(view.filters, drawing.grain, view.week_start)
    notes = store.notes(view.period)
    if report.periods is None:
        return
    compared = compare(view, drawing.grain)
    before = compared.periods if compared else None
    low = drawn_data(report.periods, before, drawing, None, notes)
    specification(low, drawing, currency, LOW)
    high = drawn_data(report.periods, before, drawing, empty_states(view, report), notes)
    specification(high, drawing, currency, HEIGHT, choosing=True)
    store.day_states(calendar.shown_days(view.period))
    calendar.specification(currency, stretched=False)
