import { type Candidate, refusalOf } from './welcome.js';

const source: Candidate = { kind: 'machine', state: 'active', dropFolder: true, networks: [] };
const here = { address: '192.0.2.7', features: ['extranet'] };

describe('who is let in', () => {
  it('is an active program that may use a folder, from one of its networks', () => {
    expect(refusalOf(source, here)).toBeNull();
    expect(refusalOf({ ...source, networks: ['192.0.2.0/24'] }, here)).toBeNull();
    expect(refusalOf({ ...source, networks: ['192.0.2.0/24'] }, { ...here, address: '::ffff:192.0.2.9' })).toBeNull();
  });

  it('is nobody else', () => {
    expect(refusalOf({ ...source, networks: ['198.51.100.0/24'] }, here)).toBe('network');
    expect(refusalOf({ ...source, networks: ['198.51.100.0/24'] }, { ...here, address: 'nowhere' })).toBe('network');
    expect(refusalOf({ ...source, state: 'suspended' }, here)).toBe('suspended');
    expect(refusalOf({ ...source, dropFolder: false }, here)).toBe('no_folder');
    expect(refusalOf({ ...source, kind: 'desk' }, here)).toBe('credentials');
    expect(refusalOf(source, { ...here, features: [] })).toBe('feature_off');
  });
});
