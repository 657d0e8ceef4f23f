import { connect } from 'node:net';
import fc from 'fast-check';
import { anyCharacter } from './any-character.ts';

/** Bytes for an HTTP server as no browser would send them, and as one might. */
export function rawRequest(port: number): fc.Arbitrary<Buffer> {
  const text = fc.string({ unit: anyCharacter, maxLength: 30 });
  const method = fc.oneof(
    fc.constantFrom(
      'GET',
      'HEAD',
      'POST',
      'PUT',
      'DELETE',
      'PATCH',
      'OPTIONS',
      'TRACE',
      'CONNECT',
      'PRI',
      'get',
    ),
    text,
  );
  const target = fc.oneof(
    fc.constantFrom(
      '/',
      '//',
      '///',
      '//evil.example/',
      '/%',
      '/%zz',
      '/%00',
      '/patients/%E0%A4%A',
      '/fhir/%',
      '/fhir//Task',
      '/fhir/Task?_count=%',
      '/fhir/Task?_lastUpdated=',
      '/messages/999999999999',
      '/?to=%',
      '*',
      '',
      '\\',
      '/\\',
      '?',
      'evil.example:80',
      'http://',
      'http://[',
      'http://evil.example/',
      '/..//../',
      '/__preview/ipc',
      '//__preview/ipc',
    ),
    text.map((part) => `/${part}`),
    text,
    fc.nat({ max: 40_000 }).map((length) => `/${'a'.repeat(length)}`),
  );
  const host = fc.oneof(
    { weight: 4, arbitrary: fc.constant(`Host: 127.0.0.1:${port}`) },
    {
      weight: 2,
      arbitrary: fc.constantFrom(
        '',
        'Host:',
        'Host: localhost',
        'Host: 127.0.0.1:99999',
        'Host: [::1]:1',
        'Host: a b',
        'Host: //',
        'Host: evil.example',
      ),
    },
    { weight: 1, arbitrary: text.map((value) => `Host: ${value}`) },
  );
  const header = fc.oneof(
    fc.constantFrom(
      'Connection: upgrade\r\nUpgrade: websocket',
      'Connection: upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: x\r\nSec-WebSocket-Version: 13',
      'Content-Length: 5',
      'Content-Length: -1',
      'Content-Length: 99999999999',
      'Transfer-Encoding: chunked',
      'Expect: 100-continue',
      'Expect: nothing',
      'Content-Type: application/x-www-form-urlencoded',
      'Content-Type: application/fhir+json',
      'If-Match: W/"1"',
      'Origin: null',
      'Cookie: =; ;;reslot-preview=%',
    ),
    fc.tuple(text, text).map(([name, value]) => `${name}: ${value}`),
    fc.nat({ max: 40_000 }).map((length) => `X-Long: ${'b'.repeat(length)}`),
  );
  const body = fc.oneof(
    fc.constant(''),
    fc.constantFrom('hello', '5\r\nhello\r\n', 'zz\r\n', '{"a":', 'answer=%'),
    text,
  );
  const request = fc
    .tuple(
      method,
      target,
      fc.constantFrom('HTTP/1.1', 'HTTP/1.0', 'HTTP/9', ''),
      host,
      fc.array(header, { maxLength: 4 }),
      body,
    )
    .map(([verb, path, version, named, headers, content]) =>
      Buffer.from(
        [`${verb} ${path} ${version}`, named, ...headers, '', content]
          .filter((line, index) => line !== '' || index > 1 + headers.length)
          .join('\r\n'),
      ),
    );
  return fc.oneof(
    { weight: 9, arbitrary: request },
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)) },
  );
}

/**
 * Sends bytes, at once or when the server has greeted; ends politely, or breaks the connection. Resolves when it is over, to
 * what was answered.
 */
export function sendRaw(
  port: number,
  bytes: Uint8Array,
  breaks: boolean,
  when: 'at-once' | 'greeted' = 'at-once',
): Promise<string> {
  return new Promise((resolve) => {
    let answer = '';
    const socket = connect({ host: '127.0.0.1', port });
    const send = (): void => {
      if (breaks) socket.write(bytes, () => socket.resetAndDestroy());
      else socket.end(bytes);
    };
    socket.once(when === 'greeted' ? 'data' : 'connect', send);
    socket.setEncoding('latin1').on('data', (text: string) => {
      answer += text;
    });
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(answer));
  });
}
