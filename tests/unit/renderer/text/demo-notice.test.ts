import { expect, test } from 'vitest';
import { t } from '../../../../src-shared/text/text.ts';

test('the header says which server of the demo clinic does not run', () => {
  expect(t.sync.demoNotice({ portal: 'running', mailbox: 'running' })).toBeNull();
  expect(t.sync.demoNotice({ portal: 'restarting', mailbox: 'running' })).toBe(
    'The demo portal stopped and is being started again.',
  );
  expect(t.sync.demoNotice({ portal: 'restarting', mailbox: 'given-up' })).toBe(
    'The demo portal stopped and is being started again. The demo mailbox keeps stopping: close Reslot and open it again. What you decided is kept.',
  );
});
