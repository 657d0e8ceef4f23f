import { workerData } from 'node:worker_threads';
import { DEMO_ZONE, REFUSED_ADDRESS } from '../data/demo-rules.ts';
import { mailboxWorkerData } from '../worker-protocol.ts';
import { clockFrom, runAsWorker } from '../worker-side.ts';
import { startMailboxServer } from './server.ts';

/** Entry point of the worker that runs the demo clinic's mail server and mailbox page. */
const { now, ...where } = mailboxWorkerData.parse(workerData);

await runAsWorker(
  () => startMailboxServer({ ...where, now: clockFrom(now), zone: DEMO_ZONE, refuse: [REFUSED_ADDRESS] }),
  ({ url, smtp }) => ({ url, smtp }),
);
