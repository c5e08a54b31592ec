/**
 * The three functions of reflect-metadata that the dependency container below `@peculiar/x509` asks for when it is loaded. They
 * keep facts beside classes; nobody else here uses them.
 */
const facts = new WeakMap<object, Map<unknown, unknown>>()

function ownFact(key: unknown, target: object): unknown {
  return facts.get(target)?.get(key)
}

function fact(key: unknown, target: object): unknown {
  for (let at: object | null = target; at; at = Object.getPrototypeOf(at)) {
    if (facts.get(at)?.has(key)) return ownFact(key, at)
  }
  return undefined
}

function keepFact(key: unknown, value: unknown, target: object): void {
  const kept = facts.get(target) ?? new Map<unknown, unknown>()
  facts.set(target, kept.set(key, value))
}

/** To be called before `@peculiar/x509` is imported; leaves a real reflect-metadata alone. */
export function provideMetadataRegistry(): void {
  if ('getMetadata' in Reflect) return
  Object.assign(Reflect, { getMetadata: fact, getOwnMetadata: ownFact, defineMetadata: keepFact })
}
