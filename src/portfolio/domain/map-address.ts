interface Place {
  latitude: number | null;
  longitude: number | null;
  addressLines: string[];
  postalCode: string | null;
  city: string | null;
}

const MAP = 'https://www.openstreetmap.org';
const ZOOM = 17;

/** Where a map shows the place, by its position or its address; a link that the reader follows, nothing is fetched. null: nowhere known. */
export function mapAddress({ latitude, longitude, addressLines, postalCode, city }: Place): string | null {
  if (latitude !== null && longitude !== null) {
    return `${MAP}/?mlat=${latitude}&mlon=${longitude}#map=${ZOOM}/${latitude}/${longitude}`;
  }
  const address = [...addressLines, postalCode, city].filter(Boolean).join(' ');
  return address === '' ? null : `${MAP}/search?query=${encodeURIComponent(address)}`;
}
