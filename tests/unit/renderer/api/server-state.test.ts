import { onlineManager, QueryObserver } from '@tanstack/react-query';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { followChanges, observed, reread, serverState } from '../../../../src-renderer/api/server-state.ts';
import type { AppError } from '../../../../src-shared/errors.ts';
import type { Topic } from '../../../../src-shared/ipc/events.ts';
import { err, ok, type Result } from '../../../../src-shared/result.ts';

type Rows = readonly { readonly id: string; readonly name: string }[];

/** What the main process has, answered when the test lets it. */
class Source {
  rows: Rows = [{ id: '1', name: 'Adams' }];
  refusal: AppError | null = null;
  reads = 0;
  #held: (() => void)[] | null = null;

  hold(): void {
    this.#held = [];
  }
  release(): void {
    const waiting = this.#held ?? [];
    this.#held = null;
    for (const go of waiting) go();
  }
  readonly read = async (): Promise<Result<Rows, AppError>> => {
    this.reads += 1;
    // As it was when it was asked for.
    const { rows, refusal } = this;
    const held = this.#held;
    if (held !== null) await new Promise<void>((go) => held.push(go));
    return refusal === null ? ok(structuredClone(rows)) : err(refusal);
  };
}

let tell: (topics: readonly Topic[]) => void;
let source: Source;
const stops: (() => void)[] = [];

beforeEach(() => {
  source = new Source();
  const onEvent = (listener: (event: unknown) => void) => {
    tell = (topics) => listener({ type: 'changed', topics });
    return () => undefined;
  };
  vi.stubGlobal('window', { reslot: { onEvent } });
  stops.push(followChanges());
});
afterEach(() => {
  for (const stop of stops.splice(0)) stop();
  serverState.clear();
  onlineManager.setOnline(true);
  vi.unstubAllGlobals();
});

type Keep = (before: Rows, now: Rows) => Rows;

/** Shows the source as a part of the window does, until the function returned is called. */
function show(key: string, topics: readonly Topic[] = ['requests'], keep?: Keep) {
  const question = (asked: string) =>
    observed({ key: [asked], read: source.read, topics, ...(keep && { keep }) });
  const observer = new QueryObserver(serverState, question(key));
  const hide = observer.subscribe(() => undefined);
  stops.push(hide);
  return {
    hide,
    ask: (other: string) => observer.setOptions(question(other)),
    shown: () => observer.getCurrentResult().data,
  };
}

describe('what the window shows of the main process', () => {
  it('is read without a network, and anew when one of its topics changed, not for others', async () => {
    onlineManager.setOnline(false);
    const { shown } = show('rows');
    await vi.waitFor(() => expect(shown()?.data).toEqual([{ id: '1', name: 'Adams' }]));
    source.rows = [{ id: '1', name: 'Baker' }];
    tell(['settings', 'calls']);
    tell(['requests']);
    await vi.waitFor(() => expect(shown()?.data?.[0]?.name).toBe('Baker'));
    expect(source.reads).toBe(2);
  });

  it('is read once more after a read that changes came into, however many they were', async () => {
    source.hold();
    const { shown } = show('rows');
    await vi.waitFor(() => expect(source.reads).toBe(1));
    source.rows = [{ id: '1', name: 'Baker' }];
    for (let change = 0; change < 5; change += 1) tell(['requests']);
    const answered = reread(['rows']);
    source.release();
    await answered;
    expect(shown()?.data?.[0]?.name).toBe('Baker');
    expect(source.reads).toBe(2);
  });

  it('stays beside a refusal, which is told at once and until it is answered well', async () => {
    const { shown } = show('rows');
    await vi.waitFor(() => expect(shown()?.data).toHaveLength(1));
    source.refusal = { code: 'database-busy' };
    await reread(['rows']);
    expect(shown()).toEqual({ data: source.rows, error: { code: 'database-busy' } });
    expect(source.reads).toBe(2);
    source.hold();
    source.refusal = null;
    const answered = reread(['rows']);
    expect(shown()?.error).toEqual({ code: 'database-busy' });
    source.release();
    await answered;
    expect(shown()?.error).toBeNull();
  });

  it('is the same object wherever nothing changed', async () => {
    source.rows = [
      { id: '1', name: 'Adams' },
      { id: '2', name: 'Baker' },
    ];
    const { shown } = show('rows');
    await vi.waitFor(() => expect(shown()?.data).toHaveLength(2));
    const before = shown();
    await reread(['rows']);
    expect(shown()).toBe(before);
    source.rows = [source.rows[0] ?? { id: '', name: '' }, { id: '2', name: 'Clark' }];
    await reread(['rows']);
    expect(shown()?.data?.[0]).toBe(before?.data?.[0]);
    expect(shown()?.data?.[1]?.name).toBe('Clark');
  });

  it('stays while another question is answered; a refusal of that one leaves nothing of the first', async () => {
    // As the lists do: each answer is told by an object of its own.
    const { shown, ask } = show('rows', ['requests'], (_, now) => [...now]);
    await vi.waitFor(() => expect(shown()?.data).toHaveLength(1));
    source.hold();
    source.refusal = { code: 'internal' };
    const before = shown();
    ask('other rows');
    ask('other rows');
    expect(shown()).toBe(before);
    source.release();
    await vi.waitFor(() => expect(shown()).toEqual({ data: null, error: { code: 'internal' } }));
  });

  it('takes no memory once nothing shows it, and is read anew when it is shown again', async () => {
    const first = show('rows');
    await vi.waitFor(() => expect(first.shown()?.data).toHaveLength(1));
    first.hide();
    await vi.waitFor(() => expect(serverState.getQueryCache().getAll()).toEqual([]));
    tell(['requests']);
    expect(source.reads).toBe(1);
    const second = show('rows');
    expect(second.shown()).toBeUndefined();
    await vi.waitFor(() => expect(second.shown()?.data).toHaveLength(1));
    expect(source.reads).toBe(2);
  });
});
