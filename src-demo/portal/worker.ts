import { workerData } from 'node:worker_threads';
import { DEMO_SEED, demoResources } from '../data/demo-data.ts';
import { DEMO_POLICY, DEMO_PRACTICE, demoRules } from '../data/demo-rules.ts';
import { portalWorkerData } from '../worker-protocol.ts';
import { clockFrom, runAsWorker } from '../worker-side.ts';
import { startPortalServer } from './server.ts';

/** Entry point of the worker that runs the demo clinic's portal. */
const { dataDir, port, fresh, now } = portalWorkerData.parse(workerData);

await runAsWorker(
  () =>
    startPortalServer({
      dataDir,
      port,
      fresh,
      now: clockFrom(now),
      practice: {
        ...DEMO_PRACTICE,
        charges: DEMO_POLICY.charges,
        rules: (madeAt) => demoRules(madeAt, null),
      },
      initial: { at: now, resources: () => demoResources(DEMO_SEED, now) },
    }),
  ({ url, fhirUrl, filledAt }) => ({ url, fhirUrl, filledAt }),
);
