/** The code systems of docs/portal.md. Local ones live under `urn:reslot:`. */
export const TASK_CODE = 'http://hl7.org/fhir/CodeSystem/task-code';
export const REQUEST_CODE = 'urn:reslot:task-code';
export const CANCELLATION_REASON = 'http://terminology.hl7.org/CodeSystem/appointment-cancellation-reason';
export const UID = 'urn:reslot:uid';
export const TASK_INPUT = 'urn:reslot:task-input';
export const TASK_OUTPUT = 'urn:reslot:task-output';
export const OUTCOME = 'urn:reslot:outcome';
export const PORTAL_ACCESS = 'urn:reslot:portal-access';
export const SEQUENCE = 'urn:reslot:sequence';
export const SHARED_OFFER = 'urn:reslot:shared-offer';
/** A form of the patient pages: one form makes one resource, however often it is sent. */
export const PORTAL_FORM = 'urn:reslot:portal-form';
export const SETTINGS = 'urn:reslot:settings';
export const VISIT_TYPE = 'urn:reslot:visit-type';
