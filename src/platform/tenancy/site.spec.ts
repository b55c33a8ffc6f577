import fc from 'fast-check';
import { siteOf } from './site.js';

describe('siteOf', () => {
  it('reads the label of a tenant, whatever the port and the case', () => {
    expect(siteOf('Saurupt.localhost:3000', 'localhost')).toEqual({ kind: 'tenant', label: 'saurupt' });
    expect(siteOf('saurupt.crypto-extranet.com.', 'crypto-extranet.com')).toEqual({ kind: 'tenant', label: 'saurupt' });
  });

  it('knows the apex', () => expect(siteOf('localhost:3000', 'localhost')).toEqual({ kind: 'apex' }));

  it.each(['evil.com', 'a.b.localhost', 'ab.localhost', 'saurupt.localhost.evil.com', '1.2.3.4.evil.com', '::x', '%'])(
    'has nothing for %s',
    (host) => expect(siteOf(host, 'localhost')).toEqual({ kind: 'other' }),
  );

  it.each(['127.0.0.1:3000', '10.42.0.7', '[::1]:3000', '[fd00::7]', 'web:3000', 'localhost', '', undefined])(
    'knows %s as what probes call the machine itself',
    (host) => expect(siteOf(host, 'crypto-extranet.com')).toEqual({ kind: 'house' }),
  );

  it('never finds a tenant outside the base domain', () => {
    fc.assert(
      fc.property(
        fc.string(),
        (host) =>
          ['other', 'house'].includes(siteOf(`${host}x`, 'example.org').kind) ||
          `${host}x`.toLowerCase().endsWith('.example.orgx'),
      ),
    );
  });
});
