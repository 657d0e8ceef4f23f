import { expect, it } from 'vitest';
import { proxyFromEnvironment } from '../../../scripts/preview/proxy.ts';
import { routesOf } from '../../../src-main/adapters/routes.ts';

it.each([
  ['', [null]],
  ['DIRECT', [null]],
  ['PROXY proxy.clinic.example:3128', ['http://proxy.clinic.example:3128/']],
  ['HTTPS proxy.clinic.example:443; DIRECT', ['https://proxy.clinic.example/', null]],
  ['PROXY a:80;PROXY b:8080 ;  direct', ['http://a/', 'http://b:8080/', null]],
  ['PROXY a:80; PROXY a:80', ['http://a/']],
  ['PROXY [fd00::1]:3128', ['http://[fd00::1]:3128/']],
  ['SOCKS5 a:1080; PROXY b:80', ['http://b/']],
  ['SOCKS a:1080', []],
  ['QUIC a:443', []],
  ['PROXY', []],
])('the routes of %j', (answer, routes) => {
  expect(routesOf(answer)).toEqual(routes);
});

it.each([
  [{}, 'DIRECT'],
  [{ https_proxy: 'http://proxy:3128' }, 'PROXY proxy:3128'],
  [{ HTTPS_PROXY: 'proxy' }, 'PROXY proxy:80'],
  [{ https_proxy: 'https://proxy' }, 'HTTPS proxy:443'],
  [{ all_proxy: 'socks5://proxy' }, 'SOCKS5 proxy:1080'],
  [{ http_proxy: 'http://proxy:3128' }, 'DIRECT'],
  [{ https_proxy: 'proxy', no_proxy: 'a.example, .portal.example' }, 'DIRECT'],
  [{ https_proxy: 'proxy', no_proxy: '*' }, 'DIRECT'],
  [{ https_proxy: 'proxy', no_proxy: 'tal.example' }, 'PROXY proxy:80'],
])('the preview answers as Chromium would: %j', (env, answer) => {
  expect(proxyFromEnvironment('https://fhir.portal.example/fhir', env)).toBe(answer);
  expect(proxyFromEnvironment('https://127.0.0.1:8443/fhir', env)).toBe('DIRECT');
});
