import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import type { DemoClinic } from '../demo-clinic.ts';

/**
 * The demo clinic where the build has put it beside the program (`entry`), or `null`: a clinic's package has none. It is
 * looked for at this one place, so that no option makes an installed program run what was not packed with it.
 */
export async function findDemo(entry: string): Promise<DemoClinic | null> {
  if (!existsSync(entry)) return null;
  const { demoClinic }: { readonly demoClinic: DemoClinic } = await import(pathToFileURL(entry).href);
  return demoClinic;
}
