export type Locale = 'fr' | 'en';
export type BusinessLine = 'gerance' | 'syndic';

/** What every request needs to know of the agency or firm it is for. */
export interface Tenant {
  id: string;
  domain: string;
  name: string;
  kind: 'agency' | 'diagnostic_firm';
  lines: BusinessLine[];
  features: string[];
  timeZone: string;
  /** null leaves the language to the browser */
  locale: Locale | null;
  colour: string;
  logoFile: string | null;
  phone: string | null;
}
