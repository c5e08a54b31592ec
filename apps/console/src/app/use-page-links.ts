import { useEffect } from 'react'
import { router } from './router.tsx'

/**
 * Plain links to pages (`#/…`) go through the router's history, so that a form with something unsaved is asked first; the
 * browser's own change of the address would be told only afterwards. New tabs and windows stay the browser's.
 */
export function usePageLinks(): void {
  useEffect(() => {
    function follow(event: MouseEvent) {
      if (event.defaultPrevented || event.button !== 0) return
      if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
      const link = event.target instanceof Element ? event.target.closest('a[href^="#/"]:not([target])') : null
      const href = link?.getAttribute('href')
      if (!href) return
      event.preventDefault()
      router.history.push(href.slice(1))
    }
    document.addEventListener('click', follow)
    return () => document.removeEventListener('click', follow)
  }, [])
}
