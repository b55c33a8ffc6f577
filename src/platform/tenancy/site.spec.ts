import fc from 'fast-check';
import { siteOf } from './site.js';

describe('siteOf', () => {
  it('reads the label of a tenant, whatever the port and the case', () => {
    expect(siteOf('Saurupt.localhost:3000', 'localhost')).toEqual({ kind: 'tenant', label: 'saurupt' });
    expect(siteOf('saurupt.crypto-extranet.com.', 'crypto-extranet.com')).toEqual({ kind: 'tenant', label: 'saurupt' });
  });

  it('knows the apex', () => expect(siteOf('localhost:3000', 'localhost')).toEqual({ kind: 'apex' }));

  it.each(['evil.com', 'a.b.localhost', 'ab.localhost', 'saurupt.localhost.evil.com', '127.0.0.1:3000', '', undefined])(
    'has nothing for %s',
    (host) => expect(siteOf(host, 'localhost')).toEqual({ kind: 'other' }),
  );

  it('never finds a tenant outside the base domain', () => {
    fc.assert(
      fc.property(
        fc.string(),
        (host) =>
          siteOf(`${host}x`, 'example.org').kind === 'other' || `${host}x`.toLowerCase().endsWith('.example.orgx'),
      ),
    );
  });
});
