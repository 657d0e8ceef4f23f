import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** The size the desk is made for; pictures of it carry no size in their names. */
export const USUAL: Size = { width: 1280, height: 800 };
const SMALL: Size = { width: 1024, height: 700 };
const LARGE: Size = { width: 2560, height: 1440 };

/** Takes pictures of one page into a directory. */
export class Camera {
  readonly page: Page;
  readonly #directory: string;

  constructor(page: Page, directory: string) {
    this.page = page;
    this.#directory = directory;
  }

  /** Writes `<name>-light.png` and `<name>-dark.png` of what is shown. */
  async take(name: string): Promise<void> {
    // What is shown while something is being read is no picture of its own.
    await expect(this.page.getByRole('progressbar')).toHaveCount(0);
    // What has come into being at once may still be fading in.
    await this.page.evaluate(() => document.fonts.ready);
    await this.#frames();
    for (const colorScheme of ['light', 'dark'] as const) {
      await this.page.emulateMedia({ colorScheme });
      await this.#frames();
      await this.page.screenshot({
        path: join(this.#directory, `${name}-${colorScheme}.png`),
        animations: 'disabled',
      });
    }
    await this.page.emulateMedia({ colorScheme: 'light' });
  }

  /** The same also in a small and in a large window. */
  async takeInEverySize(name: string): Promise<void> {
    await this.take(name);
    for (const size of [SMALL, LARGE]) {
      await this.page.setViewportSize(size);
      await this.take(`${name}-${size.width}x${size.height}`);
    }
    await this.page.setViewportSize(USUAL);
  }

  /** Lets the window draw what it has. */
  async #frames(): Promise<void> {
    await this.page.evaluate(
      () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))),
    );
  }
}
