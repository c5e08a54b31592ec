// zod tries `new Function` once to see whether it may compile its schemas; under the content security policy that is a
// reported breach. Imported before anything that imports zod.
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } })
