import { currentTenant } from '../../platform/context/index.js';

/** What the page shows of new recovery codes, once: the codes, and the same as a text file to keep, in a `data:` address. */
export function recoveryCodesOnce(
  codes: readonly string[],
  heading: string,
): { codes: readonly string[]; file: string; filename: string } {
  const text = [`${currentTenant().name} – ${heading}`, '', ...codes, ''].join('\r\n');
  return {
    codes,
    file: `data:text/plain;charset=utf-8,${encodeURIComponent(text)}`,
    filename: `${currentTenant().domain}-codes.txt`,
  };
}
