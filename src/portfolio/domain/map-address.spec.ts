import { mapAddress } from './map-address.js';

const nowhere = { latitude: null, longitude: null, addressLines: [], postalCode: null, city: null };

describe('the map of an office [RES-41]', () => {
  it('is found by position, else by address, else not at all', () => {
    expect(mapAddress({ ...nowhere, latitude: 48.69, longitude: 6.18 })).toBe(
      'https://www.openstreetmap.org/?mlat=48.69&mlon=6.18#map=17/48.69/6.18',
    );
    expect(mapAddress({ ...nowhere, addressLines: ['3 rue & place'], city: 'Nancy' })).toBe(
      'https://www.openstreetmap.org/search?query=3%20rue%20%26%20place%20Nancy',
    );
    expect(mapAddress(nowhere)).toBeNull();
  });
});
