import { z } from 'zod';

/**
 * What the main thread and the workers of the demo clinic say to each other. A worker begins with `workerData`, says once
 * either `ready` or `error`, and ends after it was told to `stop`.
 */
const demoError = z.discriminatedUnion('code', [
  z.object({ code: z.literal('port-in-use'), port: z.number() }),
  z.object({ code: z.literal('unwritable'), path: z.string() }),
  z.object({ code: z.literal('failed'), detail: z.string() }),
]);

export const stopMessage = z.object({ type: z.literal('stop') });
export type StopMessage = z.infer<typeof stopMessage>;

export const portalWorkerData = z.object({
  dataDir: z.string(),
  port: z.number(),
  fresh: z.boolean(),
  /** The demo clinic's clock when the worker starts, in milliseconds since the epoch. */
  now: z.number(),
});
export type PortalWorkerData = z.infer<typeof portalWorkerData>;

export const portalReady = z.object({
  url: z.string(),
  fhirUrl: z.string(),
  /** The instant the demo data was made for. */
  filledAt: z.number().nullable(),
});

export const mailboxWorkerData = z.object({
  dataDir: z.string(),
  httpPort: z.number(),
  smtpPort: z.number(),
  fresh: z.boolean(),
  now: z.number(),
});
export type MailboxWorkerData = z.infer<typeof mailboxWorkerData>;

export const mailboxReady = z.object({
  url: z.string(),
  smtp: z.object({ host: z.string(), port: z.number() }),
});

/** What a worker says first. `ready` is of the worker's own kind. */
export const workerMessage = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready'), ready: z.unknown() }),
  z.object({ type: z.literal('error'), error: demoError }),
]);
