import './mortal-worker.ts';
import '../../src-demo/portal/worker.ts';
