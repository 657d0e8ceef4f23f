/** Who is signed in, and who can be. */
import { z } from 'zod';
import { appearance } from '../domain/appearance.ts';
import { language } from '../domain/language.ts';
import { userRole } from '../domain/users.ts';
import { id } from '../domain/values.ts';
import type { Infer } from '../infer.ts';

const signInView = z.object({
  id,
  name: z.string(),
  /** Of the demo clinic: without a PIN. */
  byClick: z.boolean(),
  /** For how long no try is looked at, in milliseconds; 0: one is. */
  waitMs: z.number().int(),
});
export type SignInView = Infer<typeof signInView>;

/**
 * All that a window knows while nobody is signed in: the names of those who can be, nothing of the practice or its patients.
 * `set-up`: nobody can yet, and the first user has to be made. Before there is a desk: `key-lost`, where its database is opened by the
 * recovery key alone, and `opening`, once somebody has given that.
 */
export const sessionView = z.object({
  standing: z.enum(['key-lost', 'opening', 'set-up', 'locked', 'signed-in']),
  /** This desk runs the demo clinic. */
  demo: z.boolean(),
  appearance,
  /** In which the main process speaks: the window does, too. */
  language,
  users: z.array(signInView),
  /** Who is most likely there: whoever was signed in last, unless they made room for somebody else. */
  suggestedUserId: id.nullable(),
  user: z.object({ id, name: z.string(), role: userRole, byClick: z.boolean() }).nullable(),
});
export type SessionView = Infer<typeof sessionView>;
export type SignedInUser = NonNullable<SessionView['user']>;

export const userView = z.object({
  id,
  name: z.string(),
  role: userRole,
  /** Of the demo clinic: without a PIN. */
  byClick: z.boolean(),
  /** They have tried wrong ones in a row, and have to wait. */
  waits: z.boolean(),
});
export type UserView = Infer<typeof userView>;
