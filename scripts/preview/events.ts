import { EventEmitter } from 'node:events';
import { NotEmulated } from './strict.ts';

/** What Electron passes first to most listeners. */
export interface PreventableEvent {
  preventDefault(): void;
  readonly defaultPrevented: boolean;
}

export function preventableEvent(): PreventableEvent {
  let prevented = false;
  return {
    preventDefault: () => {
      prevented = true;
    },
    get defaultPrevented() {
      return prevented;
    },
  };
}

/**
 * The event part of an emulated object. Listening for an event that is not in `known` throws. `never` names those that
 * are real in Electron and can be listened for, but have no cause in the preview (a display unplugged, a page crashed).
 */
export class KnownEvents {
  readonly #emitter = new EventEmitter();
  readonly #name: string;
  readonly #known: ReadonlySet<string>;

  constructor(
    name: string,
    events: { readonly known: readonly string[]; readonly never?: readonly string[] },
  ) {
    this.#name = name;
    this.#known = new Set([...events.known, ...(events.never ?? [])]);
  }

  on(event: string, listener: (...args: unknown[]) => void): void {
    this.#check(event);
    this.#emitter.on(event, listener);
  }

  once(event: string, listener: (...args: unknown[]) => void): void {
    this.#check(event);
    this.#emitter.once(event, listener);
  }

  off(event: string, listener: (...args: unknown[]) => void): void {
    this.#check(event);
    this.#emitter.off(event, listener);
  }

  /** False when nobody listened. */
  emit(event: string, ...args: unknown[]): boolean {
    this.#check(event);
    return this.#emitter.emit(event, ...args);
  }

  /** Emits an event that listeners may prevent; true when none did. */
  emitPreventable(event: string): boolean {
    const object = preventableEvent();
    this.emit(event, object);
    return !object.defaultPrevented;
  }

  #check(event: string): void {
    if (!this.#known.has(event)) throw new NotEmulated(`the event '${event}' of ${this.#name}`);
  }
}
