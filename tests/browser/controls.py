"""The controls of a page, as a person who tries every one of them would find and click them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Page

FIND = """() => {
    const layers = [...document.querySelectorAll(
        '[data-testid=stPopoverBody], [role=dialog], [role=listbox]')]
        .filter(one => one.offsetParent !== null || getComputedStyle(one).position === 'fixed');
    const layer = layers.at(-1);
    const wanted = 'button, a[href], summary, [role=tab], [role=option], [role=combobox],'
        + ' label:has(input[type=radio]), label:has(input[type=checkbox])';
    document.querySelectorAll('[data-try]').forEach(one => one.removeAttribute('data-try'));
    const seen = [];
    for (const one of (layer ?? document).querySelectorAll(wanted)) {
        const box = one.getBoundingClientRect();
        const off = one.disabled || one.ariaDisabled === 'true' || one.closest('[inert]')
            || one.querySelector('input')?.disabled
            || !one.checkVisibility({checkVisibilityCSS: true});
        if (off || box.width < 4 || box.height < 4) continue;
        if (one.matches('button[tabindex="-1"]:not([role])')) continue;  // for screen readers
        if (one.tagName === 'LABEL' && one.querySelector('button')) continue;
        const text = (one.ariaLabel || one.innerText || one.dataset.testid || '').trim();
        one.setAttribute('data-try', seen.length);
        const key = [...(one.closest('[class*=st-key-]')?.classList ?? [])]
            .find(name => name.startsWith('st-key-')) ?? '';
        const role = one.getAttribute('role') || one.tagName.toLowerCase();
        seen.push([role, text.replace(/\\s+/g, ' '), key]);
    }
    return {layered: Boolean(layer), seen};
}"""


@dataclass(frozen=True)
class Control:
    """A control by what it is, what stands on it, which of several alike it is, and its key."""

    role: str
    text: str
    number: int
    key: str

    def opens_as(self, other: Control) -> bool:
        """Tell whether it is the other one, though something else may stand on it by now."""
        return self == other or bool(self.key and (self.role, self.key) == (other.role, other.key))

    def __str__(self) -> str:
        return f"{self.role} “{self.text[:40]}”{f' {self.number + 1}' if self.number else ''}"


@dataclass(frozen=True)
class Found:
    """What can be clicked now; in the topmost layer (a menu, a dialog) where one is open."""

    layered: bool
    controls: dict[Control, int]


def find_controls(page: Page) -> Found:
    """Find what is visible and can be clicked, and mark it for ``click``."""
    found: dict[str, Any] = page.evaluate(FIND)
    met: Counter[tuple[str, str]] = Counter()
    controls = {}
    for place, (role, text, key) in enumerate(found["seen"]):
        controls[Control(role, text, met[role, text], key)] = place
        met[role, text] += 1
    return Found(found["layered"], controls)


def click(page: Page, found: Found, control: Control, patience: float) -> None:
    """Click a control that was just found; what shows only under the mouse, without one.

    ``patience`` is how many milliseconds it may be covered or on the move.
    """
    one = page.locator(f'[data-try="{found.controls[control]}"]')
    if one.get_attribute("data-testid") == "stBaseButton-elementToolbar":
        one.evaluate("one => one.click()")
    else:
        one.click(timeout=patience)
