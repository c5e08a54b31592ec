/** Names under which encoders put a key into a query. */
const queryNames = ['key', 'streamkey', 'token', 'secret']
const MAX_CANDIDATES = 12

/**
 * Every text of a publish request that may be the key, most likely first: the stream name, the name without its
 * query, the name with the application's query or as its tail, and the `key=` of any query. All are tried.
 */
export function streamKeyCandidates(app: string, name: string): string[] {
  const candidates = [name, beforeQuery(name), ...queryValues(name), ...queryValues(app)]
  const appPath = beforeQuery(app).replace(/\/+$/, '')
  candidates.push(appPath.slice(appPath.lastIndexOf('/') + 1))
  const distinct = new Set(candidates.filter((candidate) => candidate !== ''))
  return [...distinct].slice(0, MAX_CANDIDATES)
}

function beforeQuery(text: string): string {
  const mark = text.indexOf('?')
  return mark === -1 ? text : text.slice(0, mark)
}

function queryValues(text: string): string[] {
  const mark = text.indexOf('?')
  if (mark === -1) return []
  const query = new URLSearchParams(text.slice(mark + 1))
  return queryNames.flatMap((queryName) => query.getAll(queryName)).slice(0, 4)
}
