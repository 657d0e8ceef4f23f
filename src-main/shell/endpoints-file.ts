import { writePrivateFile } from '../private-files.ts';

/** Where the demo clinic's servers are. */
export interface Endpoints {
  readonly portal: string;
  readonly fhir: string;
  readonly mailbox: string;
  readonly smtp: { readonly host: string; readonly port: number };
}

/**
 * Whole or not at all: whoever waits for the file may read it the moment it is there. Empty when there is no demo clinic.
 */
export function writeEndpoints(path: string, endpoints: Endpoints | null): void {
  writePrivateFile(path, JSON.stringify(endpoints ?? {}));
}
