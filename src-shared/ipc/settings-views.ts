/** What the window shows of the settings. */
import { z } from 'zod';
import { practiceSection, sectionValue } from '../domain/practice-sections.ts';
import { settingName, settingSchemas } from '../domain/settings.ts';
import { ownSection, unreadableSection } from '../domain/shared-section.ts';
import { readableInstant } from '../domain/values.ts';
import type { Infer } from '../infer.ts';

/** A certificate authority of the clinic's own, as it is shown. */
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
/** How a section of the practice's settings stands between this desk and the portal. */
const sectionSharing = z.object({
  /** The newest version in the portal; `null` where none is known. */
  version: z.string().nullable(),
  /** Who saved what counts in the portal, and when by its clock (`null` where it does not say); `null` where nobody has. */
  saved: z
    .object({ deskName: z.string(), byThisDesk: z.boolean(), at: readableInstant.nullable() })
    .nullable(),
  /** What was saved here and is not in the portal. */
  own: ownSection.pick({ value: true, standing: true, detail: true }).nullable(),
  /** The newest version cannot be read: the one before it counts. */
  unreadable: unreadableSection.pick({ deskName: true, why: true }).nullable(),
});
export type SectionSharing = Infer<typeof sectionSharing>;

/** How the practice's settings are shared. `asking`: the portal has not been heard; `not-kept`: it does not keep them. */
const sharing = z.object({
  portal: z.enum(['none', 'asking', 'kept', 'not-kept']),
  sections: z.record(practiceSection, sectionSharing),
});
export type Sharing = Infer<typeof sharing>;

export const deskSettings = z.object({
  ...settingSchemas,
  sharing,
  /** The connections' authorities, to be shown; absent where none is named. */
  portalAuthorities: z.array(authorityView).optional(),
  mailAuthorities: z.array(authorityView).optional(),
  demo: z.boolean(),
  /** Those that are stored and cannot be read: their defaults hold until they are saved again. Absent where there is none. */
  unreadable: z.array(settingName).min(1).optional(),
});
export type DeskSettings = Infer<typeof deskSettings>;
/** What Settings saves: any of the settings, and any of the secrets. Anything else is refused. */
export const settingsInput = z
  .strictObject(settingSchemas)
  .partial()
  .extend({
    /** Those that are given are saved; they belong to whole sections. */
    rules: sectionValue.optional(),
    /** The portal's version of what is saved of `rules` that was seen then; without it, the newest known here. */
    seen: z.string().max(200).nullable().optional(),
    /**
     * Somebody was told that so many decisions have not reached the portal, and what becomes of them: more of them, and a connection
     * that begins or ends to be read-only is refused with `decisions-waiting`.
     */
    waitingSeen: z.number().int().optional(),
    /** Written when present; `null` removes it. */
    portalSecret: z.string().max(20_000).nullable().optional(),
    mailSecret: z.string().max(2000).nullable().optional(),
  });
/** How the key store and the secrets in it stand. */
export const secretsView = z.object({
  /**
   * Only when it is `ready` can a secret be saved; why not otherwise is said beside the fields. `waiting`: it has not
   * answered, so that of the secrets it is only known whether one is stored, not where for.
   */
  keyStore: z.enum(['ready', 'waiting', 'none', 'unreadable', 'unprotected']),
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
      /** `note`: it lacks something that the desk does without. */
      level: z.enum(['good', 'note', 'lacking', 'failed']),
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
        /** `detail`: the types of the schedule that it lets the desk load, with a comma between. */
        'no-decisions',
        /** Tested as a portal that is only read, and it can be. */
        'read-only',
        /** It finds visits by provider and date alone; `detail`: of how many named ones they are read, empty for those it lists. */
        'by-provider',
        /** The same, and none is named. */
        'providers-unnamed',
        /** `detail`: the id of a provider who is named and whom it does not have. */
        'provider-missing',
        'versioning',
        'conditional-create',
        'resource-type',
        'search-parameter',
        'settings-kept',
        'search',
        'next-page',
        /** `detail`: the type, a colon, and what the portal said. */
        'type-refused',
        /** A passing trouble kept searches from being tried; `detail` says which, and what was met. */
        'untried',
        // What a trial with writes finds (`src-main/sync/check`); the type in question begins `detail`.
        'create',
        'change',
        'write-refused',
        'write-untried',
        'request-untried',
        'transaction-refused',
        'transaction-answer',
        'atomic',
        'versions',
        'identifiers',
        'extensions',
        'tags',
        'date',
        'sort',
        'bound-ignored',
        /** `detail`: how many. */
        'page-size',
        /** `detail`: seconds. */
        'late',
        'history',
        'removed',
        'marked',
        'left-behind',
        /** The server does it, and says of itself that it does not. */
        'statement',
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
