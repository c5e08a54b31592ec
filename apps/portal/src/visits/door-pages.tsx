import { NeighboursPage } from './neighbours-page.tsx'
import { ReportsPage } from './reports-page.tsx'
import { VisitsPage } from './visits-page.tsx'

/** Pages of whoever goes from door to door for the station. */
export function DoorPages({ page }: { page: 'visits' | 'neighbours' | 'reports' }) {
  switch (page) {
    case 'visits':
      return <VisitsPage />
    case 'neighbours':
      return <NeighboursPage />
    case 'reports':
      return <ReportsPage />
  }
}
