import { expect } from '@playwright/test';
import axe from 'axe-core';
import type { Desk } from './desk.ts';

declare global {
  interface Window {
    readonly axe: typeof axe;
  }
}

/**
 * What axe finds wrong with the page as it stands, in a line each; with its colours in high contrast, too. Frames are left
 * out: the previews in them run no scripts, so axe would wait for ever for their answer.
 */
export async function violations({ page }: Pick<Desk, 'page'>): Promise<string[]> {
  await page.evaluate(axe.source);
  const lines = await page.evaluate(findings, null);
  // The same page, the same names and roles: only its colours are others.
  await page.emulateMedia({ contrast: 'more' });
  await expect(page.locator('html')).toHaveAttribute('data-scheme', /^contrast/);
  const pale = await page.evaluate(findings, 'color-contrast');
  await page.emulateMedia({ contrast: 'no-preference' });
  return [...lines, ...pale.map((line) => `high contrast: ${line}`)];
}

/** In the page: what breaks one rule, or any. */
async function findings(rule: string | null): Promise<string[]> {
  const { violations: found } = await window.axe.run({
    iframes: false,
    ...(rule === null ? {} : { runOnly: [rule] }),
  });
  return found.flatMap(({ id, help, nodes }) =>
    nodes.map(({ html, any }) => `${id}: ${help}: ${html.slice(0, 200)} ${any[0]?.message ?? ''}`),
  );
}
