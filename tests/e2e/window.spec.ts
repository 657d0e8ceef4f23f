import { startApp } from '../support/app.ts';
import { expect, test } from '../support/clinic-test.ts';
import { Desk } from '../support/desk.ts';

interface Bridge {
  readonly reslot: {
    invoke(name: string, input: unknown): Promise<unknown>;
    onEvent(listener: (event: unknown) => void): () => void;
  };
}

test('shortcuts of the menu reach the window, and do not reload it', async ({ desk: { page } }) => {
  await page.evaluate(() => {
    const seen: unknown[] = [];
    Object.assign(window, { seen });
    (window as unknown as Bridge).reslot.onEvent((event) => seen.push(event));
  });
  for (const keys of ['F5', 'Control+r', 'Shift+F8', 'Control+,']) await page.keyboard.press(keys);
  await expect
    .poll(() =>
      page.evaluate(() =>
        (window as unknown as { seen: { type: string }[] }).seen.filter(
          (event) => event.type !== 'sync-status' && event.type !== 'changed',
        ),
      ),
    )
    .toEqual([
      { type: 'menu', action: 'refresh' },
      { type: 'menu', action: 'refresh' },
      { type: 'menu', action: 'previous-request' },
      { type: 'show', place: 'settings', requestId: null },
    ]);
  await expect(page.getByRole('heading', { name: 'Practice', exact: true })).toBeVisible();
});

test('the window can be loaded again, and opened twice', async ({ desk: { page }, context }) => {
  await page.reload();
  await expect(page.getByRole('tab', { name: /^Inbox \(/ })).toBeVisible();
  const address = page.url();
  expect(new URL(address).searchParams.has('token')).toBe(false);
  const second = await context.newPage();
  await second.goto(address);
  await expect(second.getByRole('tab', { name: /^Inbox \(/ })).toBeVisible();
});

test("the demo's pages open outside the window, other addresses do not", async ({
  app,
  desk: { page },
  context,
}) => {
  const opened = context.waitForEvent('page');
  await page
    .getByRole('link', { name: 'Demo portal' })
    .or(page.getByRole('button', { name: 'Demo portal' }))
    .click();
  expect(new URL((await opened).url()).origin).toBe(new URL(app.portalUrl).origin);

  const refused = await page.evaluate(
    async (urls) => {
      const { reslot } = window as unknown as Bridge;
      return Promise.all(urls.map((url) => reslot.invoke('links.open', { url })));
    },
    [
      'http://example.com/',
      'file:///etc/passwd',
      'javascript:alert(1)',
      `${app.fhirUrl.replace('http:', 'https:')}`,
    ],
  );
  expect(refused).toEqual(refused.map(() => ({ ok: false, error: { code: 'link-refused' } })));
});

test('the page cannot run, load or reach what is not its own', async ({ app, browser }) => {
  const page = await browser.newPage();
  await new Desk(page).open(app.deskUrl);
  const attempts = await page.evaluate(async (portal) => {
    const loads = (element: HTMLElement): Promise<string> =>
      new Promise((done) => {
        element.onload = () => done('loaded');
        element.onerror = () => done('refused');
        document.head.append(element);
      });
    /** Whether the policy lets text become what runs, or what is shown as a document. */
    const takes = (put: () => void): string => {
      try {
        put();
        return 'taken';
      } catch (error) {
        return (error as Error).name;
      }
    };
    const inline = document.createElement('script');
    document.head.append(inline);
    return {
      inlineText: takes(() => {
        inline.textContent = 'window.inlineRan = true';
      }),
      inline: 'inlineRan' in window,
      markup: takes(() => {
        document.createElement('div').innerHTML = '<b>bold</b>';
      }),
      frame: takes(() => {
        document.createElement('iframe').srcdoc = '<b>bold</b>';
      }),
      policy: takes(() => {
        (
          window as unknown as { trustedTypes: { createPolicy(name: string, rules: object): unknown } }
        ).trustedTypes.createPolicy('mine', {});
      }),
      script: takes(() => {
        document.createElement('script').src = `${portal}script.js`;
      }),
      image: await loads(Object.assign(document.createElement('img'), { src: `${portal}image.png` })),
      fetch: await fetch(portal).then(
        () => 'reached',
        () => 'refused',
      ),
      geolocation: await new Promise((done) => {
        navigator.geolocation.getCurrentPosition(
          () => done('given'),
          () => done('refused'),
        );
      }),
      electron: 'require' in window || 'process' in window,
      bridge: Object.keys((window as unknown as Bridge).reslot).sort(),
    };
  }, app.portalUrl);
  expect(attempts).toEqual({
    inlineText: 'TypeError',
    inline: false,
    markup: 'TypeError',
    frame: 'TypeError',
    policy: 'TypeError',
    script: 'TypeError',
    image: 'refused',
    fetch: 'refused',
    geolocation: 'refused',
    electron: false,
    bridge: ['invoke', 'onEvent'],
  });
  await page.close();
});

test('a command whose name the preload does not know never leaves the page', async ({ desk: { page } }) => {
  const error = await page.evaluate(() =>
    (window as unknown as Bridge).reslot.invoke('db.drop', {}).then(
      () => 'answered',
      (reason: unknown) => String(reason),
    ),
  );
  expect(error).toBe('Error: No such command: db.drop');
});

test('a window whose program has ended says so', async ({ page }) => {
  const app = await startApp();
  await new Desk(page).open(app.deskUrl);
  await app.kill('SIGTERM');
  await expect(page.getByText('Reslot has stopped.')).toBeVisible();
  await app.dispose();
});

test('the desk opens while the key store asks somebody who does not answer, and Settings say so', async ({
  page,
}) => {
  const app = await startApp({ system: ['--preview-key-store=pending'] });
  const desk = new Desk(page);
  await desk.open(app.deskUrl);
  const panel = await desk.openSettings('Portal connection');
  await panel.getByRole('radio', { name: 'FHIR server' }).check();
  await panel.getByRole('combobox', { name: 'Sign-in' }).selectOption('Bearer token');
  await expect(panel.getByRole('note')).toContainText('This computer’s key store has not answered');
  await expect(panel.getByLabel('Bearer token')).toBeDisabled();
  await app.dispose();
});

test('Alt with a key that the window takes leaves the menu bar alone', async ({ desk }) => {
  const { page } = desk;
  await page.evaluate(() => {
    const taken: boolean[] = [];
    Object.assign(window, { taken });
    window.addEventListener('keyup', (event) => {
      if (event.key === 'Alt') taken.push(event.defaultPrevented);
    });
  });
  const { keyboard } = page;
  await keyboard.press('Control+3');
  const shown = (name: string) => desk.panel('Day').getByRole('heading', { level: 2, name });
  await expect(shown('Monday, November 16, 2026')).toBeVisible();
  await keyboard.press('Alt+PageDown');
  await expect(shown('Tuesday, November 17, 2026')).toBeVisible();
  await keyboard.press('Alt');
  await keyboard.press('Alt+x');
  expect(await page.evaluate(() => (window as unknown as { taken: boolean[] }).taken)).toEqual([
    true,
    false,
    false,
  ]);
});
