import { changeChannelTask, listChannelTasks, setSessionKey } from '@yimi/contract/channel-task.ts'
import { implement, type Operation } from '#platform/http/operation.ts'
import type { Services } from '#platform/services.ts'
import { changeTask } from './change-channel-task.ts'
import { listTasks } from './list-channel-tasks.ts'
import { pasteSessionKey } from './paste-session-key.ts'

export { listTasks } from './list-channel-tasks.ts'
export { hasSessionKey, MATRIX_SEALED_PLACES, type OpenSessionKey, openSessionKeys } from './open-session-keys.ts'

/** All channels of one broadcast, pushed to or not: what each still needs, keys of this one broadcast, tasks and proofs. */
export function matrixOperations(services: Pick<Services, 'allowPrivate'>): Operation[] {
  return [
    implement(listChannelTasks, (context, { params }) => listTasks(context, params.id)),
    implement(setSessionKey, (context, input) => pasteSessionKey(context, services.allowPrivate ?? [], input)),
    implement(changeChannelTask, changeTask),
  ]
}
