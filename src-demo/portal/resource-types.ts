import type {
  Appointment,
  AppointmentResponse,
  Basic,
  Communication,
  Location,
  Patient,
  Practitioner,
  Task,
} from '@medplum/fhirtypes';

/** The resource types this portal keeps; every other type is answered with 404. */
export const RESOURCE_TYPES = [
  'Patient',
  'Practitioner',
  'Location',
  'Appointment',
  'AppointmentResponse',
  'Task',
  'Basic',
  'Communication',
] as const;

export type PortalResourceType = (typeof RESOURCE_TYPES)[number];

export type PortalResource =
  | Patient
  | Practitioner
  | Location
  | Appointment
  | AppointmentResponse
  | Task
  | Basic
  | Communication;

/** The resource interface that belongs to a type's name. */
export type ResourceOf<T extends PortalResourceType> = Extract<PortalResource, { resourceType: T }>;

export const isPortalResourceType = (type: string): type is PortalResourceType =>
  RESOURCE_TYPES.some((known) => known === type);
