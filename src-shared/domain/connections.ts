/** The desk's connections: the portal and the mail server. */
import { z } from 'zod';
import type { Infer } from '../infer.ts';
import { readAsciiAddress } from './email-address.ts';

/** Sign-in to the portal. Secrets are not part of it: they are written, never read back. */
const portalSignIn = z.discriminatedUnion('method', [
  z.strictObject({ method: z.literal('none') }),
  z.strictObject({ method: z.literal('bearer') }),
  z.strictObject({
    method: z.literal('client-credentials'),
    tokenUrl: z.url().max(500),
    clientId: z.string().min(1).max(200),
    scope: z.string().max(500),
  }),
  z.strictObject({
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

/** A resource's id as R4 writes it (https://hl7.org/fhir/R4/datatypes.html#id). */
export const FHIR_ID = /^[A-Za-z0-9\-.]{1,64}$/;

/** So many are searched for one after the other. */
export const MOST_PROVIDERS = 200;

/** A portal that is read and never written to: what somebody has chosen. */
const readOnly = z.strictObject({
  /** The FHIR ids of the Practitioners whose visits are searched for where the portal lists neither visits nor providers. */
  providers: z.array(z.string().regex(FHIR_ID)).max(MOST_PROVIDERS),
});
export type ReadOnly = Infer<typeof readOnly>;

export const portalConfig = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('none') }),
  /** The demo clinic's own portal; its address is found at start. */
  z.strictObject({ kind: z.literal('demo') }),
  z.strictObject({
    kind: z.literal('fhir'),
    baseUrl: z.url({ protocol: /^https?$/ }).max(500),
    signIn: portalSignIn,
    authorities: authorities.optional(),
    readOnly: readOnly.optional(),
  }),
]);
export type PortalConfig = Infer<typeof portalConfig>;

/** How the desk only reads from a portal; null where it decides, too. */
export const readOnlyOf = (config: PortalConfig): ReadOnly | null =>
  config.kind === 'fhir' ? (config.readOnly ?? null) : null;
/** One that every mail server takes; `z.email` alone is what an earlier version of the program asked for and stored. */
const senderAddress = z.union([
  z.string().refine((text) => readAsciiAddress(text) === text),
  z.email().max(254),
]);
export const mailConfig = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('none') }),
  z.strictObject({ kind: z.literal('demo') }),
  z.strictObject({
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
