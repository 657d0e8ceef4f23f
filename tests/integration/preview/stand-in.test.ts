import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { START_AGAIN } from '../../../scripts/lib/start-again.mjs';
import { runOnStandIn, STAND_IN } from '../../support/stand-in-program.ts';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'reslot-stand-in-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const run = (program: string) => runOnStandIn(directory, program);

describe('what the stand-in does not emulate', () => {
  it.each([
    ['app.getGPUInfo', "import { app } from 'electron'; app.getGPUInfo('basic');"],
    ['app.getPath', "import { app } from 'electron'; app.getPath('pictures');"],
    ['the event', "import { app } from 'electron'; app.on('login', () => {});"],
    [
      'BrowserWindow.setKiosk',
      "import { BrowserWindow } from 'electron'; new BrowserWindow().setKiosk(true);",
    ],
    [
      'webContents.executeJavaScript',
      "import { BrowserWindow } from 'electron'; new BrowserWindow().webContents.executeJavaScript('1');",
    ],
    [
      "the window option 'frame'",
      "import { BrowserWindow } from 'electron'; new BrowserWindow({ frame: false });",
    ],
    [
      'nodeIntegration',
      "import { BrowserWindow } from 'electron'; new BrowserWindow({ webPreferences: { nodeIntegration: true } });",
    ],
    [
      'sandbox',
      "import { BrowserWindow } from 'electron'; new BrowserWindow({ webPreferences: { sandbox: false } });",
    ],
    [
      'a second window',
      "import { BrowserWindow } from 'electron'; new BrowserWindow(); new BrowserWindow();",
    ],
    ['ipcMain.handleOnce', "import { ipcMain } from 'electron'; ipcMain.handleOnce('x', () => 1);"],
    [
      'unregistered scheme',
      "import { protocol } from 'electron'; protocol.handle('other', () => new Response('x'));",
    ],
    [
      'protocol.registerFileProtocol',
      "import { protocol } from 'electron'; protocol.registerFileProtocol('x');",
    ],
    ['session.fromPartition', "import { session } from 'electron'; session.fromPartition('x');"],
    [
      'webRequest',
      "import { session } from 'electron'; session.defaultSession.webRequest.onBeforeRequest(() => {});",
    ],
    [
      'safeStorage.getSelectedStorageBackend',
      "import { safeStorage } from 'electron'; safeStorage.getSelectedStorageBackend();",
    ],
    ['safeStorage.encryptString', "import { safeStorage } from 'electron'; safeStorage.encryptString('x');"],
    [
      "the dialog property 'openFile'",
      "import { dialog } from 'electron'; dialog.showOpenDialog({ properties: ['openFile'] });",
    ],
    ['dialog.showOpenDialog for files', "import { dialog } from 'electron'; dialog.showOpenDialog({});"],
    ['dialog.showMessageBoxSync', "import { dialog } from 'electron'; dialog.showMessageBoxSync({});"],
    [
      "the dialog option 'message'",
      "import { dialog } from 'electron'; dialog.showSaveDialog({ message: 'x' });",
    ],
    [
      'a dialog while no page is open',
      "import { dialog } from 'electron'; dialog.showSaveDialog({ defaultPath: 'x.pdf' });",
    ],
    [
      'a second window with a preload script',
      "import { BrowserWindow } from 'electron'; new BrowserWindow(); new BrowserWindow({ show: false, webPreferences: { preload: '/x.cjs' } });",
    ],
    [
      'BrowserWindow.show',
      "import { BrowserWindow } from 'electron'; new BrowserWindow(); new BrowserWindow({ show: false }).show();",
    ],
    [
      'printToPDF with landscape',
      "import { BrowserWindow } from 'electron'; new BrowserWindow(); new BrowserWindow({ show: false }).webContents.printToPDF({ preferCSSPageSize: true, generateTaggedPDF: true, landscape: true });",
    ],
    [
      'printToPDF with preferCSSPageSize: false',
      "import { BrowserWindow } from 'electron'; new BrowserWindow(); new BrowserWindow({ show: false }).webContents.printToPDF({});",
    ],
    ['shell.trashItem', "import { shell } from 'electron'; shell.trashItem('/x');"],
    ['Notification', "import { Notification } from 'electron'; new Notification({ title: 'x' });"],
    [
      'powerMonitor.getSystemIdleTime',
      "import { powerMonitor } from 'electron'; powerMonitor.getSystemIdleTime();",
    ],
    [
      "the menu item option 'checked'",
      "import { Menu } from 'electron'; Menu.setApplicationMenu(Menu.buildFromTemplate([{ label: 'x', checked: true }]));",
    ],
    ['clipboard', "import { clipboard } from 'electron'; clipboard.readText();"],
    ['nativeImage', "import { nativeImage } from 'electron'; nativeImage.createEmpty();"],
  ])('%s throws', async (name, program) => {
    const { code, output } = await run(program);
    expect(code).toBe(1);
    expect(output).toContain(name);
    expect(output).toMatch(/does not emulate|does not provide an export named/);
  });
});

describe('what it emulates, as Electron does it', () => {
  it('the order of a life, from ready to quit', async () => {
    const { code, output } = await run(`
      import { app } from 'electron';
      for (const event of ['ready', 'before-quit', 'will-quit', 'quit']) app.on(event, () => console.log(event));
      console.log(app.isReady());
      app.whenReady().then(() => { console.log(app.isReady()); app.quit(); });
    `);
    expect([code, output.trim().split('\n')]).toEqual([
      0,
      ['false', 'ready', 'true', 'before-quit', 'will-quit', 'quit'],
    ]);
  });

  it('asked to start again, it ends so that whoever has started it does', async () => {
    const leave = (code: number): Promise<{ code: number | null }> =>
      run(
        `import { app } from 'electron'; app.whenReady().then(() => { app.relaunch(); app.exit(${code}); });`,
      );
    expect((await leave(0)).code).toBe(START_AGAIN);
    expect((await leave(3)).code).toBe(3);
  });

  it('windows closed by quitting are no reason to quit', async () => {
    const { output } = await run(`
      import { app, BrowserWindow } from 'electron';
      for (const event of ['window-all-closed', 'will-quit']) app.on(event, () => console.log(event));
      app.whenReady().then(() => {
        new BrowserWindow().on('closed', () => console.log('closed'));
        app.quit();
      });
    `);
    expect(output.trim().split('\n')).toEqual(['closed', 'will-quit']);
  });

  it('quitting that a listener holds back', async () => {
    const { code, output } = await run(`
      import { app } from 'electron';
      let held = 0;
      app.on('before-quit', () => console.log('before-quit'));
      app.on('will-quit', (event) => {
        held += 1;
        if (held === 1) { event.preventDefault(); setTimeout(() => app.exit(7)); }
      });
      app.whenReady().then(() => app.quit());
    `);
    expect([code, output.trim()]).toEqual([7, 'before-quit']);
  });

  it('secrets, by the asynchronous calls', async () => {
    const { output } = await run(`
      import { app, safeStorage } from 'electron';
      app.setPath('userData', ${JSON.stringify('DIRECTORY')}.replace('DIRECTORY', process.argv.find((a) => a.startsWith('--data-dir=')).slice(11)));
      app.whenReady().then(async () => {
        const sealed = await safeStorage.encryptStringAsync('hunter2');
        console.log(sealed.includes('hunter2'), (await safeStorage.decryptStringAsync(sealed)).result);
        sealed[sealed.length - 1] ^= 1;
        console.log(await safeStorage.decryptStringAsync(sealed).catch(() => 'refused'));
        app.exit(0);
      });
      console.log(await safeStorage.isAsyncEncryptionAvailable());
      console.log(await safeStorage.encryptStringAsync('x').catch(({ message }) => message));
    `);
    expect(output.trim().split('\n')).toEqual([
      'false',
      'safeStorage cannot be used before app is ready',
      'false hunter2',
      'refused',
    ]);
  });

  it('paper of a page in a window that is never shown: a PDF of the size it names, and no printer', async () => {
    const { output } = await run(`
      import { app, BrowserWindow, protocol } from 'electron';
      protocol.registerSchemesAsPrivileged([{ scheme: 'x', privileges: { standard: true, secure: true } }]);
      app.whenReady().then(async () => {
        protocol.handle('x', ({ url }) => url === 'x://page/one'
          ? new Response('<!doctype html><style>@page { size: A4 }</style><p>one')
          : new Response('', { status: 404 }));
        new BrowserWindow();
        const paper = new BrowserWindow({ show: false });
        paper.once('closed', () => console.log('closed'));
        console.log(await paper.loadURL('x://page/two').catch((error) => error.message));
        await paper.loadURL('x://page/one');
        const pdf = await paper.webContents.printToPDF({ preferCSSPageSize: true, generateTaggedPDF: true });
        console.log(pdf.subarray(0, 5).toString('latin1'), /MediaBox \\[0 0 59[45][.\\d]* 84[12][.\\d]*\\]/.test(pdf.toString('latin1')));
        paper.webContents.print({ silent: false }, (success, reason) => {
          console.log(success, reason);
          const { webContents } = paper;
          paper.destroy();
          try { webContents.print({}, () => {}); } catch (error) { console.log(error.message); }
          app.exit(0);
        });
      });
    `);
    expect(output.trim().split('\n')).toEqual([
      "ERR_FAILED (404) loading 'x://page/two'",
      '%PDF- true',
      'false No printers available on the network',
      'closed',
      'Object has been destroyed',
    ]);
  });

  it('a port that is in use: one sentence, exit status 1', async () => {
    const { createServer } = await import('node:net');
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const address = other.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const child = spawn(process.execPath, [STAND_IN, `--preview-port=${port}`], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let output = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
    const code = await new Promise((resolve) => child.on('close', resolve));
    other.close();
    expect([code, output]).toEqual([1, `Port ${port} is in use: choose another one with --port.\n`]);
  });
});
