import { type Issue, ToldError } from '#web/ui/told-error.ts'

/** The server said no, for one of the reasons the endpoint declares. */
export class Refused<R extends string = string> extends ToldError {
  readonly reason: R
  readonly details: unknown
  constructor(reason: R, message: string, details: unknown) {
    super(message)
    this.reason = reason
    this.details = details
  }
}

/** Something in what was sent is not acceptable: each issue names its field. */
export class Invalid extends ToldError {
  readonly issues: readonly Issue[]
  constructor(message: string, issues: readonly Issue[]) {
    super(message)
    this.issues = issues
  }
}

export class Unauthenticated extends ToldError {}
export class Forbidden extends ToldError {}
/** No answer came: the network, or the server, is away. What was asked may or may not have been done. */
export class Offline extends ToldError {}
/** The server failed, or answered what nobody promised. */
export class Defect extends ToldError {}
export class Cancelled extends ToldError {}

export const offline = () =>
  new Offline('Le serveur ne répond pas. Votre saisie est conservée : vérifiez la connexion, puis réessayez.')

const defectMessage = 'Une erreur est survenue. Rien n’a été enregistré ; vous pouvez réessayer.'

type Told = { message?: unknown; reason?: unknown; details?: unknown; issues?: unknown }

/** The error that an HTTP status and its body tell. */
export const errorOf = (status: number, body: unknown): ToldError => {
  const told: Told = typeof body === 'object' && body !== null ? body : {}
  const message = typeof told.message === 'string' ? told.message : defectMessage
  if (status === 409 && typeof told.reason === 'string')
    return new Refused(told.reason, message, told.details ?? null)
  if (status === 400 || status === 413 || status === 415) return new Invalid(message, readIssues(told.issues))
  if (status === 401) return new Unauthenticated(message)
  if (status === 403) return new Forbidden(message)
  if (status === 429) return new Forbidden('Trop de tentatives. Attendez une minute, puis réessayez.')
  if (status === 502 || status === 503 || status === 504) return offline()
  return new Defect(message)
}

const readIssues = (issues: unknown): Issue[] =>
  Array.isArray(issues)
    ? issues.flatMap((issue: Partial<Issue>) =>
        typeof issue?.message === 'string' ? [{ path: issue.path ?? '', message: issue.message }] : [],
      )
    : []
