import type { Actor } from '../../src-shared/domain/changes.ts';
import { COMMANDS, type CommandGiver } from '../../src-shared/domain/command-rules.ts';
import type { SystemCommand } from '../../src-shared/domain/commands.ts';
import { t } from '../../src-shared/text/text.ts';

const NAMES = {
  patient: { userId: 'system:patient', userName: t.details.DECIDED_BY.patient },
  policy: { userId: 'system:policy', userName: t.details.DECIDED_BY.policy },
  clock: { userId: 'system', userName: 'Reslot' },
} as const satisfies Record<Exclude<CommandGiver, 'receptionist'>, Pick<Actor, 'userId' | 'userName'>>;

/** Who stands in the record for it: the desk that carried it out, and in whose name. */
export const systemActor = ({ type }: SystemCommand, { deskId, deskName }: Actor): Actor => ({
  ...NAMES[COMMANDS[type].by],
  deskId,
  deskName,
});
