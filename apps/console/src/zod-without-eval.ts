// The content security policy forbids code from text; zod must not even try it. Read before any schema is used.
const config: object = { jitless: true }
Object.assign(globalThis, { __zod_globalConfig: config })

export const zodWithoutEval = config
