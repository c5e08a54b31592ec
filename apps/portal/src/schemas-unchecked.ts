/**
 * Stands in for `zod` in the built portal. The contract's routes are declared with zod, but here only their method, path
 * and type are used: the library would be a quarter of the first load and the longest task of an old phone's start.
 * Each builder answers the same inert schema. `safeParse` takes any object with the fields of a problem document, the one
 * thing that the client checks; whatever else would check is refused, so that nobody relies on it.
 */
type Inert = ((...args: readonly unknown[]) => Inert) & { readonly [name: string]: unknown }

const CHECKS = /^(parse|safeParseAsync|spa|encode|decode|safeEncode|safeDecode|check)/

export const z: Inert = new Proxy<Inert>((() => z) as Inert, {
  get(_target, name) {
    if (name === 'safeParse') return takeProblem
    if (typeof name === 'string' && CHECKS.test(name))
      throw new TypeError(`the portal has no schemas at run time: ${name} cannot check`)
    return z
  },
})

function takeProblem(value: unknown): { success: true; data: unknown } | { success: false } {
  const isProblem =
    typeof value === 'object' &&
    value !== null &&
    'title' in value &&
    typeof value.title === 'string' &&
    'status' in value &&
    'code' in value
  return isProblem ? { success: true, data: value } : { success: false }
}
