/** Values by which npm says that there is none. */
const NONE = ['', 'null', 'false', 'undefined'];

/**
 * The environment in which Node, and Electron's own download, take the proxy that this computer has: as the variables name
 * it, in capitals or not, or else as npm does for the scripts it runs.
 * @param {NodeJS.ProcessEnv} env
 * @returns {NodeJS.ProcessEnv}
 */
export function proxyEnv(env) {
  const named = (...names) =>
    names.map((name) => env[name]?.trim() ?? '').find((value) => !NONE.includes(value));
  const http = named('http_proxy', 'HTTP_PROXY', 'npm_config_proxy');
  const https = named('https_proxy', 'HTTPS_PROXY', 'npm_config_https_proxy') ?? http;
  if (!http && !https) return env;
  const without = named('no_proxy', 'NO_PROXY', 'npm_config_noproxy', 'npm_config_no_proxy');
  return {
    ...env,
    ...both('http_proxy', http && address(http)),
    ...both('https_proxy', https && address(https)),
    ...both('no_proxy', without?.replace(/\s+/g, ',')),
    NODE_USE_ENV_PROXY: '1',
    ELECTRON_GET_USE_PROXY: '1',
  };
}

/** `proxy.example:3128` is a host to people, and a scheme to a URL parser. */
function address(proxy) {
  return /^[a-z][a-z\d+.-]*:\/\//i.test(proxy) ? proxy : `http://${proxy}`;
}

function both(name, value) {
  return value ? { [name]: value, [name.toUpperCase()]: value } : {};
}
