import { AxeBuilder } from '@axe-core/playwright';
import { expect } from '@playwright/test';
import type axe from 'axe-core';
import type { Desk } from './desk.ts';

declare global {
  interface Window {
    readonly axe: typeof axe;
  }
}

/** What axe finds wrong with the page as it stands, in a line each; with its colours in high contrast, too. */
export async function violations(desk: Desk): Promise<string[]> {
  const { page } = desk;
  const { violations: found } = await new AxeBuilder({ page }).analyze();
  const lines = found.flatMap(({ id, help, nodes }) =>
    nodes.map(({ html, any }) => `${id}: ${help}: ${html.slice(0, 200)} ${any[0]?.message ?? ''}`),
  );
  // The same page, the same names and roles: only its colours are others.
  await page.emulateMedia({ contrast: 'more' });
  await expect(page.locator('html')).toHaveAttribute('data-scheme', /^contrast/);
  const pale = await page.evaluate(paleWords);
  await page.emulateMedia({ contrast: 'no-preference' });
  return [...lines, ...pale.map((line) => `high contrast: ${line}`)];
}

/** In the page: what axe, which is there already, finds of words that stand out too little. */
async function paleWords(): Promise<string[]> {
  const { violations: found } = await window.axe.run({ runOnly: ['color-contrast'] });
  return found.flatMap(({ id, nodes }) =>
    nodes.map(({ html, any }) => `${id}: ${html.slice(0, 200)} ${any[0]?.message ?? ''}`),
  );
}
