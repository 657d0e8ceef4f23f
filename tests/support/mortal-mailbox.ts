import './mortal-worker.ts';
import '../../src-demo/mailbox/worker.ts';
