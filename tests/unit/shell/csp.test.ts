import { describe, expect, it } from 'vitest';
import { contentSecurityPolicy, withNonce } from '../../../src-main/shell/csp.ts';

function directives(policy: string): Map<string, string[]> {
  return new Map(
    policy.split('; ').map((directive) => {
      const [name = '', ...values] = directive.split(' ');
      return [name, values] as const;
    }),
  );
}

describe('contentSecurityPolicy', () => {
  const policy = directives(contentSecurityPolicy('abc'));

  it('runs scripts of our own only, never inline and never evaluated', () => {
    expect(policy.get('script-src')).toEqual(["'self'"]);
    expect(policy.get('default-src')).toEqual(["'none'"]);
    expect(contentSecurityPolicy('abc')).not.toContain('unsafe-eval');
  });

  it('takes style elements by nonce only; inline is for attributes', () => {
    expect(policy.get('style-src')).toEqual(["'self'", "'nonce-abc'"]);
    expect(policy.get('style-src-attr')).toEqual(["'unsafe-inline'"]);
  });

  it('makes documents of text in one place only', () => {
    expect(policy.get('require-trusted-types-for')).toEqual(["'script'"]);
    expect(policy.get('trusted-types')).toEqual(['reslot-document']);
  });

  it('talks to nobody but its own origin', () => {
    expect(policy.get('connect-src')).toEqual(["'self'"]);
    expect(policy.get('img-src')).toEqual(["'self'", 'data:']);
    for (const name of ['frame-src', 'form-action', 'base-uri', 'object-src', 'frame-ancestors']) {
      expect([name, policy.get(name)]).toEqual([name, ["'none'"]]);
    }
  });
});

describe('withNonce', () => {
  it('fills the nonce in', () => {
    expect(withNonce('<meta nonce="__CSP_NONCE__">', 'xyz')).toBe('<meta nonce="xyz">');
  });

  it('refuses a page without room for it', () => {
    expect(() => withNonce('<html></html>', 'xyz')).toThrow('no place for the CSP nonce');
  });
});
