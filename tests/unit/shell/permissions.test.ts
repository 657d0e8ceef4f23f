import type { Session } from 'electron';
import { expect, it } from 'vitest';
import { denyPermissions } from '../../../src-main/shell/permissions.ts';

type Handlers = Parameters<typeof denyPermissions>[0];
type Request = NonNullable<Parameters<Session['setPermissionRequestHandler']>[0]>;
type Check = NonNullable<Parameters<Session['setPermissionCheckHandler']>[0]>;
type Device = NonNullable<Parameters<Session['setDevicePermissionHandler']>[0]>;

it('denies every permission, however it is asked for', () => {
  let request: Request | null = null;
  let check: Check | null = null;
  let device: Device | null = null;
  const session: Handlers = {
    setPermissionRequestHandler: (handler) => {
      request = handler;
    },
    setPermissionCheckHandler: (handler) => {
      check = handler;
    },
    setDevicePermissionHandler: (handler) => {
      device = handler;
    },
  };
  denyPermissions(session);

  for (const permission of [
    'media',
    'geolocation',
    'notifications',
    'clipboard-read',
    'openExternal',
    'usb',
  ] as const) {
    const answers: boolean[] = [];
    (request as Request | null)?.(
      {} as Parameters<Request>[0],
      permission,
      (granted) => answers.push(granted),
      {} as Parameters<Request>[3],
    );
    expect([permission, answers]).toEqual([permission, [false]]);
    expect((check as Check | null)?.(null, permission, 'reslot://app', { isMainFrame: true })).toBe(false);
  }
  expect((device as Device | null)?.({} as Parameters<Device>[0])).toBe(false);
});
