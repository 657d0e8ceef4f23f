import type { OutboxState } from '../../src-shared/domain/delivery-states.ts';

/** The states in which nothing happens to a decision any more unless somebody acts. */
export const FINISHED: readonly OutboxState[] = ['done', 'undone', 'conflict', 'failed'];
