import { z } from 'zod'
import type { Action } from '#domain/access.ts'

/**
 * What an endpoint is: who may call it (`action`, a row of the access table), what it accepts, what it returns and
 * what it may refuse, each refusal with its French sentence. `kind` fixes the life of the request:
 * - `query`: reads, in a read-only transaction;
 * - `command`: changes, once per idempotency key;
 * - `upload`: a command that carries one file, as the raw body;
 * - `download`: a query that answers with a file.
 */
export type EndpointKind = 'query' | 'command' | 'upload' | 'download'

export type Endpoint<
  K extends EndpointKind = EndpointKind,
  I extends z.ZodType = z.ZodType,
  O extends z.ZodType = z.ZodType,
  R extends string = string,
> = {
  kind: K
  /** `capability.verb`, as in `/api/arrears.listWorklist`; given by `capability()`. */
  name: string
  action: Action
  /** One French sentence for the API's readable page. */
  summary: string
  input: I
  output: O
  refusals: Readonly<Record<R, string>>
  /**
   * What reading it leaves in the journal: of a household, by the framework (the input then holds `householdId`); of a
   * request received, by its use case.
   */
  journal?: 'household-opened' | 'log-read' | 'referral-opened'
  /** The largest file an upload accepts; by default, the house's limit. */
  uploadLimitBytes?: number
  /** Fields of the answer told once: the receipt of the command keeps null in their place. */
  secrets?: readonly string[]
}

type Declared<K extends EndpointKind, I extends z.ZodType, O extends z.ZodType, R extends string> = Omit<
  Endpoint<K, I, O, R>,
  'kind' | 'name' | 'refusals'
> & { refusals?: Readonly<Record<R, string>> }

const declare =
  <K extends EndpointKind>(kind: K) =>
  <I extends z.ZodType, O extends z.ZodType, R extends string = never>(
    declared: Declared<K, I, O, R>,
  ): Endpoint<K, I, O, R> => ({
    ...declared,
    kind,
    name: '',
    refusals: declared.refusals ?? ({} as Record<R, string>),
  })

export const query = declare('query')
export const command = declare('command')
export const upload = declare('upload')

/** A download has no JSON answer: its output is the file itself. */
export const download = <I extends z.ZodType, R extends string = never>(
  declared: Omit<Declared<'download', I, z.ZodUndefined, R>, 'output'>,
): Endpoint<'download', I, z.ZodUndefined, R> => declare('download')({ ...declared, output: z.undefined() })

/** Names the endpoints of a capability after their place. */
export const capability = <T extends Record<string, Endpoint>>(name: string, endpoints: T): T => {
  for (const [verb, endpoint] of Object.entries(endpoints)) endpoint.name = `${name}.${verb}`
  return endpoints
}

export type Input<E extends Endpoint> = z.output<E['input']>
export type Sent<E extends Endpoint> = z.input<E['input']>
export type Output<E extends Endpoint> = z.output<E['output']>
export type RefusalOf<E extends Endpoint> = keyof E['refusals'] & string
