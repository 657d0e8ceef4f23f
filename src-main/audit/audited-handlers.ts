import type { Actor } from '../../src-shared/domain/changes.ts';
import { SETTING_NAMES, type SettingName } from '../../src-shared/domain/settings.ts';
import type { ErrorCode } from '../../src-shared/errors.ts';
import type { CommandInput, CommandOutput } from '../../src-shared/ipc/contract.ts';
import type { CommandName } from '../../src-shared/ipc/names.ts';
import {
  type LookCommand,
  ON_RECORD,
  type SearchCommand,
  type SettingsCommand,
  type TakeOutCommand,
} from '../../src-shared/ipc/on-record.ts';
import { storageTrouble } from '../../src-shared/ipc/sync-views.ts';
import { EVERYBODYS } from '../../src-shared/ipc/who-may.ts';
import type { Handler, Handlers } from '../ipc/handlers.ts';
import type { AuditTrail } from './audit-trail.ts';
import { LOOKS, NOBODYS, SEARCHES, TAKEN_OUT } from './line-of.ts';
import { settingChanges } from './settings-changes.ts';

/**
 * The same commands, each with its line on the record where `ON_RECORD` says so. A command that was refused has shown and changed nothing, but for a
 * secret that was stored before, and has none.
 */
export function auditedHandlers(handlers: Handlers, trail: AuditTrail): Handlers {
  const names = Object.keys(handlers) as CommandName[];
  // Each name keeps the type of its handler; the compiler cannot follow that through the list of names.
  return Object.fromEntries(
    names.map((name) => [name, audited(name, handlers[name] as Handler<CommandName>, handlers, trail)]),
  ) as unknown as Handlers;
}

function audited(
  name: CommandName,
  handler: Handler<CommandName>,
  handlers: Handlers,
  trail: AuditTrail,
): Handler<CommandName> {
  switch (ON_RECORD[name]) {
    case 'looked-at':
      return after(handler, (input, value, actor) =>
        trail.looked(actor, lineOf(LOOKS[name as LookCommand], input, value)),
      );
    case 'searched':
      return after(handler, (input, value, actor) =>
        trail.searched(actor, lineOf(SEARCHES[name as SearchCommand], input, value)),
      );
    case 'printed':
    case 'exported': {
      const kind = ON_RECORD[name];
      return after(handler, (input, value, actor) => {
        const taken = lineOf(TAKEN_OUT[name as TakeOutCommand], input, value);
        if (taken === null) return;
        const { what, file, patient } = taken;
        const detail = {
          takenOut: what,
          ...(file === undefined ? {} : { file }),
          ...(patient === undefined ? {} : { patientName: patient }),
        };
        trail.note(actor, { kind, detail, ...NOBODYS });
      });
    }
    case 'settings':
      return settingsAudited(name as SettingsCommand, handler, handlers, trail);
    default:
      return handler;
  }
}

/** Each table is of the command whose input and answer these are: TypeScript cannot follow that through the name. */
const lineOf = <L>(
  make: (input: never, value: never) => L,
  input: CommandInput<CommandName>,
  value: CommandOutput<CommandName>,
): L => make(input as never, value as never);

const after =
  (
    handler: Handler<CommandName>,
    note: (input: CommandInput<CommandName>, value: CommandOutput<CommandName>, actor: Actor) => void,
  ): Handler<CommandName> =>
  async (input, caller) => {
    const answer = await handler(input, caller);
    if (answer.ok) note(input, answer.value, caller.actor);
    return answer;
  };

/** What was changed, as it was and as it is. Of a secret that it is another one, and no more. */
function settingsAudited(
  name: SettingsCommand,
  handler: Handler<CommandName>,
  handlers: Handlers,
  trail: AuditTrail,
): Handler<CommandName> {
  return async (input, caller) => {
    const asked = settingsIn(name, input);
    const before = await settingsNow(handlers, caller, asked);
    const answer = await handler(input, caller);
    const settings = answer.ok ? settingChanges(before, await settingsNow(handlers, caller, asked)) : [];
    if (answer.ok || AFTER_SECRETS.has(answer.error.code))
      for (const secret of ['portalSecret', 'mailSecret'])
        if (secret in (input as object)) settings.push({ setting: secret, from: '', to: '' });
    if (settings.length > 0)
      trail.note(caller.actor, { kind: 'settings-changed', detail: { settings }, ...NOBODYS });
    return answer;
  };
}

/** What is refused so may have changed a secret before: the key store comes first. */
const AFTER_SECRETS: ReadonlySet<ErrorCode> = new Set([
  'secrets-unavailable',
  'secrets-unreadable',
  'database-busy',
  ...storageTrouble.options,
]);

/** Which of the settings, and of the practice's rules, this was about: others may change meanwhile, by another desk. */
interface Asked {
  readonly names: readonly SettingName[];
  readonly rules: readonly string[] | 'all';
}

function settingsIn(name: SettingsCommand, input: CommandInput<CommandName>): Asked {
  if (name === 'blocks.change') return { names: ['rules'], rules: ['blocks'] };
  if (name === 'settings.choose') return { names: ['rules'], rules: 'all' };
  const given = input as CommandInput<'settings.save'>;
  const names = SETTING_NAMES.filter((one) => one in given && !EVERYBODYS.has(one));
  return { names, rules: Object.keys(given.rules ?? {}) };
}

/** These settings as they are now. */
async function settingsNow(
  handlers: Handlers,
  caller: Parameters<Handler<CommandName>>[1],
  { names, rules }: Asked,
): Promise<unknown> {
  const view = await handlers['settings.get'](undefined, caller);
  if (!view.ok) return {};
  const ofPractice = Object.entries(view.value.rules).filter(
    ([rule]) => rules === 'all' || rules.includes(rule),
  );
  return Object.fromEntries(
    names.map((name) => [name, name === 'rules' ? Object.fromEntries(ofPractice) : view.value[name]]),
  );
}
