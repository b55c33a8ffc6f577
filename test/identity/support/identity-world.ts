import type { AddressInfo } from 'node:net';
import { load } from 'cheerio';
import { ResidentAccess, StaffAccounts, type NewStaff } from '../../../src/identity/index.js';
import { type Agent, startTestApp, type TestApp } from '../../support/app.js';
import {
  aBuilding,
  aParty,
  anAccount,
  type Columns,
  type Ground,
  layGround,
  type Row,
} from '../../support/factories/index.js';
import { type Fields, submitForm } from '../../support/form.js';

export const NOW = '2025-11-14T10:00:00Z';
export const PHRASE = 'trois pies sur le toit';

/** The application with one agency, Gilbert, its extranet open, and the people a test asks for. */
export interface IdentityWorld {
  app: TestApp;
  gilbert: Ground;
  /** Address of a page of that tenant, '' being the apex, for a real browser. */
  url(domain: string, path?: string): string;
  /** A browser at a network address of its own, or at that one. */
  agent(address?: string): Agent;
  in<T>(work: () => Promise<T>): Promise<T>;
  /** A party with a published account of each of these kinds, and its login. */
  resident(given?: { kinds?: string[]; party?: Columns }): Promise<Resident>;
  staff(given?: Partial<NewStaff>, password?: string): Promise<string>;
  close(): Promise<void>;
}

export interface Resident {
  party: Row;
  accounts: Row[];
  login: string;
  /** One of his own, unless the test says otherwise. */
  email: string;
  /** The initial password, while it can be read. */
  password: string;
}

export async function identityWorld(
  options: { features?: string[]; settings?: Columns; overrides?: { provide: unknown; useValue: unknown }[] } = {},
): Promise<IdentityWorld> {
  const app = await startTestApp({ now: NOW, overrides: options.overrides, env: { TRUST_PROXY: '1' } });
  let browsers = 0;
  let residents = 0;
  const gilbert = await layGround(app.database, {
    domain: 'gilbert',
    name: 'Agence Gilbert',
    features: options.features,
    settings: options.settings,
  });
  const inTenant = <T>(work: () => Promise<T>) => app.inTenant('gilbert', work);
  return {
    app,
    gilbert,
    url: (domain, path = '') => {
      const { port } = app.nest.getHttpServer().address() as AddressInfo;
      return `http://${domain ? `${domain}.` : ''}localhost:${port}${path}`;
    },
    agent: (address = `10.0.${(browsers += 1) >> 8}.${browsers & 255}`) =>
      app.agent('gilbert').set('X-Forwarded-For', address),
    in: inTenant,
    resident: async ({ kinds = ['co_owner'], party: columns } = {}) => {
      const email = `pierre${(residents += 1)}@example.org`;
      const party = await aParty(gilbert, {
        first_name: 'Pierre',
        last_name: 'Proprietaire',
        email,
        ...columns,
      });
      const building = await aBuilding(gilbert);
      const accounts = [];
      for (const kind of kinds) {
        accounts.push(
          await anAccount(gilbert, {
            party_id: party.id,
            kind,
            ...(kind === 'co_owner' ? { building_id: building.id } : {}),
          }),
        );
      }
      const made = await inTenant(async () => {
        const access = app.get(ResidentAccess);
        await access.openFor([party.id]);
        return (await access.initialPasswords([party.id])).get(party.id)!;
      });
      return { party, accounts, email, login: made.login, password: made.password };
    },
    staff: (given = {}, password = PHRASE) =>
      inTenant(() =>
        app.get(StaffAccounts).provision(
          {
            lastName: 'Durand',
            firstName: 'Claire',
            login: 'claire.durand',
            email: 'claire@gilbert.fr',
            role: 'administrator',
            ...given,
          },
          password,
        ),
      ),
    close: async () => {
      await gilbert.close();
      await app.close();
    },
  };
}

/** Signs in through the form of that door. */
export function signIn(agent: Agent, door: '/extranet' | '/connexion', login: string, password: string) {
  return submitForm(agent, door, { login, password });
}

/** A resident who has chosen his own password, signed in. */
export async function signedInResident(world: IdentityWorld, resident: Resident, password = PHRASE): Promise<Agent> {
  const agent = world.agent();
  await signIn(agent, '/extranet', resident.login, resident.password);
  await choosePassword(agent, '/extranet/premiere-connexion', password);
  return agent;
}

export function choosePassword(agent: Agent, address: string, password: string, more: Fields = {}) {
  return submitForm(agent, address, { newPassword: password, repeatPassword: password, ...more });
}

/** Where a form that was sent leads, and what is said there. */
export async function after(agent: Agent, answer: { headers: Record<string, unknown> }) {
  return read(agent, String(answer.headers.location));
}

/** What a page says: its title, its messages, each in one line. */
export async function read(agent: Agent, address: string) {
  const response = await agent.get(address);
  const $ = load(response.text);
  const words = (selector: string) =>
    $(selector)
      .map((_, element) => $(element).text().replace(/\s+/g, ' ').trim())
      .get();
  return {
    status: response.status,
    location: response.headers.location as string | undefined,
    title: $('h1').first().text().trim(),
    notices: words('.notice'),
    errors: words(words('.form-errors li').length > 0 ? '.form-errors li' : '.form-errors'),
    text: words('main').join(' '),
    $,
  };
}
