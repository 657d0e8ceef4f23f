/** The systems and codes of the portal protocol. Local ones live under `urn:reslot:`. */
export const COMMAND_SYSTEM = 'urn:reslot:command';
export const UID_SYSTEM = 'urn:reslot:uid';
export const SEQUENCE_EXTENSION = 'urn:reslot:sequence';
/** Which desk decided (`desk`), and the decision (`decision`); both `valueString`. */
export const DECIDED_BY_EXTENSION = 'urn:reslot:decided-by';
/** An identifier that the proposals of a time which several are offered have in common: that offer. */
export const SHARED_OFFER_SYSTEM = 'urn:reslot:shared-offer';
/** At which desk a Task is open: `desk` and `desk-id` (`valueString`), `until` (`valueInstant`). */
export const OPEN_ON_EXTENSION = 'urn:reslot:open-on';
/** Of languages: https://hl7.org/fhir/R4/valueset-languages.html */
export const BCP_47 = 'urn:ietf:bcp:47';
export const PORTAL_ACCESS_EXTENSION = 'urn:reslot:portal-access';
/** `Task.code` of a wish for a new appointment, of this system. */
export const NEW_APPOINTMENT = 'new-appointment';
export const TASK_INPUT_SYSTEM = 'urn:reslot:task-input';
export const REQUESTED_PERIOD = 'requested-period';
/** What was asked for before the patient named another time in answer to a proposal. */
export const EARLIER_PERIOD = 'earlier-period';
export const TASK_OUTPUT_SYSTEM = 'urn:reslot:task-output';
export const PROPOSAL = 'proposal';
export const OUTCOME_SYSTEM = 'urn:reslot:outcome';
export const REASON_SYSTEM = 'urn:reslot:reason';
/** https://terminology.hl7.org/CodeSystem-appointment-cancellation-reason.html */
export const CANCELATION_REASON_SYSTEM =
  'http://terminology.hl7.org/CodeSystem/appointment-cancellation-reason';
/** A `Basic` that keeps a section of the practice's settings: its code, its identifier, its extension. */
export const RESOURCE_SYSTEM = 'urn:reslot:resource';
export const SETTINGS_CODE = 'practice-settings';
export const SETTINGS_SYSTEM = 'urn:reslot:settings';
/** A `Communication` by which a desk says that it reminds a patient of a visit: its category, and the identifier that names the visit. */
export const REMINDER_CODE = 'reminder';
export const REMINDER_SYSTEM = 'urn:reslot:reminder';
/** `authorString` of the practice's words to the patient in `Task.note`. */
export const PRACTICE_AUTHOR = 'practice';

/** `Task.businessStatus` of `OUTCOME_SYSTEM`. */
export const OUTCOME_CODES = [
  'approved',
  'denied',
  'updated',
  'appointment-cancelled',
  'awaiting-patient',
  'accepted',
  'declined',
  'expired',
  'proposal-withdrawn',
  'own-time',
  'offer-taken',
  'superseded',
  'cancelled-under-policy',
] as const;
export type OutcomeCode = (typeof OUTCOME_CODES)[number];
