import { en, type Text } from './en.ts';

/** The words of the language that is spoken, by topic. It does not change while the program runs. */
export const t: Text = en;

/** What can be wrong with a field of the Reschedule form. */
export type FieldProblem = keyof Text['requests']['FIELD_PROBLEM'];
/** What can be wrong with an entry of the Reason for change dialog. */
export type ReasonProblem = keyof Text['requests']['REASON_PROBLEM'];
