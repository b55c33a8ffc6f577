/** Where people sign in, and where they finish doing so. */
export const DOORS = {
  staff: { signIn: '/connexion', finish: '/connexion/premier-acces' },
  resident: { signIn: '/extranet', finish: '/extranet/premiere-connexion' },
  operator: { signIn: '/connexion', finish: '/connexion' },
} as const;
