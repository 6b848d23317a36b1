"""What earlier files of the same header have proved holds for a file that proves nothing itself."""

from __future__ import annotations

from collections.abc import Iterator

from sales_core.importing.claims import Claim, Said, Told
from sales_core.importing.view import View
from sales_core.values.dates import FORM_WORDS


def claims(view: View) -> Iterator[Said]:
    """Prove forms by earlier files; tell of a file that proves another form than they did."""
    own = {"date-order": view.plan.date_order, "decimal-mark": view.plan.decimal_mark}
    written = {str(form): said for form, said in FORM_WORDS.items()}
    for each in view.around.siblings:
        files = "1 earlier file" if each.files == 1 else f"{each.files:,} earlier files"
        said = written.get(each.choice, f"a decimal {each.choice}")
        proved = "proves" if each.files == 1 else "prove"
        yield Claim(
            each.matter,
            each.choice,
            "proves",
            f"Read with {said}, as {files} with these columns {proved}.",
            each.files,
        )
        if each.matter in view.plan.proved and own[each.matter] != each.choice:
            yield Told(
                f"Attention: {files} with these columns {proved} {said}, but this one is written "
                "otherwise. Check that it comes from the same system."
            )
