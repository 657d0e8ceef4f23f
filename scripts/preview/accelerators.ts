/** A shortcut of the menu as the page recognises it. */
export interface Shortcut {
  readonly id: number;
  /** `KeyboardEvent.key`, in lower case. */
  readonly key: string;
  readonly ctrl: boolean;
  readonly alt: boolean;
  readonly shift: boolean;
}

/** Reads one of Electron's accelerators. Throws on a part it does not know. */
export function parseAccelerator(accelerator: string, id: number): Shortcut {
  const parts = accelerator.split('+');
  const key = parts.at(-1) ?? '';
  if (!/^([A-Za-z0-9,.[\]]|F\d{1,2})$/.test(key))
    throw new Error(`Unknown key in accelerator ${accelerator}`);
  const modifiers = new Set(parts.slice(0, -1).map((part) => part.toLowerCase()));
  for (const modifier of modifiers) {
    if (!['cmdorctrl', 'commandorcontrol', 'ctrl', 'control', 'alt', 'shift'].includes(modifier)) {
      throw new Error(`Unknown modifier in accelerator ${accelerator}`);
    }
  }
  const has = (...names: string[]): boolean => names.some((name) => modifiers.has(name));
  return {
    id,
    key: key.toLowerCase(),
    ctrl: has('cmdorctrl', 'commandorcontrol', 'ctrl', 'control'),
    alt: has('alt'),
    shift: has('shift'),
  };
}
