import { proxyFromEnvironment } from './proxy.ts';
import { NotEmulated, strict } from './strict.ts';

/** The permissions of Electron that browsers know a policy for (W3C Permissions Policy), by the policy's name. */
const POLICIES: Readonly<Record<string, string>> = {
  geolocation: 'geolocation',
  media: 'camera=(), microphone',
  midi: 'midi',
  'display-capture': 'display-capture',
  fullscreen: 'fullscreen',
  hid: 'hid',
  usb: 'usb',
  serial: 'serial',
  'idle-detection': 'idle-detection',
  'screen-wake-lock': 'screen-wake-lock',
  'clipboard-read': 'clipboard-read',
  'clipboard-sanitized-write': 'clipboard-write',
  sensors: 'accelerometer=(), gyroscope=(), magnetometer',
};

type CheckHandler = (contents: null, permission: string, origin: string, details: object) => boolean;

/** The session's handlers. What they deny, the page's `Permissions-Policy` header denies in the browser. */
export function createSession(origin: () => string) {
  let check: CheckHandler | null = null;
  const mustBeFunction = (handler: unknown): void => {
    if (typeof handler !== 'function') throw new NotEmulated('a session without permission handlers');
  };
  return {
    session: strict('session', {
      defaultSession: strict('session.defaultSession', {
        setPermissionCheckHandler: (handler: CheckHandler) => {
          mustBeFunction(handler);
          check = handler;
        },
        setPermissionRequestHandler: mustBeFunction,
        setDevicePermissionHandler: mustBeFunction,
        resolveProxy: async (url: string) => proxyFromEnvironment(url),
      }),
    }),
    headers: (): Readonly<Record<string, string>> => {
      const allowed = check;
      if (!allowed) return {};
      const denied = Object.entries(POLICIES).filter(
        ([permission]) => !allowed(null, permission, origin(), { isMainFrame: true }),
      );
      return { 'Permissions-Policy': denied.map(([, policy]) => `${policy}=()`).join(', ') };
    },
  };
}
