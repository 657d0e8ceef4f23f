import { app, powerMonitor } from 'electron';

/** Tells whether the window is in front, and when the machine wakes: its network has very likely changed. */
export function watchForeground(options: {
  readonly setForeground: (foreground: boolean) => void;
  readonly awake: () => void;
}): void {
  app.on('browser-window-focus', () => options.setForeground(true));
  app.on('browser-window-blur', () => options.setForeground(false));
  powerMonitor.on('resume', options.awake);
}
