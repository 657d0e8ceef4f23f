import type { AppointmentResponse, Task } from '@medplum/fhirtypes';
import { cancelRequests, reconsideredRequests, rescheduleRequests } from './open-requests.ts';
import { awaitingRequests, decidedRequests, returnedRequests } from './proposed-requests.ts';
import { RequestKit, type RequestKitOptions } from './request-kit.ts';

export interface DemoRequests {
  readonly tasks: readonly Task[];
  readonly responses: readonly AppointmentResponse[];
}

/** Books the appointments the requests are about, and makes the requests. The rest of the schedule goes around them. */
export function makeDemoRequests(options: RequestKitOptions): DemoRequests {
  const kit = new RequestKit(options);
  const returned = returnedRequests(kit);
  const tasks = [
    ...rescheduleRequests(kit),
    ...cancelRequests(kit),
    ...reconsideredRequests(kit),
    ...awaitingRequests(kit),
    ...returned.tasks,
    ...decidedRequests(kit),
  ];
  // People who are hard on a layout, or hard to reach.
  kit.visit('longName', kit.on('okafor', 1, '10:00', 60), 'new-patient');
  kit.visit('noPhone', kit.on('okafor', 2, '14:00'));
  kit.visit('noAccessNoEmail', kit.on('whitfield', 2, '10:00'));
  return { tasks, responses: returned.responses };
}
