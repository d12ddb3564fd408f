import { addAppointment } from '#server/casework/add-appointment.ts'
import { addTask } from '#server/casework/add-task.ts'
import { cancelAppointment } from '#server/casework/cancel-appointment.ts'
import { changeAppointment } from '#server/casework/change-appointment.ts'
import { changeTask } from '#server/casework/change-task.ts'
import { closeTask } from '#server/casework/close-task.ts'
import { correctEntry } from '#server/casework/correct-entry.ts'
import { exportLog } from '#server/casework/export-log.ts'
import { getFeed } from '#server/casework/get-feed.ts'
import { listAppointments } from '#server/casework/list-appointments.ts'
import { listEntryVersions } from '#server/casework/list-entry-versions.ts'
import { listLog } from '#server/casework/list-log.ts'
import { listTasks } from '#server/casework/list-tasks.ts'
import { postponeTask } from '#server/casework/postpone-task.ts'
import { renewFeed } from '#server/casework/renew-feed.ts'
import { reopenTask } from '#server/casework/reopen-task.ts'
import { setFeedDetail } from '#server/casework/set-feed-detail.ts'
import { stopFeed } from '#server/casework/stop-feed.ts'
import { withdrawEntry } from '#server/casework/withdraw-entry.ts'
import { writeContact } from '#server/casework/write-contact.ts'
import { writeNote } from '#server/casework/write-note.ts'
import { addDocument } from '#server/documents/add-document.ts'
import { changeDocument } from '#server/documents/change-document.ts'
import { listDocuments } from '#server/documents/list-documents.ts'
import { openDocument } from '#server/documents/open-document.ts'
import { removeDocument } from '#server/documents/remove-document.ts'
import { openDay } from '#server/my-day/open-day.ts'

export const caseworkUseCases = [
  listLog,
  exportLog,
  writeContact,
  writeNote,
  correctEntry,
  withdrawEntry,
  listEntryVersions,
  listTasks,
  addTask,
  changeTask,
  postponeTask,
  closeTask,
  reopenTask,
  listAppointments,
  addAppointment,
  changeAppointment,
  cancelAppointment,
  getFeed,
  renewFeed,
  setFeedDetail,
  stopFeed,
  listDocuments,
  addDocument,
  openDocument,
  changeDocument,
  removeDocument,
  openDay,
]
