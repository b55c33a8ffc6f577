/** Of the demo accounts that have passed their first sign-in; no other account ever gets it. */
export const DEMO_PASSWORD = 'Demo-Extranet-2026';
