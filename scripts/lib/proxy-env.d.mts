export function proxyEnv(env: Readonly<NodeJS.ProcessEnv>): NodeJS.ProcessEnv;
