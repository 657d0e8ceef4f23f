import type { AppError } from '../../src-shared/errors.ts';
import { contract } from '../../src-shared/ipc/contract.ts';
import type { SessionView } from '../../src-shared/ipc/session-views.ts';
import { err, type Result } from '../../src-shared/result.ts';
import { spokenLanguage } from '../../src-shared/text/text.ts';
import type { Route } from './router.ts';
import { isTrusted, type TrustedWindow } from './sender.ts';

export interface StartRouteDeps {
  /** The one window that is answered; `null` while there is none. */
  readonly window: () => TrustedWindow | null;
  /** Tries a recovery key as it was typed. */
  readonly open: (recoveryKey: string) => Promise<Result<null, AppError>>;
}

/**
 * Answers the window before there is a desk: that its database's key is lost, and whether this is its recovery key. Nothing else is
 * answered. One key is tried at a time, each for as long as scrypt takes; who guesses at 120 random bits gains nothing by more tries, so
 * there is no other wait. What is typed is in memory alone, and never in an error.
 */
export function createStartRoute({ window, open }: StartRouteDeps): Route {
  let trying: Promise<unknown> = Promise.resolve();
  let isOpening = false;

  async function give(recoveryKey: string): Promise<Result<null, AppError>> {
    if (isOpening) return { ok: true, value: null };
    try {
      const answer = await open(recoveryKey);
      isOpening ||= answer.ok;
      return answer;
    } catch {
      return err({ code: 'key-file-unreadable' });
    }
  }

  return async (sender, name, input) => {
    if (!isTrusted(sender, window())) return err({ code: 'forbidden-sender' });
    if (name === 'session.get') return { ok: true, value: beforeDesk(isOpening ? 'opening' : 'key-lost') };
    if (name !== 'session.giveRecoveryKey') return err({ code: 'locked' });
    const parsed = contract[name].input.safeParse(input);
    if (!parsed.success) return err({ code: 'bad-input' });
    const answer = trying.then(() => give(parsed.data.recoveryKey));
    trying = answer;
    return answer;
  };
}

/** Who can sign in, and how the desk is to look, stands in the database. */
const beforeDesk = (standing: 'key-lost' | 'opening'): SessionView => ({
  standing,
  demo: false,
  appearance: 'system',
  language: spokenLanguage(),
  users: [],
  suggestedUserId: null,
  user: null,
});
