import { BlockList, isIP } from 'node:net'
import type { Context } from 'hono'
import type { House } from '#server/house.ts'

export type TrustedProxies = BlockList

/** Undefined when one of the entries is neither an address nor a range. */
export const readTrustedProxies = (text: string): TrustedProxies | undefined => {
  const list = new BlockList()
  for (const entry of text.split(',').map((part) => part.trim())) {
    if (entry === '') continue
    const [address = '', prefix, more] = entry.split('/')
    const version = isIP(address)
    if (version === 0 || more !== undefined) return undefined
    const family = version === 4 ? 'ipv4' : 'ipv6'
    const longest = version === 4 ? 32 : 128
    if (prefix === undefined) list.addAddress(address, family)
    else if (/^\d{1,3}$/.test(prefix) && Number(prefix) <= longest)
      list.addSubnet(address, Number(prefix), family)
    else return undefined
  }
  return list
}

const plain = (address: string): string => address.replace(/^::ffff:(?=\d+\.)/i, '')

const isTrusted = (address: string, trusted: TrustedProxies): boolean => {
  const version = isIP(address)
  return version !== 0 && trusted.check(address, version === 4 ? 'ipv4' : 'ipv6')
}

/**
 * Who calls: the other end of the connection or, when that is a proxy of ours, the last address it was told that is not.
 * What stands further left in `x-forwarded-for` is whatever the caller wrote.
 */
export const remoteAddress = (
  socketAddress: string | undefined,
  forwardedFor: string | undefined,
  trusted: TrustedProxies,
): string => {
  const socket = plain(socketAddress ?? '0.0.0.0')
  const hops = [...(forwardedFor ?? '').split(',').map((hop) => plain(hop.trim())), socket]
  let address = socket
  while (hops.length > 0) {
    const hop = hops.pop() as string
    if (isIP(hop) === 0) break
    address = hop
    if (!isTrusted(hop, trusted)) break
  }
  return address
}

/** The same for a request as the server of Node hands it over. */
export const callerAddress = (c: Context, { config }: Pick<House, 'config'>): string => {
  const incoming = (c.env as { incoming?: { socket?: { remoteAddress?: string } } } | undefined)?.incoming
  return remoteAddress(
    incoming?.socket?.remoteAddress,
    c.req.header('x-forwarded-for'),
    config.trustedProxies,
  )
}
