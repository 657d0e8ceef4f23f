// The renderer's side of the stand-in: runs in the page before everything else, as a preload script does in Electron.
import { decode, encode } from './wire.js';

// The token was for this one address; the cookie stands in for it from here on.
const address = new URL(location.href);
address.searchParams.delete('token');
history.replaceState(history.state, '', address);

const calls = new Map();
const listeners = new Map();
let lastCall = 0;
let accelerators = [];
const waiting = [];
const socket = new WebSocket(`ws://${location.host}/__preview/ipc`);

function post(message) {
  const text = encode(message);
  if (socket.readyState === WebSocket.CONNECTING) waiting.push(text);
  else if (socket.readyState === WebSocket.OPEN) socket.send(text);
  else throw new Error('The desk has stopped');
}

socket.addEventListener('open', () => {
  for (const text of waiting.splice(0)) socket.send(text);
  post({ type: 'focus', focused: document.hasFocus() });
});

socket.addEventListener('message', ({ data }) => {
  const message = decode(data);
  if (message.type === 'answer') {
    const call = calls.get(message.id);
    calls.delete(message.id);
    if (message.error === undefined) call?.resolve(message.value);
    else call?.reject(new Error(message.error));
  } else if (message.type === 'event') {
    for (const listener of [...(listeners.get(message.channel) ?? [])]) listener({}, ...message.args);
  } else if (message.type === 'accelerators') {
    accelerators = message.list;
  } else if (message.type === 'open') {
    window.open(message.url, '_blank', 'noopener');
  } else if (message.type === 'error-box') {
    alert(`${message.title}\n\n${message.content}`);
  } else if (message.type === 'ask') {
    post({ type: 'reply', id: message.id, text: prompt(message.message, message.suggestion) });
  } else if (message.type === 'choose') {
    choose(message);
  } else if (message.type === 'reload') {
    location.reload();
  }
});

/** A box of the system's with several buttons. The page is the desk's afterwards. */
function choose({ id, title, message, detail, buttons }) {
  const element = (name, text) => Object.assign(document.createElement(name), { textContent: text });
  const dialog = document.createElement('dialog');
  const heading = element('h1', message);
  dialog.setAttribute('aria-label', title);
  dialog.append(heading, element('p', detail));
  for (const [index, text] of buttons.entries()) {
    const button = element('button', text);
    button.addEventListener('click', () => {
      post({ type: 'reply', id, text: String(index) });
      location.reload();
    });
    dialog.append(button);
  }
  document.body.replaceChildren(dialog);
  dialog.show();
}

let leaving = false;
addEventListener('pagehide', () => {
  leaving = true;
});
/** `server.ts`: the desk has done without this page, which hung when it was to load itself anew. */
const ENDED = 4001;
socket.addEventListener('close', ({ code }) => {
  for (const call of calls.values()) call.reject(new Error('The desk has stopped'));
  calls.clear();
  if (leaving) return;
  if (code === ENDED) {
    location.reload();
    return;
  }
  // In Electron the window would be gone.
  document.title = 'Reslot has stopped';
  document.body.textContent = 'Reslot has stopped. Start it again and open the address it prints.';
});

addEventListener('focus', () => post({ type: 'focus', focused: true }));
addEventListener('blur', () => post({ type: 'focus', focused: false }));

addEventListener(
  'keydown',
  (event) => {
    const pressed = accelerators.find(
      (item) =>
        item.key === event.key.toLowerCase() &&
        item.ctrl === (event.ctrlKey || event.metaKey) &&
        item.alt === event.altKey &&
        item.shift === event.shiftKey,
    );
    if (!pressed) return;
    event.preventDefault();
    post({ type: 'accelerator', id: pressed.id });
  },
  true,
);

const electron = {
  contextBridge: {
    exposeInMainWorld(key, api) {
      Object.defineProperty(window, key, { value: freeze(api), enumerable: true });
    },
  },
  ipcRenderer: {
    invoke(channel, ...args) {
      return new Promise((resolve, reject) => {
        lastCall += 1;
        calls.set(lastCall, { resolve, reject });
        try {
          post({ type: 'invoke', id: lastCall, channel, args });
        } catch (error) {
          calls.delete(lastCall);
          reject(error);
        }
      });
    },
    on(channel, listener) {
      if (!listeners.has(channel)) listeners.set(channel, new Set());
      listeners.get(channel).add(listener);
      return electron.ipcRenderer;
    },
    off(channel, listener) {
      listeners.get(channel)?.delete(listener);
      return electron.ipcRenderer;
    },
  },
};

function freeze(value) {
  if (typeof value === 'object' && value !== null) for (const item of Object.values(value)) freeze(item);
  return Object.freeze(value);
}

function refuseUnknown(name, object) {
  return new Proxy(object, {
    get(target, key) {
      if (key in target || typeof key === 'symbol') return target[key];
      throw new Error(`The preview does not emulate ${name}.${key} of Electron`);
    },
  });
}

/** The `require` of a sandboxed preload script. */
export function require(name) {
  if (name !== 'electron') throw new Error(`The preview's preload cannot require '${name}'`);
  return refuseUnknown('the renderer', {
    contextBridge: refuseUnknown('contextBridge', electron.contextBridge),
    ipcRenderer: refuseUnknown('ipcRenderer', electron.ipcRenderer),
  });
}
