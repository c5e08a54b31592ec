import { createRootRoute } from '@tanstack/react-router'
import { NotFound } from './page-faults.tsx'
import { Shell } from './shell.tsx'

/** What every page stands in. */
export const root = createRootRoute({ component: Shell, notFoundComponent: NotFound })
