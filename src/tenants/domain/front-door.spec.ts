import { frontDoor } from './front-door.js';

describe('frontDoor', () => {
  const agency = { kind: 'agency' as const, features: ['extranet'] };
  const firm = { kind: 'diagnostic_firm' as const, features: ['diagnostics'] };

  it('leads strangers to the extranet of an agency, to the sign-in of a firm', () => {
    expect([frontDoor(agency, 'nobody'), frontDoor(firm, 'nobody')]).toEqual(['/extranet', '/connexion']);
  });

  it('leads those who are signed in to their own side', () => {
    expect([frontDoor(agency, 'staff'), frontDoor(firm, 'staff'), frontDoor(agency, 'resident')]).toEqual(['/agence', '/bureau', '/extranet']);
  });

  it('leads to the console at the apex', () => expect(frontDoor(null, 'nobody')).toBe('/clients'));
});
