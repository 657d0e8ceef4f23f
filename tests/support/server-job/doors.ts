import type { Resource } from '@medplum/fhirtypes';
import type { Portal } from '../../../src-main/ports.ts';
import type { VirtualClock } from '../virtual-clock.ts';

/** A server, as the desk's adapter gives it, and what others do there. */
export interface ServerDoors {
  readonly desk: Portal;
  readonly others: Others;
  readonly clock: VirtualClock;
}

/** Another system at the same server: it may do everything. */
export interface Others {
  create<R extends Resource>(resource: R): Promise<R & { readonly id: string }>;
  update<R extends Resource>(resource: R): Promise<void>;
  search<R extends Resource>(query: string): Promise<R[]>;
}
