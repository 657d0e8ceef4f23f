import { z } from 'zod';
import type { Infer } from '../infer.ts';
import { demoServers, storageTrouble, syncStatus } from './sync-views.ts';

/** What may have changed. The window refetches what it shows of it: events carry no patient data. */
const topic = z.enum([
  'requests',
  /** Which requests other desks have open. */
  'leases',
  'schedule',
  'patients',
  'directory',
  'attention',
  'calls',
  'settings',
  'sheet',
  'backups',
]);
export type Topic = Infer<typeof topic>;

export const appEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('changed'), topics: z.array(topic) }),
  /**
   * Somebody has signed in, or the desk is locked, or who can sign in has changed. `locking`: it will be in a moment, so what is typed has
   * to be handed over now. The only event that a locked window gets.
   */
  z.object({ type: z.literal('session'), locking: z.boolean() }),
  z.object({ type: z.literal('sync-status'), status: syncStatus }),
  /** Another program holds the database, and something decided waits for it; or nothing does any more. */
  z.object({ type: z.literal('database'), busy: z.boolean() }),
  /** The disk, or the database's file, keeps something from being written or read; `null`: it can be written again. */
  z.object({ type: z.literal('storage'), trouble: storageTrouble.nullable() }),
  /** A server of the demo clinic died, or runs again. */
  z.object({ type: z.literal('demo'), servers: demoServers }),
  /** A newer version of the program lies ready to be installed. */
  z.object({ type: z.literal('update'), version: z.string() }),
  /** From the menu, a notification or a shortcut: show this place. */
  z.object({
    type: z.literal('show'),
    place: z.enum(['inbox', 'settings', 'attention', 'schedule', 'week', 'list']),
    requestId: z.string().nullable(),
  }),
  /** From the menu: do what the button of that name does. */
  z.object({
    type: z.literal('menu'),
    action: z.enum([
      'refresh',
      'undo',
      'search',
      'next-request',
      'previous-request',
      'shortcuts',
      'print-sheet',
    ]),
  }),
]);
export type AppEvent = Infer<typeof appEvent>;
