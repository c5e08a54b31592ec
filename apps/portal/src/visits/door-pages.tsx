import type { Place } from '../routing/place.ts'
import { NeighboursPage } from './neighbours-page.tsx'
import { ReportsPage } from './reports-page.tsx'
import { VisitsPage } from './visits-page.tsx'

type DoorPlace = Extract<Place, { page: 'visits' | 'neighbours' | 'reports' }>

/** Pages of whoever goes from door to door. */
export function DoorPages({ place }: { place: DoorPlace }) {
  switch (place.page) {
    case 'visits':
      return <VisitsPage />
    case 'neighbours':
      return <NeighboursPage />
    case 'reports':
      return <ReportsPage />
  }
}
