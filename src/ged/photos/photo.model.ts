import type { SentenceValues } from '../../platform/i18n/index.js';
import type { OpenPhoto, PhotoRow } from './photos.queries.js';

type Say = (key: string, values?: SentenceValues) => string;

export interface ShownPhoto {
  href: string;
  thumbHref: string;
  /** What a reader who cannot see it is told. */
  name: string;
  title: string | null;
  takenOn: string | null;
  lot: string | null;
  broken: boolean;
}

export interface PhotoGroup {
  id: string;
  name: string;
  /** Photos of the building, on this page or others. */
  inBuilding: number;
  photos: ShownPhoto[];
}

/** The rows of a page, building by building; `home` is the address of the page. */
export function groupsOf(rows: PhotoRow[], home: string, say: Say): PhotoGroup[] {
  return [...Map.groupBy(rows, ({ buildingId }) => buildingId).values()].flatMap((photos) => {
    const [first] = photos;
    if (!first) return [];
    const { buildingId: id, buildingName: name, inBuilding } = first;
    return [{ id, name, inBuilding, photos: photos.map((photo) => shown(photo, home, say)) }];
  });
}

function shown(photo: PhotoRow, home: string, say: Say): ShownPhoto {
  const href = `${home}/${photo.id}`;
  return {
    href,
    thumbHref: `${href}/vignette`,
    name: nameOf(photo, say),
    title: photo.title,
    takenOn: photo.takenOn,
    lot: photo.lotNumber,
    broken: photo.broken,
  };
}

export function openModel(photo: OpenPhoto, home: string, readable: boolean, say: Say) {
  const address = (id: string | null) => (id ? `${home}/${id}` : null);
  return {
    title: nameOf(photo, say),
    building: photo.buildingName,
    takenOn: photo.takenOn,
    lot: photo.lotNumber,
    place: say('photos:place', { rank: photo.rank, count: photo.inBuilding }),
    src: readable ? `${home}/${photo.id}/grande` : null,
    previousHref: address(photo.previousId),
    nextHref: address(photo.nextId),
  };
}

function nameOf({ title, buildingName }: Pick<PhotoRow, 'title' | 'buildingName'>, say: Say): string {
  return title ?? say('photos:of', { building: buildingName });
}
