import { nearestPlace } from './nearest-place.js';

describe('the place of the menu a page is in', () => {
  const places = ['/gestion/internet', '/gestion/internet/sources', '/gestion/messages'];

  it.each([
    ['/gestion/internet', '/gestion/internet'],
    ['/gestion/internet/seuils', '/gestion/internet'],
    ['/gestion/internet/sources', '/gestion/internet/sources'],
    ['/gestion/internet/sources/LSC', '/gestion/internet/sources'],
    ['/gestion/messages/1', '/gestion/messages'],
  ])('of %s is %s alone', (path, place) => expect(nearestPlace(path, places)).toBe(place));

  it('is none for a page of nowhere, however its name begins', () => {
    expect(nearestPlace('/agence', places)).toBeUndefined();
    expect(nearestPlace('/gestion/messages-lus', places)).toBeUndefined();
  });
});
