import type { HistoryKind } from '../../../src-shared/domain/history.ts';
import { subjectOf } from '../../../src-shared/domain/record-subject.ts';
import { formatInstant } from '../../sync/fhir/instant.ts';
import { type JsonObject, without } from '../../sync/fhir/json.ts';
import type { ReadLine } from './read-record.ts';

/** The codes of DICOM's audit messages (PS3.15, A.5; https://hl7.org/fhir/R4/valueset-audit-event-type.html). */
const DCM = 'http://dicom.nema.org/resources/ontology/DCM';

/** The names are DICOM's. */
const PATIENT_RECORD = '110110';
const USER_AUTHENTICATION = '110114';
const APPLICATION_ACTIVITY = '110100';
const SECURITY_ALERT = '110113';
const SUBTYPE = {
  applicationStart: '110120',
  applicationStop: '110121',
  login: '110122',
  logout: '110123',
  softwareConfiguration: '110131',
  userSecurityAttributesChanged: '110137',
};

/** R4's `action`: C create, R read, U update, E execute (https://hl7.org/fhir/R4/valueset-audit-event-action.html). */
interface Kind {
  readonly type: string;
  readonly subtype?: string;
  readonly action: 'C' | 'R' | 'U' | 'E';
  /** https://hl7.org/fhir/R4/valueset-audit-event-outcome.html: 4, a minor failure. */
  readonly failed?: true;
}

const LOGIN: Kind = { type: USER_AUTHENTICATION, subtype: SUBTYPE.login, action: 'E' };
const USERS: Kind = { type: SECURITY_ALERT, subtype: SUBTYPE.userSecurityAttributesChanged, action: 'U' };
const EXPORT: Kind = { type: '110106', action: 'R' };
const QUERY: Kind = { type: '110112', action: 'E' };

/** What is not here changed something about a patient. */
const KINDS: Readonly<Partial<Record<HistoryKind, Kind>>> = {
  'looked-at': { type: PATIENT_RECORD, action: 'R' },
  searched: QUERY,
  printed: EXPORT,
  exported: EXPORT,
  'signed-in': LOGIN,
  'sign-in-failed': { ...LOGIN, failed: true },
  'recovery-key-used': USERS,
  'recovery-key-refused': { ...LOGIN, failed: true },
  locked: { type: USER_AUTHENTICATION, subtype: SUBTYPE.logout, action: 'E' },
  'user-added': USERS,
  'user-changed': USERS,
  'user-removed': USERS,
  'secret-changed': USERS,
  'settings-changed': { type: SECURITY_ALERT, subtype: SUBTYPE.softwareConfiguration, action: 'U' },
  'backup-restored': { type: SECURITY_ALERT, action: 'U' },
  'record-fault-noted': { type: SECURITY_ALERT, action: 'U' },
  'keys-change-asked': { type: SECURITY_ALERT, action: 'U' },
  'keys-change-dropped': { type: SECURITY_ALERT, action: 'U' },
  'keys-changed': { type: SECURITY_ALERT, action: 'U' },
  started: { type: APPLICATION_ACTIVITY, subtype: SUBTYPE.applicationStart, action: 'E' },
  stopped: { type: APPLICATION_ACTIVITY, subtype: SUBTYPE.applicationStop, action: 'E' },
  'patient-added': { type: PATIENT_RECORD, action: 'C' },
};

const CHANGED: Kind = { type: PATIENT_RECORD, action: 'U' };

const coding = (code: string): JsonObject => ({ system: DCM, code });

/**
 * A line of the record as an AuditEvent (https://hl7.org/fhir/R4/auditevent.html). Its words (what was decided, set or looked for) are
 * details of the entity, as JSON under `detail`; with them go the line's number, kind and seal.
 */
function auditEvent(line: ReadLine): JsonObject {
  const { type, subtype, action, failed } = KINDS[line.kind] ?? CHANGED;
  return without({
    resourceType: 'AuditEvent',
    type: coding(type),
    subtype: subtype === undefined ? undefined : [coding(subtype)],
    action,
    recorded: formatInstant(line.at),
    outcome: failed ? '4' : '0',
    agent: [
      {
        who: {
          identifier: { system: 'urn:reslot:user', value: line.userId },
          ...(line.userName === '' ? {} : { display: line.userName }),
        },
        requestor: true,
      },
    ],
    source: {
      observer: {
        identifier: { system: 'urn:reslot:desk', value: line.deskId },
        ...(line.deskName === '' ? {} : { display: line.deskName }),
      },
    },
    entity: [...patientEntity(line), lineEntity(line)],
  });
}

/** https://hl7.org/fhir/R4/valueset-audit-entity-type.html: 1, a person; https://hl7.org/fhir/R4/valueset-object-role.html: 1, the patient. */
function patientEntity({ patientId, patientPortalId, patient }: ReadLine): JsonObject[] {
  if (patientId === null) return [];
  const what =
    patientPortalId === null
      ? { identifier: { system: 'urn:reslot:patient', value: patientId } }
      : { reference: `Patient/${patientPortalId}` };
  return [
    without({
      what: { ...what, ...(patient === null ? {} : { display: patient.name }) },
      type: { system: 'http://terminology.hl7.org/CodeSystem/audit-entity-type', code: '1' },
      role: { system: 'http://terminology.hl7.org/CodeSystem/object-role', code: '1' },
    }),
  ];
}

function lineEntity({ id, kind, detail, seal }: ReadLine): JsonObject {
  const { search } = detail;
  const details = { line: String(id), kind, subject: subjectOf(kind), detail: JSON.stringify(detail), seal };
  return {
    ...(search === undefined
      ? { name: kind }
      : { query: Buffer.from(search.text, 'utf8').toString('base64') }),
    type: { system: 'http://terminology.hl7.org/CodeSystem/audit-entity-type', code: '2' },
    detail: Object.entries(details).flatMap(([name, value]) =>
      value === null ? [] : [{ type: name, valueString: value }],
    ),
  };
}

/** An entry of `auditBundle`, as JSON. */
export const auditEntry = (line: ReadLine): string => JSON.stringify({ resource: auditEvent(line) });

/** These entries as one Bundle (`collection`: nothing is done with it, https://hl7.org/fhir/R4/bundle.html), an entry a line. */
export const auditBundle = (entries: readonly string[]): string =>
  `{"resourceType":"Bundle","type":"collection","entry":[\n${entries.join(',\n')}\n]}\n`;
