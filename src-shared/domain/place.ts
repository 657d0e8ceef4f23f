import { err, ok, type Result } from '../result.ts';

/**
 * Where a visit takes place. A practice with one location means that one; with several, nobody guesses which: `location-missing`.
 * A practice without any needs none.
 *
 * @param locationId the location named, whatever has become of it since; `null` for none.
 * @param openLocations the ids of the practice's active locations.
 */
export function placeOf(
  locationId: string | null,
  openLocations: readonly string[],
): Result<string | null, { readonly code: 'location-missing' }> {
  if (locationId !== null) return ok(locationId);
  const [only, ...more] = openLocations;
  return more.length === 0 ? ok(only ?? null) : err({ code: 'location-missing' });
}
