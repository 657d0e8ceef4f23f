import type { Actor } from '../../src-shared/domain/changes.ts';
import { COMMANDS, type CommandGiver } from '../../src-shared/domain/command-rules.ts';
import type { SystemCommand } from '../../src-shared/domain/commands.ts';
import { STORED_NAMES } from '../../src-shared/text/stored-names.ts';

const NAMES = {
  patient: { userId: 'system:patient', userName: STORED_NAMES.patient },
  policy: { userId: 'system:policy', userName: STORED_NAMES.policy },
  clock: { userId: 'system', userName: 'Reslot' },
} as const satisfies Record<Exclude<CommandGiver, 'receptionist'>, Pick<Actor, 'userId' | 'userName'>>;

/** Who stands in the record for it: the desk that carried it out, and in whose name. */
export const systemActor = ({ type }: SystemCommand, { deskId, deskName }: Actor): Actor => ({
  ...NAMES[COMMANDS[type].by],
  deskId,
  deskName,
});
