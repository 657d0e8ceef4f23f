let isHomeless = false;

const settle = (): void => {
  isHomeless = false;
};

/** All is about to be drawn anew, and whatever has the keyboard goes: until it stands somewhere again, `isFocusLost` says so. */
export function drawnAnew(): void {
  isHomeless = true;
  window.addEventListener('focusin', settle, { once: true });
}

/** Whether the keyboard stands nowhere because all was drawn anew: whoever knows where somebody was puts it there. */
export const isFocusLost = (): boolean => isHomeless && document.activeElement === document.body;
