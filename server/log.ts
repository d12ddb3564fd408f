import pino from 'pino'

/** No personal data in a log: a line carries an endpoint, a status, a duration, identifiers. ERROR means someone must act. */
export const createLog = (level: string) =>
  pino({
    level,
    base: undefined,
    redact: ['password', 'token', 'authorization', 'cookie', '*.password', '*.token'],
  })

export type Log = pino.Logger
