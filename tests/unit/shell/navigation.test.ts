import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { confineEveryPage, mayNavigate } from '../../../src-main/shell/navigation.ts';

describe('mayNavigate', () => {
  it('lets the window show our page and nothing else', () => {
    expect(mayNavigate('reslot://app/index.html', true)).toBe(true);
    expect(mayNavigate('reslot://app/index.html#history', true)).toBe(true);
    for (const address of [
      'https://example.com/',
      'http://127.0.0.1:8080/',
      'file:///etc/passwd',
      'javascript:alert(1)',
      'data:text/html,x',
      'about:blank',
      'reslot://app/assets/index.js',
      'reslot://elsewhere/index.html',
    ]) {
      expect([address, mayNavigate(address, true)]).toEqual([address, false]);
    }
  });

  it('lets a frame show only what the page wrote into it', () => {
    expect(mayNavigate('about:srcdoc', false)).toBe(true);
    expect(mayNavigate('https://example.com/', false)).toBe(false);
    expect(mayNavigate('reslot://app/index.html', false)).toBe(false);
  });
});

describe('confineEveryPage', () => {
  /** What Electron makes with a window, as far as it matters here. */
  class Contents extends EventEmitter {
    opens: (() => { action: string }) | null = null;
    setWindowOpenHandler(handler: () => { action: string }): void {
      this.opens = handler;
    }
    /** Whether it goes there. */
    goes(event: string, details: object): boolean {
      let prevented = false;
      this.emit(event, {
        ...details,
        preventDefault: () => {
          prevented = true;
        },
      });
      return !prevented;
    }
  }

  it('holds every page from the moment it is made, whoever made it', () => {
    const app = new EventEmitter();
    confineEveryPage(app as never);
    for (const contents of [new Contents(), new Contents()]) {
      app.emit('web-contents-created', {}, contents);
      for (const event of ['will-frame-navigate', 'will-redirect']) {
        expect(contents.goes(event, { url: 'https://example.com/', isMainFrame: true })).toBe(false);
        expect(contents.goes(event, { url: 'reslot://app/index.html', isMainFrame: true })).toBe(true);
      }
      expect(contents.goes('will-attach-webview', {})).toBe(false);
      expect(contents.opens?.()).toEqual({ action: 'deny' });
    }
  });
});
