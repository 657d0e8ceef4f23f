/** What the window shows of the settings. */
import { z } from 'zod';
import { readAsciiAddress } from '../domain/email-address.ts';
import { practiceRules } from '../domain/practice.ts';
import { id, readableInstant } from '../domain/values.ts';
import type { Infer } from '../infer.ts';
import { sheetSettings } from './sheet-views.ts';

/** The steps of the calendar's grid, in minutes. */
export const GRID_STEPS = [5, 10, 15, 30] as const;
/** How a desk has set up its calendar. */
export const calendarSetup = z.object({
  stepMinutes: z.literal(GRID_STEPS),
  /** Providers whose columns are not shown; one who comes new is shown. */
  hiddenProviders: z.array(id).max(500),
  /** `null`: every location. */
  locationId: id.nullable(),
});
export type CalendarSetup = Infer<typeof calendarSetup>;
/** What holds until a desk has chosen. */
export const DEFAULT_CALENDAR: CalendarSetup = { stepMinutes: 15, hiddenProviders: [], locationId: null };
/** Sign-in to the portal. Secrets are not part of it: they are written, never read back. */
const portalSignIn = z.discriminatedUnion('method', [
  z.object({ method: z.literal('none') }),
  z.object({ method: z.literal('bearer') }),
  z.object({
    method: z.literal('client-credentials'),
    tokenUrl: z.url().max(500),
    clientId: z.string().min(1).max(200),
    scope: z.string().max(500),
  }),
  z.object({
    method: z.literal('private-key-jwt'),
    tokenUrl: z.url().max(500),
    clientId: z.string().min(1).max(200),
    scope: z.string().max(500),
    algorithm: z.enum(['RS384', 'ES384']),
    keyId: z.string().max(200),
  }),
]);
/** Certificate authorities of the clinic's own, each one certificate in PEM form: believed beside those everybody believes. */
const authorities = z.array(z.string().max(20_000)).max(50);
/** One of them, as it is shown. */
export const authorityView = z.object({
  pem: z.string(),
  /** The shortest by which people know it. */
  name: z.string(),
  subject: z.string(),
  issuer: z.string(),
  validFrom: readableInstant,
  validTo: readableInstant,
  /** SHA-256, in hexadecimal with colons. */
  fingerprint: z.string(),
});
export type AuthorityView = Infer<typeof authorityView>;
export const portalConfig = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('none') }),
  /** The demo clinic's own portal; its address is found at start. */
  z.object({ kind: z.literal('demo') }),
  z.object({
    kind: z.literal('fhir'),
    baseUrl: z.url({ protocol: /^https?$/ }).max(500),
    signIn: portalSignIn,
    authorities: authorities.optional(),
  }),
]);
export type PortalConfig = Infer<typeof portalConfig>;
/** One that every mail server takes; `z.email` alone is what an earlier version of the program asked for and stored. */
const senderAddress = z.union([
  z.string().refine((text) => readAsciiAddress(text) === text),
  z.email().max(254),
]);
export const mailConfig = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('none') }),
  z.object({ kind: z.literal('demo') }),
  z.object({
    kind: z.literal('smtp'),
    host: z.string().min(1).max(255),
    port: z.number().int().min(1).max(65535),
    security: z.enum(['tls', 'starttls', 'none']),
    user: z.string().max(200),
    fromName: z.string().max(200),
    fromAddress: senderAddress,
    authorities: authorities.optional(),
  }),
]);
export type MailConfig = Infer<typeof mailConfig>;
/** How the window looks: as the system asks, or as chosen at this desk. */
export const appearance = z.enum(['system', 'light', 'dark', 'contrast-light', 'contrast-dark']);
export type Appearance = Infer<typeof appearance>;
export const deskSettings = z.object({
  rules: practiceRules,
  portal: portalConfig,
  mail: mailConfig,
  /** The connections' authorities, to be shown; absent where none is named. */
  portalAuthorities: z.array(authorityView).optional(),
  mailAuthorities: z.array(authorityView).optional(),
  demo: z.boolean(),
  /** Of this desk: letters and signs alone are shortcuts (WCAG 2.2, 2.1.4). */
  singleKeys: z.boolean(),
  /** Of this desk. */
  calendar: calendarSetup,
  /** Of this desk: the downtime sheet. */
  sheet: sheetSettings,
  appearance,
});
export type DeskSettings = Infer<typeof deskSettings>;
/** How the key store and the secrets in it stand. */
export const secretsView = z.object({
  /**
   * Only when it is `ready` can a secret be saved; why not otherwise is said beside the fields. `waiting`: it has not
   * answered, so that of the secrets it is only known whether one is stored, not where for.
   */
  keyStore: z.enum(['ready', 'waiting', 'none', 'unprotected']),
  /** A secret is stored for it. */
  portalSecretSet: z.boolean(),
  mailSecretSet: z.boolean(),
  /** Where the secret that is stored was entered for ('' if unknown), when that is not this connection. */
  portalSecretElsewhere: z.string().optional(),
  mailSecretElsewhere: z.string().optional(),
});
export type SecretsView = Infer<typeof secretsView>;
/** What a connection test found: each line is one finding, in a fixed vocabulary. */
export const portalTest = z.object({
  ok: z.boolean(),
  findings: z.array(
    z.object({
      level: z.enum(['good', 'lacking', 'failed']),
      /** `interaction` carries its name in `detail`, `search-parameter` "Task:_lastUpdated", and so on. */
      code: z.enum([
        'reached',
        'unreachable',
        'timeout',
        'not-fhir',
        'sign-in-failed',
        'certificate',
        'secret-elsewhere',
        'key-store',
        'fhir-version',
        'transaction',
        'versioning',
        'conditional-create',
        'resource-type',
        'search-parameter',
        'http-status',
      ]),
      detail: z.string(),
    }),
  ),
});
export type PortalTest = Infer<typeof portalTest>;
export const mailTest = z.object({
  ok: z.boolean(),
  code: z.enum([
    'accepted',
    'recipient-refused',
    'message-refused',
    'sign-in-failed',
    'certificate',
    'secret-elsewhere',
    'key-store',
    'clear-text',
    'try-later',
    'not-configured',
  ]),
  detail: z.string(),
});
export type MailTest = Infer<typeof mailTest>;
