import type { AppointmentView } from '../../../../src-shared/ipc/appointment-views.ts';
import { t } from '../../../../src-shared/text/text.ts';

/** A provider of the directory. */
export interface Provider {
  readonly id: string;
  readonly name: string;
  /** Sees patients; one who no longer does may still have appointments. */
  readonly active: boolean;
}

/** A column of the day: a provider's, or of what has no provider. */
export interface ProviderColumn {
  /** `null`: of the appointments without a provider. */
  readonly id: string | null;
  readonly name: string;
  readonly active: boolean;
}

type Placed = Pick<AppointmentView, 'practitionerId' | 'practitionerName'>;
type Located = Pick<AppointmentView, 'practitionerId' | 'locationId'>;

/**
 * Whoever can have a column on a day: the active providers, and whoever else still has an appointment on it – one who is
 * active no longer, or whom the directory does not hold. By name.
 */
export function providersOfDay(directory: readonly Provider[], appointments: readonly Placed[]): Provider[] {
  const known = new Map(directory.map((one) => [one.id, one]));
  const found = new Map(directory.filter(({ active }) => active).map((one) => [one.id, one]));
  for (const { practitionerId, practitionerName } of appointments) {
    if (practitionerId === null || found.has(practitionerId)) continue;
    found.set(
      practitionerId,
      known.get(practitionerId) ?? { id: practitionerId, name: practitionerName, active: false },
    );
  }
  return [...found.values()].toSorted(byName);
}

/**
 * The columns of a day: those of its providers that are not hidden, then one for appointments without a provider. Under a
 * location, whoever has appointments that day but none there is somewhere else, and has no column.
 */
export function dayColumns(
  providers: readonly Provider[],
  hidden: readonly string[],
  appointments: readonly Located[],
  locationId: string | null,
  withoutProvider: string,
): ProviderColumn[] {
  const here = new Set(
    appointments.filter((one) => isAt(one, locationId)).map(({ practitionerId }) => practitionerId),
  );
  const anywhere = new Set(appointments.map(({ practitionerId }) => practitionerId));
  const shown: ProviderColumn[] = providers.filter(
    ({ id }) => !hidden.includes(id) && (here.has(id) || !anywhere.has(id)),
  );
  return here.has(null) ? [...shown, { id: null, name: withoutProvider, active: true }] : shown;
}

/** Whether an appointment is at the location looked at; at one that is not known it is nowhere else either. */
export const isAt = ({ locationId }: Pick<AppointmentView, 'locationId'>, wanted: string | null): boolean =>
  wanted === null || locationId === null || locationId === wanted;

/** The provider whose week is shown: the one chosen, otherwise the first active one; `null` without any. */
export function weekProvider(directory: readonly Provider[], chosen: string | null): Provider | null {
  const found = directory.find(({ id }) => id === chosen);
  return found ?? directory.filter(({ active }) => active).toSorted(byName)[0] ?? null;
}

const byName = (a: Provider, b: Provider): number =>
  t.language.compareNames(a.name, b.name) || t.language.compareNames(a.id, b.id);
