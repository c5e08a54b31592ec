import { changeChannelTask, listChannelTasks, setSessionKey } from '@yimi/contract/channel-task.ts'
import { implement, type Operation } from '#platform/http/operation.ts'
import type { Services } from '#platform/services.ts'
import { changeTask } from './change-channel-task.ts'
import { listTasks } from './list-channel-tasks.ts'
import { pasteSessionKey } from './paste-session-key.ts'

export { listTasks } from './list-channel-tasks.ts'
export { matrixToday } from './matrix-today.ts'
export { MATRIX_SEALED_PLACES, type OpenSessionKey, openSessionKeys } from './open-session-keys.ts'
export { pushNeeds } from './push-needs.ts'

/** All channels of one broadcast, pushed to or not: what each still needs, keys of this one broadcast, tasks and proofs. */
export function matrixOperations(services: Pick<Services, 'allowPrivate' | 'database'>): Operation[] {
  return [
    implement(listChannelTasks, (context, { params }) => listTasks(context, params.id)),
    implement(setSessionKey, (context, input) => pasteSessionKey(context, services.allowPrivate ?? [], input)),
    implement(changeChannelTask, (context, input) => changeTask(context, services.database, input)),
  ]
}
