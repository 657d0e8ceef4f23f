import { app, powerMonitor } from 'electron';

/**
 * Tells whether the window is in front, when the machine wakes (its network has very likely changed), and when somebody has left it: the
 * system was locked (macOS and Windows tell), is put to sleep, or another of its users takes over (macOS).
 */
export function watchForeground(options: {
  readonly setForeground: (foreground: boolean) => void;
  readonly awake: () => void;
  readonly left: () => void;
}): void {
  app.on('browser-window-focus', () => options.setForeground(true));
  app.on('browser-window-blur', () => options.setForeground(false));
  powerMonitor.on('resume', options.awake);
  powerMonitor.on('lock-screen', options.left);
  powerMonitor.on('suspend', options.left);
  powerMonitor.on('user-did-resign-active', options.left);
}
