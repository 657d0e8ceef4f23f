import type { Override, Words } from './commands.ts';
import type { VisitSlot } from './request.ts';

/** The statuses a receptionist gives by hand: `booked` takes the others back. */
export const SCHEDULE_STATUSES = ['booked', 'checked-in', 'completed', 'no-show'] as const;
export type ScheduleStatus = (typeof SCHEDULE_STATUSES)[number];

/**
 * What the receptionist does on the schedule itself, without a patient's request to answer. `notify`: the patient is told by
 * e-mail, or on the Call list where there is no address.
 */
export type ScheduleCommand =
  | {
      readonly type: 'book';
      readonly patientId: string;
      readonly slot: VisitSlot;
      /** To the patient, in plain text; empty for none. */
      readonly message: string;
      readonly notify: boolean;
      readonly override?: Override | undefined;
    }
  /** Another time, duration, provider, location or type. */
  | {
      readonly type: 'update';
      readonly appointmentId: string;
      readonly slot: VisitSlot;
      readonly words: Words;
      readonly notify: boolean;
      readonly override?: Override | undefined;
    }
  | {
      readonly type: 'cancel-appointment';
      readonly appointmentId: string;
      readonly words: Words;
      readonly notify: boolean;
    }
  /** `override`: a No-show gave its time back, and somebody else may have it by now. */
  | {
      readonly type: 'set-status';
      readonly appointmentId: string;
      readonly status: ScheduleStatus;
      readonly override?: Override | undefined;
    };

export type ScheduleCommandType = ScheduleCommand['type'];
