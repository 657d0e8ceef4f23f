/** What `import … from 'electron'` gives the built main bundle in the preview. */
import { currentStandIn } from './current.ts';

export const {
  app,
  BrowserWindow,
  ipcMain,
  protocol,
  session,
  Menu,
  Notification,
  safeStorage,
  dialog,
  shell,
  powerMonitor,
  screen,
  nativeTheme,
  nativeImage,
} = currentStandIn().exports;
