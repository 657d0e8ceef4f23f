import './mortal-worker.ts';
import '../../src-main/demo/mailbox/worker.ts';
