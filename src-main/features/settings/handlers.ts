import { isAbsolute } from 'node:path';
import { type MailConfig, type PortalConfig, readOnlyOf } from '../../../src-shared/domain/connections.ts';
import { type PracticeSection, sectionOf, sectionsIn } from '../../../src-shared/domain/practice-sections.ts';
import { rulesFault } from '../../../src-shared/domain/rules-fault.ts';
import {
  eachSetting,
  SETTING_NAMES,
  SETTINGS,
  type SettingName,
  type Settings,
} from '../../../src-shared/domain/settings.ts';
import { mineChosen, newestVersion, theirsChosen } from '../../../src-shared/domain/shared-section.ts';
import type { AppError } from '../../../src-shared/errors.ts';
import type { CommandInput, CommandOutput } from '../../../src-shared/ipc/contract.ts';
import {
  destinationName,
  mailClearText,
  mailDestination,
  portalClearText,
  portalDestination,
} from '../../../src-shared/ipc/destinations.ts';
import type { Topic } from '../../../src-shared/ipc/events.ts';
import { err, ok, type Result } from '../../../src-shared/result.ts';
import { authoritiesRefusal, readAuthorities, showAuthorities } from '../../authorities.ts';
import { countUntoldToPortal } from '../../db/queries/counts.ts';
import { refuseWhenUnwritable } from '../../db/storage-error.ts';
import type { Handlers } from '../../ipc/handlers.ts';
import {
  type Clock,
  type Connections,
  DEMO_SENDER,
  type Ids,
  SECRET_NAMES,
  type Secrets,
} from '../../ports.ts';
import { checkPortal } from '../../sync/check/check-portal.ts';
import { testPortal } from '../../sync/connection-test.ts';
import { limitedPortal } from '../../sync/limited-portal.ts';
import { serverKeyOf } from '../../sync/server-known.ts';
import type { Keeping } from '../../sync/shared/exchange.ts';
import {
  changeSection,
  type SectionsPlace,
  saveSectionHere,
  storedSection,
} from '../../sync/shared/sections.ts';
import { saveVersionsChecked } from '../../sync/versions-checked.ts';
import { LATE, within } from '../../timing/within.ts';
import { sampleLetter } from './sample-letter.ts';
import type { SettingsStore } from './settings-store.ts';
import { sharingOf } from './sharing-view.ts';
import { mailTestOf, testMessage } from './test-message.ts';

export interface SettingsDeps {
  readonly store: SettingsStore;
  /** Where the practice's settings are kept, and what this desk began with. */
  readonly place: SectionsPlace;
  /** How the portal keeps the practice's settings. */
  readonly keeping: () => Keeping;
  readonly secrets: Secrets;
  readonly connections: Connections;
  readonly ids: Ids;
  readonly clock: Clock;
  /** This desk runs the demo clinic: only then can its servers be chosen. */
  readonly demo: boolean;
  readonly changed: (topics: readonly Topic[]) => void;
  /** What else is to be done after the commit, by what may be another: a connection is so with its secret too. */
  readonly saved: { readonly [N in SettingName]?: () => void };
}

/** So long somebody at the screen waits for the key store, which may be waiting for them. */
const KEY_STORE_LIMIT_MS = 2000;
/** So long somebody at the screen waits for the connection test: what was not answered by then is said not to have been. */
const TEST_LIMIT_MS = 9000;
/** So long an answer that came too late is that to the window's next question. */
const LATE_ANSWER_MS = 10_000;

/** Settings: the practice, its rules, and its two connections. */
export function settingsHandlers(
  deps: SettingsDeps,
): Pick<
  Handlers,
  | 'settings.get'
  | 'settings.secrets'
  | 'settings.save'
  | 'settings.choose'
  | 'settings.readAuthorities'
  | 'settings.previewLetter'
  | 'settings.testPortal'
  | 'settings.testMail'
> {
  const { store, connections, ids } = deps;
  const secretsInTime = secretsAnswerer(deps);
  return {
    'settings.get': () => ok(view(deps)),
    'settings.secrets': async () => ok(await secretsInTime()),
    'settings.save': (input) => save(deps, input),
    'settings.choose': (input) => choose(deps, input),
    'settings.readAuthorities': async ({ text }) => readAuthorities(text, deps.clock.now()),
    'settings.previewLetter': (input) => ok(sampleLetter(input, store.rules(), deps.clock.now())),
    // No secret typed: the stored one is tried, where it was entered for.
    'settings.testPortal': async ({ portal: config, secret, writes }) => {
      if (writes && readOnlyOf(config) !== null) return err({ code: 'read-only' });
      const refused = await portalRefusal(deps, config, secret ?? undefined);
      if (refused) return err(refused);
      const portal = secret === null ? connections.portal(config) : connections.portal(config, secret);
      if (!writes) {
        const limited = limitedPortal(portal, deps.clock, TEST_LIMIT_MS);
        const readOnly = readOnlyOf(config);
        return ok(await testPortal(limited, readOnly && { readOnly, now: deps.clock.now() }));
      }
      const server = serverKeyOf(config);
      const versionsTried = (checked: boolean) => saveVersionsChecked(deps.place.db, server, checked);
      return ok(await checkPortal({ portal, ids, clock: deps.clock, versionsTried }));
    },
    'settings.testMail': async ({ mail, secret, to }) => {
      const refused = await mailRefusal(deps, mail, secret ?? undefined);
      if (refused) return err(refused);
      const mailer = secret === null ? connections.mailer(mail) : connections.mailer(mail, secret);
      const address = mail.kind === 'smtp' ? mail.fromAddress : DEMO_SENDER.address;
      const message = testMessage(store.rules(), to, { id: ids.uuid(), address });
      return ok(mailTestOf(await mailer.deliver(message)));
    },
  };
}

function view(deps: SettingsDeps): CommandOutput<'settings.get'> {
  const { store, demo } = deps;
  const [portal, mail] = [store.portal(), store.mail()];
  const portalAuthorities = portal.kind === 'fhir' ? showAuthorities(portal.authorities) : [];
  const mailAuthorities = mail.kind === 'smtp' ? showAuthorities(mail.authorities) : [];
  const unreadable = store.unreadable();
  return {
    ...eachSetting<Settings>((name) => store[name]()),
    sharing: sharingOf(deps),
    ...(portalAuthorities.length === 0 ? {} : { portalAuthorities }),
    ...(mailAuthorities.length === 0 ? {} : { mailAuthorities }),
    demo,
    ...(unreadable.length === 0 ? {} : { unreadable }),
  };
}

type SecretsView = CommandOutput<'settings.secrets'>;

/**
 * Where the key store keeps silent, what is known without it; once it has answered all the same, the window is told, and what was
 * answered is the answer to its next question: a key store that is always slow is not asked for ever.
 */
function secretsAnswerer(deps: SettingsDeps): () => Promise<SecretsView> {
  const { store, secrets, clock, changed } = deps;
  let late: { readonly about: string; readonly answer: SecretsView; readonly at: number } | null = null;
  const aboutNow = (): string =>
    JSON.stringify([destinations(store), secrets.has(SECRET_NAMES.portal), secrets.has(SECRET_NAMES.mail)]);
  return async () => {
    const about = aboutNow();
    const before = late;
    late = null;
    if (before?.about === about && clock.elapsed() - before.at < LATE_ANSWER_MS) return before.answer;
    const asked = secretsOf(store, secrets);
    const found = await within(clock, KEY_STORE_LIMIT_MS, asked);
    if (found !== LATE) return found;
    asked.then(
      (answer) => {
        late = { about, answer, at: clock.elapsed() };
        changed(['settings']);
      },
      () => undefined,
    );
    const { portal, mail } = destinations(store);
    const stored = (name: string, destination: string | null): boolean =>
      destination !== null && secrets.has(name);
    return {
      keyStore: 'waiting',
      portalSecretSet: stored(SECRET_NAMES.portal, portal),
      mailSecretSet: stored(SECRET_NAMES.mail, mail),
    };
  };
}

const destinations = (store: SettingsStore) => ({
  portal: portalDestination(store.portal()),
  mail: mailDestination(store.mail()),
});

async function secretsOf(store: SettingsStore, secrets: Secrets): Promise<SecretsView> {
  try {
    return await readSecrets(store, secrets);
  } catch {
    return { keyStore: 'unreadable', portalSecretSet: false, mailSecretSet: false };
  }
}

async function readSecrets(store: SettingsStore, secrets: Secrets): Promise<SecretsView> {
  const { portal: portalFor, mail: mailFor } = destinations(store);
  const portalElsewhere = await storedElsewhere(secrets, SECRET_NAMES.portal, portalFor);
  const mailElsewhere = await storedElsewhere(secrets, SECRET_NAMES.mail, mailFor);
  return {
    keyStore: await secrets.keyStore(),
    portalSecretSet: await isStoredFor(secrets, SECRET_NAMES.portal, portalFor),
    mailSecretSet: await isStoredFor(secrets, SECRET_NAMES.mail, mailFor),
    ...(portalElsewhere === null ? {} : { portalSecretElsewhere: portalElsewhere }),
    ...(mailElsewhere === null ? {} : { mailSecretElsewhere: mailElsewhere }),
  };
}

async function isStoredFor(secrets: Secrets, name: string, destination: string | null): Promise<boolean> {
  return destination !== null && (await secrets.get(name, destination)) !== null;
}

/** Where the one that is stored was entered for, when a connection needs one and that is somewhere else; else null. */
async function storedElsewhere(
  secrets: Secrets,
  name: string,
  destination: string | null,
): Promise<string | null> {
  const entered = destination === null ? null : await secrets.enteredFor(name);
  return entered === null || entered.destination === destination
    ? null
    : destinationName(entered.destination);
}

/**
 * Why this portal cannot be saved or tried: `clear-text` where patients' data or the secret could be read on the way; an
 * authority that is none;
 * `secret-elsewhere` where the secret that is stored was entered for another destination and none was typed (`secret` is
 * undefined); `secrets-waiting` where the key store does not say.
 */
async function portalRefusal(
  { demo, secrets, clock }: SettingsDeps,
  portal: PortalConfig,
  secret: string | null | undefined,
): Promise<AppError | null> {
  if (portal.kind === 'demo' && !demo) return { code: 'bad-input' };
  if (portalClearText(portal) !== null) return { code: 'clear-text' };
  const distrusted = portal.kind === 'fhir' ? authoritiesRefusal(portal.authorities) : null;
  if (distrusted) return distrusted;
  return secretRefusal(clock, secrets, SECRET_NAMES.portal, portalDestination(portal), secret);
}

/** The same for a mail server. */
async function mailRefusal(
  { demo, secrets, clock }: SettingsDeps,
  mail: MailConfig,
  secret: string | null | undefined,
): Promise<AppError | null> {
  if (mail.kind === 'demo' && !demo) return { code: 'bad-input' };
  if (mailClearText(mail)) return { code: 'clear-text' };
  const distrusted = mail.kind === 'smtp' ? authoritiesRefusal(mail.authorities) : null;
  if (distrusted) return distrusted;
  return secretRefusal(clock, secrets, SECRET_NAMES.mail, mailDestination(mail), secret);
}

async function secretRefusal(
  clock: Clock,
  secrets: Secrets,
  name: string,
  destination: string | null,
  secret: string | null | undefined,
): Promise<AppError | null> {
  if (destination === null || secret !== undefined || !secrets.has(name)) return null;
  const stored = await within(clock, KEY_STORE_LIMIT_MS, isStoredFor(secrets, name, destination));
  if (stored === LATE) return { code: 'secrets-waiting' };
  return stored ? null : { code: 'secret-elsewhere' };
}

/** Checks everything first, then secrets, then the database: what is refused leaves everything as it was. */
async function save(
  deps: SettingsDeps,
  input: CommandInput<'settings.save'>,
): Promise<Result<null, AppError>> {
  const { store, secrets, clock, place, ids } = deps;
  const { portalSecret, mailSecret, seen, waitingSeen = 0, rules = {}, ...settings } = input;
  const { portal, mail, sheet } = settings;
  const fault = rulesFault(rules);
  if (fault !== null) return err({ code: fault });
  const sections = sectionsIn(rules);
  if (sections.some((section) => isOfNewer(place, section))) return err({ code: 'settings-newer' });
  const unsafe =
    (portal && (await portalRefusal(deps, portal, portalSecret))) ??
    (mail && (await mailRefusal(deps, mail, mailSecret)));
  if (unsafe) return err(unsafe);
  const waiting = portal && turnsReadOnly(store.portal(), portal) ? countUntoldToPortal(place.db) : 0;
  if (waiting > waitingSeen) return err({ code: 'decisions-waiting', waiting });
  if (sheet?.automatic && !isAbsolute(sheet.folder)) return err({ code: 'sheet-no-folder' });

  const writesSecret = typeof portalSecret === 'string' || typeof mailSecret === 'string';
  // Before anything is written: what the key store gets to only later would be stored for settings that were not saved.
  const keyStore = writesSecret ? await within(clock, KEY_STORE_LIMIT_MS, secrets.keyStore()) : 'ready';
  if (keyStore === LATE) return err({ code: 'secrets-waiting' });
  if (keyStore !== 'ready')
    return err({ code: keyStore === 'unreadable' ? 'secrets-unreadable' : 'secrets-unavailable' });
  for (const [name, value, destination] of [
    [SECRET_NAMES.portal, portalSecret, portalDestination(portal ?? store.portal())],
    [SECRET_NAMES.mail, mailSecret, mailDestination(mail ?? store.mail())],
  ] as const) {
    if (value === undefined) continue;
    try {
      // A connection that asks for none keeps none.
      if (value === null || destination === null) secrets.remove(name);
      else if (!(await secrets.set(name, value, destination))) return err({ code: 'secrets-unavailable' });
    } catch {
      return err({ code: 'secrets-unreadable' });
    }
  }

  const saved = refuseWhenUnwritable(() =>
    ok(
      store.save(settings, () => {
        for (const section of sections)
          saveSectionHere(place, section, { value: sectionOf(rules, section), write: ids.uuid(), seen });
      }),
    ),
  );
  if (!saved.ok) return saved;
  const others = SETTING_NAMES.filter(
    (name) =>
      input[name] !== undefined ||
      (name === 'portal' && portalSecret !== undefined) ||
      (name === 'mail' && mailSecret !== undefined),
  );
  const ofPractice = others.some((name) => SETTINGS[name].affects === 'practice');
  deps.changed(ofPractice ? ['settings', 'directory', 'requests', 'schedule'] : ['settings']);
  for (const name of others) deps.saved[name]?.();
  return ok(null);
}

/** What was decided here would stay behind, or leave, without anybody having said so. */
const turnsReadOnly = (before: PortalConfig, after: PortalConfig): boolean =>
  (readOnlyOf(before) === null) !== (readOnlyOf(after) === null);

/** Writing what a newer version wrote would drop what only that version knows. */
const isOfNewer = (place: SectionsPlace, section: PracticeSection): boolean =>
  storedSection(place, section).unreadable?.why === 'newer';

/** `settings-moved-on`: the portal has another version by now than the person saw, or nothing differs any more. */
function choose(
  deps: SettingsDeps,
  { section, choice, seen }: CommandInput<'settings.choose'>,
): Result<null, AppError> {
  const { store, place, ids, changed, saved } = deps;
  if (choice === 'mine' && isOfNewer(place, section)) return err({ code: 'settings-newer' });
  const stored = storedSection(place, section);
  if (stored.own === null || newestVersion(stored) !== seen) return err({ code: 'settings-moved-on' });
  const write = ids.uuid();
  const written = refuseWhenUnwritable(() =>
    ok(
      store.save({}, () => {
        changeSection(place, section, (before) =>
          choice === 'theirs' ? theirsChosen(before) : mineChosen(before, write, seen),
        );
      }),
    ),
  );
  if (!written.ok) return written;
  changed(['settings', 'directory', 'requests', 'schedule']);
  saved.rules?.();
  return ok(null);
}
