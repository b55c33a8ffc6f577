import type { Assets } from '../assets.js';

/** `{{asset "css/resident.css"}}`: the address of a file of `public/` or of a package, different when its content is. */
export function assetHelper(assets: Assets) {
  return (name: string): string => assets.href(name);
}
