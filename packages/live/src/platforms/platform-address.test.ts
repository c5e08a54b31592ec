import { expect, test } from 'vitest'
import { AllowList, isForbiddenAddress } from './forbidden-address.ts'
import { checkAddress, parsePlatformAddress, withoutSecrets } from './platform-address.ts'

test.each([
  ['rtmp://h.example/live', 'key', 'live', 'key', 1935],
  ['rtmp://h.example/live/', 'key', 'live', 'key', 1935],
  ['rtmp://h.example/live/key', undefined, 'live', 'key', 1935],
  ['rtmp://h.example/live/key?a=b&c=d/e', '', 'live', 'key?a=b&c=d/e', 1935],
  ['rtmp://h.example/live/', '?streamname=x&key=y==', 'live', '?streamname=x&key=y==', 1935],
  ['rtmp://h.example/live/?streamname=x&key=y', undefined, 'live', '?streamname=x&key=y', 1935],
  ['rtmps://h.example:443/app/instance/key', undefined, 'app/instance', 'key', 443],
  ['rtmps://h.example/app', ' my key ', 'app', 'my key', 443],
  ['RTMP://h.example:19350/app?auth=1', 'key', 'app?auth=1', 'key', 19350],
])('%s with key %j', (server, key, app, name, port) => {
  expect(parsePlatformAddress(server, key)).toMatchObject({ app, name, port, host: 'h.example' })
})

test.each([
  ['http://h.example/live', 'key', 'address_scheme'],
  ['file:///etc/passwd', 'key', 'address_scheme'],
  ['h.example/live', 'key', 'address_malformed'],
  ['rtmp://u:p@h.example/live', 'key', 'address_credentials'],
  ['rtmp://h.example/live', undefined, 'address_key_missing'],
  ['rtmp://h.example/', 'key', 'address_malformed'],
  ['rtmp://h.example:99999/live', 'key', 'address_malformed'],
  ['rtmp://h.example/live', 'key\r\nx', 'address_malformed'],
  ['rtmp://h ex/live', 'key', 'address_malformed'],
  ['rtmp://[::zz]/live', 'key', 'address_malformed'],
])('%s with key %j is refused', (server, key, code) => {
  expect(() => parsePlatformAddress(server, key)).toThrowError(expect.objectContaining({ code }))
})

test.each([
  ...['127.0.0.1', '10.1.2.3', '172.31.0.1', '192.168.1.1', '169.254.169.254', '100.100.100.200', '0.0.0.0'],
  ...[
    '224.0.0.1',
    '255.255.255.255',
    '198.51.100.7',
    '::',
    '::1',
    '::ffff:10.0.0.1',
    '::ffff:7f00:1',
    '0:0:0:0:0:ffff:a00:1',
  ],
  ...[
    'fe80::1',
    'fe80::1%eth0',
    'fd00:ec2::254',
    'ff02::1',
    '64:ff9b::7f00:1',
    '2002:7f00:1::',
    '2001:db8::1',
    '::7f00:1',
    'no address',
    '',
  ],
])('%s is forbidden', (address) => {
  expect(isForbiddenAddress(address)).toBe(true)
})

test.each(['8.8.8.8', '172.32.0.1', '100.128.0.1', '2606:4700::1111', '::ffff:8.8.8.8', '::ffff:808:808'])(
  '%s is not',
  (address) => {
    expect(isForbiddenAddress(address)).toBe(false)
  },
)

test('every address of a name is checked, and the checked ones are returned', async () => {
  const lookup = async () => [
    { ip: '8.8.8.8', family: 4 as const },
    { ip: '127.0.0.1', family: 4 as const },
  ]
  const target = { host: 'h.example', port: 1935 }
  const nobody = new AllowList([])
  await expect(checkAddress(target, nobody, lookup)).rejects.toMatchObject({ code: 'address_forbidden' })
  expect(await checkAddress(target, new AllowList(['127.0.0.0/8']), lookup)).toEqual(await lookup())
  expect(await checkAddress(target, new AllowList(['h.example:1935']), lookup)).toHaveLength(2)
  const other = new AllowList(['h.example:1936', '127.0.0.2'])
  await expect(checkAddress(target, other, lookup)).rejects.toMatchObject({ code: 'address_forbidden' })
  const lost = async () => Promise.reject(new Error('ENOTFOUND h.example'))
  await expect(checkAddress(target, nobody, lost)).rejects.toMatchObject({ code: 'address_unresolvable' })
})

test('a platform that repeats the key in its words does not make it known', () => {
  const address = parsePlatformAddress('rtmp://h.example/live', 'abcd1234?sign=zzzz9999')
  for (const echoed of ['abcd1234?sign=zzzz9999', 'abcd1234', 'zzzz9999']) {
    expect(withoutSecrets(`stream ${echoed} is not known`, address)).toBe('stream *** is not known')
  }
})
