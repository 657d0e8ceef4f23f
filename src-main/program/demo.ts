import { err, ok, type Result } from '../../src-shared/result.ts';
import { t } from '../../src-shared/text/text.ts';
import type { DataKey } from '../data-key.ts';
import type { Demo, DemoClinic } from '../demo-clinic.ts';
import type { Clock } from '../ports.ts';
import type { Arguments } from '../shell/arguments.ts';
import type { DataFiles } from '../shell/data-files.ts';
import { findDemo } from '../shell/find-demo.ts';

/** The demo clinic, where one was asked for, before it runs. Each error is a sentence. */
export interface PlannedDemo {
  /** Runs its servers and, where it is to begin anew, forgets what this desk has stored. Null at a clinic. */
  start(): Promise<Result<Demo | null, string>>;
}

interface PlanDeps {
  readonly files: DataFiles;
  /** That of the desk's database. */
  readonly key: DataKey;
  readonly entry: string;
  readonly clock: Clock;
}

/** Before anything is written: finds the demo clinic, and looks whose data it is that beginning anew would delete. */
export async function planDemo(
  { demo, fresh, demoPorts: ports }: Arguments,
  { files, key, entry, clock }: PlanDeps,
): Promise<Result<PlannedDemo, string>> {
  if (!demo) return ok({ start: async () => ok(null) });
  const found: DemoClinic | null = await findDemo(entry);
  if (found === null) return err(t.startup.NO_DEMO);
  const anew = fresh ? found.planAnew(files, key) : null;
  if (anew && !anew.ok) return anew;
  return ok({
    async start() {
      if (anew?.value.notice) process.stdout.write(`${anew.value.notice}\n`);
      const started = await found.start({ dataDir: files.demo, fresh, ports, now: clock.now() });
      if (!started.ok) return started;
      const forgotten = anew?.value.forgetDesk();
      return forgotten && !forgotten.ok ? forgotten : started;
    },
  });
}
