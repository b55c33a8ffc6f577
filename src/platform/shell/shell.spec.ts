import type { Query } from '../database/index.js';
import { Shell } from './shell.js';

const query = (() => Promise.resolve([])) as unknown as Query;
const entry = (key: string, order: number) => ({
  key,
  order,
  icon: 'folder',
  label: `x:${key}`,
  href: () => `/${key}`,
});

describe('a shell', () => {
  it('draws entries in their order, and only those the viewer may use [RES-21]', () => {
    const shell = new Shell<{ council: boolean }>();
    shell.contribute(
      entry('accounts', 20),
      { ...entry('expenses', 30), visible: ({ council }) => council },
      entry('documents', 10),
    );
    const keys = (council: boolean) => shell.tiles({ council }).map(({ key }) => key);
    expect(keys(false)).toEqual(['documents', 'accounts']);
    expect(keys(true)).toEqual(['documents', 'accounts', 'expenses']);
  });

  it('keeps tiles out of the menu and lines of the menu out of the home', () => {
    const shell = new Shell<object>();
    shell.contribute({ ...entry('help', 1), only: 'menu' }, { ...entry('news', 2), only: 'home' });
    expect(shell.menu({}).map(({ key }) => key)).toEqual(['help']);
    expect(shell.tiles({}).map(({ key }) => key)).toEqual(['news']);
  });

  it('counts for the tiles shown only', async () => {
    const shell = new Shell<object>();
    const figure = (count: number) => () => Promise.resolve({ count, sentence: 'x:new' });
    shell.contribute(
      { ...entry('documents', 1), figure: figure(3) },
      { ...entry('hidden', 2), visible: () => false, figure: figure(9) },
    );
    expect(await shell.figures({}, query)).toEqual(new Map([['documents', { count: 3, sentence: 'x:new' }]]));
  });

  it('leaves out a panel that has nothing to say', async () => {
    const shell = new Shell<object>();
    shell.contributePanel(
      { key: 'b', order: 2, view: 'b/panel', load: () => Promise.resolve({ said: true }) },
      { key: 'a', order: 1, view: 'a/panel', load: () => Promise.resolve(null) },
    );
    expect(await shell.drawPanels({}, query)).toEqual([{ view: 'b/panel', model: { said: true } }]);
  });

  it('refuses two entries of one name', () => {
    const shell = new Shell<object>();
    shell.contribute(entry('documents', 1));
    expect(() => shell.contribute(entry('documents', 2))).toThrow('documents');
  });
});
