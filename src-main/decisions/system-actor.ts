import type { Actor } from '../../src-shared/domain/changes.ts';
import type { RequestCommand } from '../../src-shared/domain/commands.ts';

/** Commands that no receptionist gives: they come from the patient, the policy or the clock. */
export type SystemCommand = Extract<
  RequestCommand,
  { readonly type: 'patient-answer' | 'patient-withdraws' | 'apply-policy' | 'supersede' | 'expire' }
>;

/** Who stands in the record for it: the desk that carried it out, and in whose name. */
export function systemActor(command: SystemCommand, desk: Actor): Actor {
  const { deskId, deskName } = desk;
  switch (command.type) {
    case 'patient-answer':
    case 'patient-withdraws':
      return { userId: 'system:patient', userName: 'Patient (portal)', deskId, deskName };
    case 'apply-policy':
      return { userId: 'system:policy', userName: 'Cancellation policy', deskId, deskName };
    case 'supersede':
    case 'expire':
      return { userId: 'system', userName: 'Reslot', deskId, deskName };
  }
}
