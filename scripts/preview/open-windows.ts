/** What there is to do with any window. */
export interface OpenWindow {
  /** Closes it unless a listener prevents that; true when it is closed. */
  close(): boolean;
  /** Closes it without asking. */
  destroy(): void;
}

/** Every window there is, shown or not. `lastGone` is called when the last one is gone. */
export class OpenWindows {
  readonly #open = new Set<OpenWindow>();
  readonly #lastGone: () => void;

  constructor(lastGone: () => void) {
    this.#lastGone = lastGone;
  }

  add(window: OpenWindow): void {
    this.#open.add(window);
  }

  remove(window: OpenWindow): void {
    this.#open.delete(window);
    if (this.none()) this.#lastGone();
  }

  none(): boolean {
    return this.#open.size === 0;
  }

  /** False when a listener kept one open. */
  closeAll(): boolean {
    return [...this.#open].map((window) => window.close()).every(Boolean);
  }

  destroyAll(): void {
    for (const window of [...this.#open]) window.destroy();
  }
}
