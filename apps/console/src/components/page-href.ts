/** A link that somebody is to be given, with the address of this installation. */
export function fullLink(link: string): string {
  return new URL(link, location.origin).href
}

/** A link as the server names it (`/broadcasts/…`, with or without `#` or `/console/`), as an address of this app. */
export function pageHref(link: string): string {
  const path = link.replace(/^\/console/, '').replace(/^\/?#/, '')
  return `#${path.startsWith('/') ? path : `/${path}`}`
}
