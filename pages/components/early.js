// What a keyboard and a screen reader need, and Streamlit does not do: a menu that opens takes the
// focus and gives it back when it closes, and is called by what stands on its button; and a chart is
// one picture with the sentence it is given, not four hundred marks, some of them without a word.
// An icon in a text is called by words.
const MENU = '[data-testid="stPopoverBody"]';
const OPENER = '[data-testid="stPopoverButton"]';
const TEXT = '[data-testid="stMarkdownContainer"]';

let open = null;
let opener = null;

function take(menu) {
  const wanted = document.querySelector(`${OPENER}[aria-expanded="true"]`);
  open = menu;
  opener = wanted ?? document.activeElement;
  const name = wanted?.querySelector(TEXT)?.textContent;
  if (name) menu.setAttribute("aria-label", name);
  menu.tabIndex = -1;
  if (!menu.contains(document.activeElement)) menu.focus({ preventScroll: true });
}

function giveBack() {
  const lost = !document.activeElement || document.activeElement === document.body;
  if (lost && opener?.isConnected) opener.focus({ preventScroll: true });
  open = opener = null;
}

new MutationObserver(() => {
  for (const icon of document.querySelectorAll('[role="img"][aria-label$=" icon"]')) {
    icon.setAttribute("aria-label", icon.ariaLabel.replace(/ icon$/, "").replaceAll("_", " "));
  }
  for (const drawing of document.querySelectorAll("svg.marks:not([aria-hidden])")) {
    drawing.setAttribute("aria-hidden", "true");
  }
  const menu = document.querySelector(MENU);
  if (menu === open) return;
  if (open) giveBack();
  if (menu) take(menu);
}).observe(document.body, { subtree: true, childList: true });
