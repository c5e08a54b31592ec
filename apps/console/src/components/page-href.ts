/** A link as the server names it (`/broadcasts/…`, with or without `#` or `/console/`), as an address of this app. */
export function pageHref(link: string): string {
  const path = link.replace(/^\/console/, '').replace(/^\/?#/, '')
  return `#${path.startsWith('/') ? path : `/${path}`}`
}
