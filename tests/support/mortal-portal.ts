import './mortal-worker.ts';
import '../../src-main/demo/portal/worker.ts';
