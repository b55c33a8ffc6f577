import fc from 'fast-check';
import { readNetworks } from './networks.js';

describe('networks a source may come from', () => {
  it('are written one a line, as networks or as addresses [PUB-61]', () => {
    expect(readNetworks('10.1.2.3/8\n\n 192.0.2.7 \n2001:db8::1/32')).toEqual([
      '10.0.0.0/8',
      '192.0.2.7/32',
      '2001:db8::/32',
    ]);
    expect(readNetworks('')).toEqual([]);
  });

  it('are refused when they are none', () => {
    for (const wrong of ['10.0.0.0/33', 'chez moi', '10.0.0', '300.1.1.1', '1', 'example.org/24'])
      expect(readNetworks(wrong)).toEqual([null]);
  });

  it('never hold host bits, which the database would refuse', () => {
    fc.assert(
      fc.property(fc.ipV4(), fc.integer({ min: 0, max: 32 }), (address, bits) => {
        const [once] = readNetworks(`${address}/${bits}`);
        expect(readNetworks(once ?? '')).toEqual([once]);
      }),
    );
  });
});
