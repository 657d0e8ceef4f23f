import { describe, expect, it } from 'vitest';
import { mayNavigate } from '../../../src-main/shell/navigation.ts';

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
