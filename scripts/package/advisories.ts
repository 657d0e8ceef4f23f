import { z } from 'zod';
import { npm } from '../lib/node-runtime.mjs';

/** What is known against a version of a library, as `npm audit --json` says it (its report of version 2). */
export interface Advisory {
  readonly library: string;
  /** Where it is described: an address that ends with its id. */
  readonly url: string;
  readonly title: string;
  readonly severity: string;
}

interface Exception {
  /** The end of its address: GHSA-… */
  readonly id: string;
  /** Why the program may go out with it. */
  readonly why: string;
}

/** Advisories that do not hold for this program, each with its reason. */
const EXCEPTIONS: readonly Exception[] = [];

const report = z.object({
  auditReportVersion: z.literal(2),
  vulnerabilities: z.record(
    z.string(),
    z.object({
      // A name stands for another library of the report, where the advisory is.
      via: z.array(
        z.union([
          z.string(),
          z.object({ name: z.string(), url: z.string(), title: z.string(), severity: z.string() }),
        ]),
      ),
    }),
  ),
});

/** Asks the registry what is known against the libraries of the lock file; null where it does not say. */
export async function askForAdvisories(): Promise<readonly Advisory[] | null> {
  const runtime = { node: process.execPath, env: process.env };
  const { output } = await npm(
    ['audit', '--json', '--loglevel=silent', '--fetch-retries=0', '--fetch-timeout=20000'],
    runtime,
  );
  return readAdvisories(output);
}

/** The advisories of a report, each once; null where it is none. */
export function readAdvisories(output: string): readonly Advisory[] | null {
  let json: unknown;
  try {
    json = JSON.parse(output);
  } catch {
    return null;
  }
  const read = report.safeParse(json);
  if (!read.success) return null;
  const all = Object.values(read.data.vulnerabilities).flatMap(({ via }) =>
    via.flatMap((one) => (typeof one === 'string' ? [] : [one])),
  );
  const byUrl = new Map(
    all.map(({ name, url, title, severity }) => [url, { library: name, url, title, severity }]),
  );
  return [...byUrl.values()];
}

/** A sentence for each advisory about a library that the program goes out with, but for what is excepted with a reason. */
export const advisoryFaults = (
  advisories: readonly Advisory[],
  packed: ReadonlySet<string>,
  exceptions: readonly Exception[] = EXCEPTIONS,
): string[] =>
  advisories
    .filter(({ library, url }) => packed.has(library) && !exceptions.some(({ id }) => url.endsWith(`/${id}`)))
    .map(({ library, severity, title, url }) => `${library} (${severity}): ${title}. ${url}`);
