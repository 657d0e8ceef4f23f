import { type Browser, chromium, type Page } from '@playwright/test';
import { findChromium } from '../../scripts/lib/chromium.mjs';

const WARM_UP = 2;
const ROUNDS = 9;

declare global {
  interface Window {
    /** How long it took, on the page's own clock. */
    usable: Promise<number>;
  }
}

/** A browser as the tests have it. */
export function launch(): Promise<Browser> {
  const executablePath = findChromium();
  return chromium.launch({
    ...(executablePath === null ? {} : { executablePath }),
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  });
}

/**
 * Loads pages anew and anew, turn by turn, so that whatever else the machine does hits all alike; gives for each how long it took until
 * the first thing that can be read was drawn, in milliseconds.
 */
export async function measureReloads(
  browser: Browser,
  urls: readonly string[],
): Promise<readonly { readonly page: Page; readonly times: readonly number[] }[]> {
  const pages = await Promise.all(
    urls.map(async (url) => {
      const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
      await page.addInitScript(watch);
      await page.goto(url);
      return { page, times: [] as number[] };
    }),
  );
  for (let round = -WARM_UP; round < ROUNDS; round += 1)
    for (const { page, times } of pages) {
      await page.reload();
      const took = await page.evaluate(() => window.usable);
      if (round >= 0) times.push(took);
    }
  return pages;
}

/** Runs in the page, before its scripts: waits for the first thing that can be read to have been drawn. */
function watch(): void {
  window.usable = new Promise((resolve) => {
    const observer = new MutationObserver(() => {
      if (document.querySelector('article') === null) return;
      observer.disconnect();
      requestAnimationFrame(() => setTimeout(() => resolve(performance.now())));
    });
    observer.observe(document, { childList: true, subtree: true });
  });
}
