// Rooms from the ground up: imports run downwards only, and a room is entered by its index.
const rooms = [
  'platform',
  'tenants',
  'identity',
  'portfolio',
  'accounts',
  'ged',
  'publication',
  'reports',
  'extranet',
  'agency',
];
const above = (room) => rooms.slice(rooms.indexOf(room) + 1);

module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: { pathNot: '^src/platform/' }, to: { circular: true } },
    ...rooms.slice(0, -1).map((room) => ({
      name: `${room}-imports-downwards`,
      severity: 'error',
      from: { path: `^src/${room}/` },
      to: { path: `^src/(${above(room).join('|')})/` },
    })),
    ...rooms
      .filter((room) => room !== 'platform')
      .map((room) => ({
        name: `${room}-by-its-index`,
        severity: 'error',
        from: {
          path: '^src/',
          pathNot: `^src/(${room}|boot|cli|demo|main\\.ts|worker\\.ts|cli\\.ts|app\\.module\\.ts)`,
        },
        to: { path: `^src/${room}/`, pathNot: `^src/${room}/(index|[a-z]+\\.module)\\.ts$` },
      })),
    {
      name: 'domain-is-pure',
      severity: 'error',
      comment: 'Decisions are plain functions: no framework, no database, no I/O.',
      from: { path: '/domain/', pathNot: '\\.spec\\.ts$' },
      to: {
        path: '(@nestjs|typeorm|node_modules/pg|^node:fs|^node:http|^node:net|platform/database|platform/http|platform/clock)',
      },
    },
    {
      name: 'browser-only-in-pdf',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(platform/pdf|demo)/' },
      to: { path: 'node_modules/(puppeteer|@sparticuz)' },
    },
    {
      name: 'not-to-spec',
      severity: 'error',
      from: { path: '^src/', pathNot: '\\.spec\\.ts$' },
      to: { path: '\\.spec\\.ts$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: false,
  },
};
