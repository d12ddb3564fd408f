import { describe, expect, test } from 'vitest'
import { readTrustedProxies, remoteAddress } from '#server/api/remote-address.ts'

const none = readTrustedProxies('')!
const proxies = readTrustedProxies('127.0.0.1, 10.0.0.0/8, fd00::/8')!

describe('who calls', () => {
  test.each([
    ['without a proxy, the header of the caller is ignored', '203.0.113.9', '1.2.3.4', none, '203.0.113.9'],
    ['behind our proxy, the address it was told', '127.0.0.1', '203.0.113.9', proxies, '203.0.113.9'],
    [
      'what the caller forged stands further left',
      '10.1.2.3',
      '1.2.3.4, 203.0.113.9',
      proxies,
      '203.0.113.9',
    ],
    ['several proxies of ours', '127.0.0.1', '203.0.113.9, 10.0.0.7', proxies, '203.0.113.9'],
    ['an IPv4 address written as IPv6', '::ffff:127.0.0.1', '203.0.113.9', proxies, '203.0.113.9'],
    ['an IPv6 proxy', 'fd00::1', '2001:db8::5', proxies, '2001:db8::5'],
    ['nonsense in the header stops at the proxy', '127.0.0.1', 'unknown', proxies, '127.0.0.1'],
    ['a stranger who writes our proxy’s name', '198.51.100.1', '127.0.0.1', proxies, '198.51.100.1'],
    ['no connection at all, as in a test', undefined, '1.2.3.4', none, '0.0.0.0'],
  ])('%s', (_, socket, header, trusted, expected) => {
    expect(remoteAddress(socket, header, trusted)).toBe(expected)
  })

  test.each(['localhost', '10.0.0.0/33', '1.2.3', '::1/200', '10.0.0.0/8/8'])(
    '%s is not an address',
    (text) => {
      expect(readTrustedProxies(text)).toBeUndefined()
    },
  )
})
