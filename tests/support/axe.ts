import { expect, type Page } from '@playwright/test';
import axe from 'axe-core';
import type { Desk } from './desk.ts';

declare global {
  interface Window {
    readonly axe?: typeof axe;
  }
}

/** Beside the light scheme, in which everything is looked at. */
const OTHER_SCHEMES = [
  { scheme: 'dark', colorScheme: 'dark', contrast: 'no-preference' },
  { scheme: 'contrastLight', colorScheme: 'light', contrast: 'more' },
  { scheme: 'contrastDark', colorScheme: 'dark', contrast: 'more' },
] as const;

/**
 * What axe finds wrong with the page as it stands, in a line each; with its colours in the dark and in high contrast, too.
 * Frames are left out: the previews in them run no scripts, so axe would wait for ever for their answer.
 */
export async function violations({ page }: Pick<Desk, 'page'>): Promise<string[]> {
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  await expect(page.locator('html')).toHaveAttribute('data-scheme', 'light');
  await page.evaluate(coloursStand);
  if (await page.evaluate(() => window.axe === undefined)) await page.evaluate(axe.source);
  const lines = await page.evaluate(findings, null);
  for (const { scheme, ...media } of OTHER_SCHEMES) {
    await page.emulateMedia(media);
    await expect(page.locator('html')).toHaveAttribute('data-scheme', scheme);
    await page.evaluate(coloursStand);
    // The same page, the same names and roles: only its colours are others.
    const pale = await page.evaluate(findings, 'color-contrast');
    lines.push(...pale.map((line) => `${scheme}: ${line}`));
  }
  await page.emulateMedia({ colorScheme: null, contrast: null, reducedMotion: null });
  return lines;
}

/** The same of a page of the demo's servers, in the light and in the dark. */
export async function pageViolations(page: Page): Promise<string[]> {
  const lines: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.evaluate(coloursStand);
    if (await page.evaluate(() => window.axe === undefined)) await page.evaluate(axe.source);
    lines.push(...(await page.evaluate(findings, null)).map((line) => `${colorScheme}: ${line}`));
  }
  await page.emulateMedia({ colorScheme: null });
  return lines;
}

/**
 * In the page: resolves when no colour is on its way to another any more. However short its way, it takes a frame, and what inherits
 * it sets out only then: one level of the page after the other.
 */
async function coloursStand(): Promise<void> {
  for (;;) {
    await new Promise(requestAnimationFrame);
    await new Promise(requestAnimationFrame);
    const passing = document
      .getAnimations()
      .filter((one) => one.effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY);
    if (passing.length === 0) return;
    await Promise.allSettled(passing.map(({ finished }) => finished));
  }
}

/** In the page: what breaks one rule, or any. */
async function findings(rule: string | null): Promise<string[]> {
  if (window.axe === undefined) throw new Error('There is no axe in the page');
  const { violations: found } = await window.axe.run({
    iframes: false,
    // Of what is well nothing is written down.
    resultTypes: ['violations'],
    ...(rule === null ? {} : { runOnly: [rule] }),
  });
  return found.flatMap(({ id, help, nodes }) =>
    nodes.map(({ html, any }) => `${id}: ${help}: ${html.slice(0, 200)} ${any[0]?.message ?? ''}`),
  );
}
