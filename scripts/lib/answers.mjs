import { connect } from 'node:net';

const EACH_MS = 10_000;

/**
 * Rejects unless every address answers: the desk's where it is an HTTP address, and those of the demo clinic if there is
 * one.
 */
export async function requireAnswers({ desk, portal, fhir, mailbox, smtp }) {
  const demo = smtp ? [page(portal), page(`${fhir}/metadata`), page(mailbox), greeting(smtp)] : [];
  await Promise.all([...(desk.startsWith('http') ? [page(desk)] : []), ...demo]);
}

async function page(url) {
  const answer = await fetch(url, { signal: AbortSignal.timeout(EACH_MS) });
  await answer.arrayBuffer();
  if (!answer.ok) throw new Error(`${new URL(url).origin} answered ${answer.status}`);
}

/** An SMTP server speaks first (RFC 5321, 4.3.1). */
function greeting({ host, port }) {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port, timeout: EACH_MS });
    socket.setEncoding('utf8');
    socket.once('data', (text) => {
      socket.end('QUIT\r\n');
      if (text.startsWith('220')) resolve();
      else reject(new Error(`The mail server at ${host}:${port} answered ${text.slice(0, 40)}`));
    });
    socket.once('timeout', () =>
      socket.destroy(new Error(`The mail server at ${host}:${port} says nothing`)),
    );
    socket.once('error', reject);
  });
}
