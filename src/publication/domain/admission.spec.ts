import { ManifestRefused, type ManifestHeader } from '../manifest/manifest.types.js';
import { admit, type Admission } from './admission.js';

const NOW = new Date('2025-11-14T20:03:00Z');
const TENANT = { lines: ['gerance', 'syndic'], features: ['extranet'], timeZone: 'Europe/Paris' };
const header = (change: Partial<ManifestHeader> = {}): ManifestHeader => ({
  version: '1.0',
  source: 'LSC-PARIS',
  runRef: '2025-11-14T20-00',
  generatedAt: new Date('2025-11-14T20:00:00Z'),
  lines: ['syndic'],
  generator: null,
  previousRunRef: null,
  scope: [],
  ...change,
});
const admission = (change: Partial<Admission> = {}): Admission => ({
  source: { code: 'LSC-PARIS', lines: ['syndic'], active: true, lastAppliedGeneratedAt: null },
  tenant: TENANT,
  now: NOW,
  isReplay: false,
  ...change,
});
const refusal = (given: ManifestHeader, around: Admission): string | null => {
  try {
    admit(given, around);
    return null;
  } catch (error) {
    return (error as ManifestRefused).problem.code;
  }
};

describe('admit', () => {
  it('lets in a manifest of the source, in its lines, fresh', () => expect(refusal(header(), admission())).toBeNull());

  it('refuses another source, a suspended one, a line it may not publish [PUB-42]', () => {
    const { source } = admission();
    expect(refusal(header({ source: 'LSC-LYON' }), admission())).toBe('MAN-09');
    expect(refusal(header(), admission({ source: { ...source, active: false } }))).toBe('MAN-09');
    expect(refusal(header({ lines: ['gerance'] }), admission())).toBe('MAN-09');
  });

  it('refuses when the feature or the line is not the agency’s [ADM-07]', () => {
    expect(refusal(header(), admission({ tenant: { ...TENANT, features: [] } }))).toBe('MAN-13');
    expect(refusal(header(), admission({ tenant: { ...TENANT, lines: ['gerance'] } }))).toBe('MAN-13');
  });

  it('refuses a manifest not later than the last one applied, unless it is a replay [PUB-52] [PUB-37]', () => {
    const around = admission({ source: { ...admission().source, lastAppliedGeneratedAt: header().generatedAt } });
    expect(refusal(header(), around)).toBe('MAN-11');
    expect(refusal(header(), { ...around, isReplay: true })).toBeNull();
    expect(refusal(header({ generatedAt: new Date('2025-11-14T20:00:01Z') }), around)).toBeNull();
  });

  it('says the moments as the agency lives them', () => {
    const around = admission({
      source: { ...admission().source, lastAppliedGeneratedAt: new Date('2025-07-01T18:30:00Z') },
    });
    expect(() => admit(header({ generatedAt: new Date('2025-01-31T23:15:00Z') }), around)).toThrow(
      'Bordereau du 01/02/2025 à 00:15, périmé : celui du 01/07/2025 à 20:30 est déjà appliqué.',
    );
  });

  it('refuses a manifest of after tomorrow [PUB-52]', () => {
    expect(refusal(header({ generatedAt: new Date('2025-11-15T20:03:01Z') }), admission())).toBe('MAN-11');
    expect(refusal(header({ generatedAt: new Date('2025-11-15T20:03:00Z') }), admission())).toBeNull();
  });
});
