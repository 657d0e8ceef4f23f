import { COMMAND_SYSTEM } from './codes.ts';
import { identified } from './schemas.ts';
import { Wrong } from './shape.ts';

/** By which of the desks' decisions a resource was created (`identifier`, system `urn:reslot:command`; see `creationName`). */
export function creationNamesIn(body: unknown): string[] {
  const read = identified(body);
  if (read instanceof Wrong) return [];
  return read.identifier.flatMap((i) => (i.system === COMMAND_SYSTEM && i.value ? [i.value] : []));
}
