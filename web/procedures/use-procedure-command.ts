import { api } from '#web/client.ts'
import type { useApiCommand } from '#web/use-api.ts'
import { useRereadingCommand } from '#web/use-rereading-command.ts'

const reads = [api.procedures.get]

export const useProcedureCommand: typeof useApiCommand = (call, options) =>
  useRereadingCommand(reads, call, options)
