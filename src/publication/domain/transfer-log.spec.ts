import { type Transfer, transferLogXml } from './transfer-log.js';

const transfer = (change: Partial<Transfer>): Transfer => ({
  ref: 'D77',
  filename: 'pv.pdf',
  sha256: 'a'.repeat(64),
  bytes: 84211,
  start: new Date('2025-11-14T19:01:07Z'),
  end: new Date('2025-11-14T19:01:09Z'),
  reason: null,
  ...change,
});

describe('transferLogXml', () => {
  it('says of each file where from, where to, when and whether it arrived [PUB-08]', () => {
    const xml = transferLogXml(218, [transfer({})], 'Europe/Paris');
    expect(xml).toContain('<transfers run="218">');
    expect(xml).toContain(
      `<file from="D77/pv.pdf" to="/in/files/${'a'.repeat(64)}" bytes="84211" sha256="${'a'.repeat(64)}" start="2025-11-14T20:01:07+01:00" end="2025-11-14T20:01:09+01:00" success="true"/>`,
    );
  });

  it('gives the reason of a failure, whatever the names [PUB-09]', () => {
    const xml = transferLogXml(
      1,
      [transfer({ filename: 'a<"b&.pdf', reason: 'connexion interrompue' })],
      'Europe/Paris',
    );
    expect(xml).toContain('from="D77/a&lt;&quot;b&amp;.pdf"');
    expect(xml).toContain('success="false" reason="connexion interrompue"');
  });
});
