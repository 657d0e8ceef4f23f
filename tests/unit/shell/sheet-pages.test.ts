import { expect, it } from 'vitest';
import { isAppPage } from '../../../src-main/shell/app-url.ts';
import { createSheetPages } from '../../../src-main/shell/sheet-pages.ts';

it('answers a page’s own address only, as long as it is being printed, and lets it load nothing', async () => {
  const ids = ['id-1', 'id-2'];
  const pages = createSheetPages(() => ids.shift() ?? '');
  const [first, second] = [pages.add('<p>one'), pages.add('<p>two')];
  const answer = pages.respond('GET', first);
  expect(await answer?.text()).toBe('<p>one');
  expect(answer?.headers.get('content-security-policy')).toMatch(
    /^default-src 'none'; style-src 'unsafe-inline';/,
  );
  expect(answer?.headers.get('content-security-policy')).not.toContain('script-src');
  pages.remove(first);
  expect(pages.respond('GET', first)).toBeNull();
  expect(pages.respond('POST', second)).toBeNull();
  expect(pages.respond('GET', 'reslot://app/index.html')).toBeNull();
  // The window's navigation never leads there.
  expect(isAppPage(second)).toBe(false);
});
