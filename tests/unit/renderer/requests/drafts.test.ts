import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { prefill } from '../../../../src-renderer/features/visit/form/prefill.ts';
import { createDrafts, SAVE_AFTER_MS } from '../../../../src-renderer/stores/drafts.ts';
import type { PartialDraft } from '../../../../src-shared/domain/draft.ts';
import type { AppError } from '../../../../src-shared/errors.ts';
import { err, ok, type Result } from '../../../../src-shared/result.ts';
import { requestRow, ZONE } from './rows.ts';

const base = prefill(requestRow(), ZONE);

/** A database that remembers what it was told, answering as it is set to. */
function recorder() {
  const saved: (readonly [string, PartialDraft | null])[] = [];
  let answer: Result<null, AppError> = ok(null);
  return {
    saved,
    fail: (code: AppError['code'] | null) => {
      answer = code === null ? ok(null) : err({ code });
    },
    save: async (id: string, draft: PartialDraft | null) => {
      saved.push([id, draft]);
      return answer;
    },
  };
}

describe('drafts', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('hold every keystroke at once and write the last one soon after', async () => {
    const database = recorder();
    const drafts = createDrafts(database.save);
    for (const message of ['H', 'He', 'Hel']) drafts.getState().edit('request/r1', { message }, base);
    expect(drafts.getState().drafts['request/r1']?.message).toBe('Hel');
    expect(database.saved).toEqual([]);
    await vi.advanceTimersByTimeAsync(SAVE_AFTER_MS);
    expect(database.saved).toEqual([['request/r1', { ...base, message: 'Hel' }]]);
  });

  it('write what waits when asked to, and only once', async () => {
    const database = recorder();
    const drafts = createDrafts(database.save);
    drafts.getState().edit('request/r1', { date: '2026-12-01' }, base);
    drafts.getState().edit('request/r2', { date: '2026-12-02' }, base);
    await drafts.getState().flush();
    await vi.advanceTimersByTimeAsync(SAVE_AFTER_MS * 2);
    expect(database.saved.map(([id, draft]) => [id, draft?.date])).toEqual([
      ['request/r1', '2026-12-01'],
      ['request/r2', '2026-12-02'],
    ]);
  });

  it('keep what was typed when writing fails, and write it with the next try', async () => {
    const database = recorder();
    const drafts = createDrafts(database.save);
    database.fail('disk-full');
    drafts.getState().edit('request/r1', { message: 'Hello' }, base);
    await drafts.getState().flush('request/r1');
    expect(drafts.getState().errors['request/r1']).toEqual({ code: 'disk-full' });
    expect(drafts.getState().drafts['request/r1']?.message).toBe('Hello');
    database.fail(null);
    await drafts.getState().flush();
    expect(drafts.getState().errors['request/r1']).toBeUndefined();
    expect(database.saved.at(-1)).toEqual(['request/r1', { ...base, message: 'Hello' }]);
  });

  it('write in turn, the newest last', async () => {
    const order: string[] = [];
    const waiting: (() => void)[] = [];
    const drafts = createDrafts(async (_, draft) => {
      order.push(`start ${draft?.message}`);
      await new Promise<void>((resolve) => waiting.push(resolve));
      order.push(`end ${draft?.message}`);
      return ok(null);
    });
    drafts.getState().edit('request/r1', { message: 'one' }, base);
    const first = drafts.getState().flush('request/r1');
    await vi.advanceTimersByTimeAsync(0);
    drafts.getState().edit('request/r1', { message: 'two' }, base);
    const second = drafts.getState().flush('request/r1');
    await vi.advanceTimersByTimeAsync(0);
    waiting.shift()?.();
    await first;
    await vi.advanceTimersByTimeAsync(0);
    waiting.shift()?.();
    await second;
    expect(order).toEqual(['start one', 'end one', 'start two', 'end two']);
  });

  it('take in what the database holds, but not over something newer', () => {
    const drafts = createDrafts(recorder().save);
    drafts.getState().loaded('request/r1', { ...base, message: 'stored' });
    expect(drafts.getState().drafts['request/r1']?.message).toBe('stored');
    drafts.getState().edit('request/r1', { message: 'newer' }, base);
    drafts.getState().loaded('request/r1', { ...base, message: 'stored' });
    expect(drafts.getState().drafts['request/r1']?.message).toBe('newer');
  });

  it('are forgotten here only, once a decision has taken them along', async () => {
    const database = recorder();
    const drafts = createDrafts(database.save);
    drafts.getState().edit('request/r1', { message: 'x' }, base);
    await drafts.getState().flush('request/r1');
    await drafts.getState().forget('request/r1');
    await drafts.getState().saveAgain('request/r1');
    await vi.advanceTimersByTimeAsync(SAVE_AFTER_MS * 2);
    expect(drafts.getState().drafts['request/r1']).toBeUndefined();
    expect(database.saved).toHaveLength(1);
  });

  it('are written again where a decision left them behind', async () => {
    const database = recorder();
    const drafts = createDrafts(database.save);
    drafts.getState().edit('request/r1', { message: 'x' }, base);
    await drafts.getState().flush('request/r1');
    await drafts.getState().saveAgain('request/r1');
    expect(database.saved).toEqual([
      ['request/r1', { ...base, message: 'x' }],
      ['request/r1', { ...base, message: 'x' }],
    ]);
  });

  it('typed while others are being discarded begin anew, and stay', async () => {
    let forgotten: () => void = () => undefined;
    const saved: (PartialDraft | null)[] = [];
    const drafts = createDrafts(async (_, draft) => {
      saved.push(draft);
      if (draft === null)
        await new Promise<void>((resolve) => {
          forgotten = resolve;
        });
      return ok(null);
    });
    const { edit, discard, forgetFields } = drafts.getState();
    edit('new-appointment', { message: 'old' });
    const discarding = discard('new-appointment');
    await vi.advanceTimersByTimeAsync(1);
    edit('new-appointment', { date: '2026-12-01' });
    forgotten();
    await discarding;
    expect(drafts.getState().drafts['new-appointment']).toEqual({ date: '2026-12-01' });

    // The last field goes, and another is filled in at once.
    forgetFields('new-appointment', ['date']);
    edit('new-appointment', { patientId: 'p1' });
    await vi.advanceTimersByTimeAsync(1);
    forgotten();
    await vi.advanceTimersByTimeAsync(SAVE_AFTER_MS);
    expect(drafts.getState().drafts['new-appointment']).toEqual({ patientId: 'p1' });
    expect(saved.at(-1)).toEqual({ patientId: 'p1' });
  });

  it('are forgotten here and in the database when discarded', async () => {
    const database = recorder();
    const drafts = createDrafts(database.save);
    drafts.getState().edit('request/r1', { message: 'x' }, base);
    await drafts.getState().discard('request/r1');
    await vi.advanceTimersByTimeAsync(SAVE_AFTER_MS * 2);
    expect(drafts.getState().drafts['request/r1']).toBeUndefined();
    expect(database.saved).toEqual([['request/r1', null]]);
  });
});
