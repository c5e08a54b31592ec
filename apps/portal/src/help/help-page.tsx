import { AskPage } from '../ask/ask-page.tsx'
import { CardPage } from '../ask/card-page.tsx'
import { KioskPage } from '../ask/kiosk-page.tsx'
import { OrderPage } from '../orders/order-page.tsx'
import { OrdersPage } from '../orders/orders-page.tsx'
import type { Place } from '../routing/place.ts'
import { TaskPage } from '../tasks/task-page.tsx'
import { TasksPage } from '../tasks/tasks-page.tsx'

type HelpPlace = Extract<Place, { page: 'ask' | 'card' | 'kiosk' | 'orders' | 'order' | 'tasks' | 'task' }>

/** Asking for help and giving it. */
export function HelpPage({ place }: { place: HelpPlace }) {
  switch (place.page) {
    case 'ask':
      return <AskPage />
    case 'card':
      return <CardPage token={place.token} />
    case 'kiosk':
      return <KioskPage />
    case 'orders':
      return <OrdersPage />
    case 'order':
      return <OrderPage id={place.id} />
    case 'tasks':
      return <TasksPage />
    case 'task':
      return <TaskPage id={place.id} />
  }
}
