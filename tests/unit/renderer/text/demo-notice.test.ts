import { expect, test } from 'vitest';
import { demoNotice } from '../../../../src-shared/text/en/sync.ts';

test('the header says which server of the demo clinic does not run', () => {
  expect(demoNotice({ portal: 'running', mailbox: 'running' })).toBeNull();
  expect(demoNotice({ portal: 'restarting', mailbox: 'running' })).toBe(
    'The demo portal stopped and is being started again.',
  );
  expect(demoNotice({ portal: 'restarting', mailbox: 'given-up' })).toBe(
    'The demo portal stopped and is being started again. The demo mailbox keeps stopping: close Reslot and open it again. What you decided is kept.',
  );
});
