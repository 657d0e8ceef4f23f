/**
 * Loaded into Electron's own download (`node --import`), which gets its file by `fetch`: tells the script that started it
 * how far it is, gives up where nothing comes, and looks first for what has been downloaded before.
 */
import { createReadStream, readFileSync, statSync } from 'node:fs';
import { Readable } from 'node:stream';
import { cachedCopy } from './electron-cache.mjs';

const own = new URL(import.meta.url).searchParams;
const answerMs = Number(own.get('answer-ms'));
const stallMs = Number(own.get('stall-ms'));
const checksums = JSON.parse(readFileSync(own.get('checksums'), 'utf8'));
/** The percent changes no sooner. */
const REPORT_MS = 250;

const real = globalThis.fetch;

globalThis.fetch = async (resource, options) => {
  const url = new URL(resource);
  const name = decodeURIComponent(url.pathname.split('/').at(-1));
  const copy = await cachedCopy(name, checksums[name], process.env);
  if (copy)
    return new Response(Readable.toWeb(createReadStream(copy)), {
      headers: { 'content-length': String(statSync(copy).size) },
    });

  const silence = new AbortController();
  const wait = (ms, sentence) => setTimeout(() => tell({ failed: sentence }).then(() => silence.abort()), ms);
  const stalls = () => wait(stallMs, `${url.host} stopped sending it`);
  const unreachable = (why) => `${url.host} cannot be reached${throughProxy(url)} (${why})`;
  let timer = wait(answerMs, unreachable('no answer'));
  try {
    const response = await real(url, { ...options, signal: silence.signal });
    if (!response.ok) await tell({ failed: `${url.host} answered ${response.status}` });
    const total = Number(response.headers.get('content-length')) || null;
    let received = 0;
    let told = 0;
    const counted = new TransformStream({
      transform(chunk, controller) {
        clearTimeout(timer);
        timer = stalls();
        received += chunk.length;
        if (performance.now() - told >= REPORT_MS) {
          told = performance.now();
          void tell({ received, total });
        }
        controller.enqueue(chunk);
      },
      flush: () => clearTimeout(timer),
    });
    clearTimeout(timer);
    timer = stalls();
    return new Response(response.body?.pipeThrough(counted), response);
  } catch (error) {
    clearTimeout(timer);
    if (!silence.signal.aborted) await tell({ failed: unreachable(error.cause?.code ?? error.message) });
    throw error;
  }
};

/** Without what stands before its host, which may be a password. */
function throughProxy({ protocol }) {
  const { http_proxy = '', https_proxy = '' } = process.env;
  const proxy = protocol === 'https:' ? https_proxy : http_proxy;
  return proxy ? ` through the proxy ${new URL(proxy).host}` : '';
}

/** Resolves once it is said: the download ends at once when it has failed. */
function tell(message) {
  return new Promise((resolve) => process.send?.(message, resolve) ?? resolve());
}
