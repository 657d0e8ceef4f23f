import { describe, expect, it } from 'vitest';
import { mayOpenOutside } from '../../../src-main/shell/link-door.ts';

const DEMO = ['http://127.0.0.1:4101', 'http://127.0.0.1:4102'];

describe('mayOpenOutside', () => {
  it.each([
    'https://portal.example.org/requests/1',
    'https://portal.example.org:8443/',
    'http://127.0.0.1:4101/patients/7',
    'http://127.0.0.1:4102/',
  ])('opens %s', (address) => {
    expect(mayOpenOutside(address, DEMO)).toBe(true);
  });

  it.each([
    'http://portal.example.org/',
    'http://127.0.0.1:4103/',
    'http://localhost:4101/',
    'https://127.0.0.1/',
    'https://2130706433/',
    'https://[::1]/',
    'https://localhost/',
    'https://printer.local/',
    'https://db.internal/',
    'https://intranet/',
    'https://user:secret@portal.example.org/',
    'http://user@127.0.0.1:4101/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'data:text/html,x',
    'mailto:a@example.org',
    'tel:+1',
    'ms-settings:',
    'smb://server/share',
    'reslot://app/index.html',
    'https:///x',
    'nonsense',
    '',
    `https://portal.example.org/${'a'.repeat(2000)}`,
  ])('refuses %s', (address) => {
    expect(mayOpenOutside(address, DEMO)).toBe(false);
  });
});
