import { NotEmulated, strict } from './strict.ts';

type Handler = (request: Request) => Response | Promise<Response>;

/** `protocol.handle` for one standard scheme; its pages are served over loopback HTTP instead. */
export function createProtocol() {
  const standard = new Set<string>();
  const handlers = new Map<string, Handler>();
  return {
    protocol: strict('protocol', {
      registerSchemesAsPrivileged: (
        schemes: readonly {
          scheme: string;
          privileges?: { standard?: boolean; secure?: boolean; bypassCSP?: boolean };
        }[],
      ) => {
        for (const { scheme, privileges } of schemes) {
          if (!privileges?.standard || !privileges.secure || privileges.bypassCSP) {
            throw new NotEmulated(`a scheme that is not standard and secure (${scheme})`);
          }
          standard.add(scheme);
        }
      },
      handle: (scheme: string, handler: Handler) => {
        if (!standard.has(scheme))
          throw new NotEmulated(`protocol.handle of the unregistered scheme ${scheme}`);
        if (handlers.has(scheme)) throw new Error(`The scheme ${scheme} has a handler already`);
        handlers.set(scheme, handler);
      },
    }),
    /** The answer to a request for `url`; `null` when nobody handles its scheme. */
    respond: async (url: string, method: string): Promise<Response | null> => {
      const handler = handlers.get(new URL(url).protocol.slice(0, -1));
      return handler ? handler(new Request(url, { method })) : null;
    },
  };
}
