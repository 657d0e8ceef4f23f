import { dirname } from 'node:path';
import type { DemoClinic } from '../src-main/demo-clinic.ts';
import { err, ok } from '../src-shared/result.ts';
import { planForgetting } from './forget-demo.ts';
import { deleting, demoSentence, forgetSentence } from './sentences.ts';
import { startDemo } from './start-demo.ts';

/** Entry point: what the program finds beside it. The workers' bundles lie beside this one's. */
export const demoClinic: DemoClinic = {
  planAnew(files, key) {
    const plan = planForgetting(files, key);
    if (!plan.ok) return err(forgetSentence(plan.error));
    const { names, forgetDesk } = plan.value;
    return ok({
      notice: names.length === 0 ? null : deleting(dirname(files.database), names),
      forgetDesk() {
        const forgotten = forgetDesk();
        return forgotten.ok ? forgotten : err(forgetSentence(forgotten.error));
      },
    });
  },
  async start(options) {
    const demo = await startDemo({ ...options, workerDir: import.meta.dirname });
    return demo.ok ? demo : err(demoSentence(demo.error));
  },
};
