import type { Problem } from '../manifest/manifest.types.js';
import { reportCsv } from './report-csv.js';

const problem = (change: Partial<Problem>): Problem => ({
  severity: 'set_aside',
  code: 'ROW-01',
  section: 'documents',
  ref: 'D77',
  line: 88,
  column: null,
  message: 'Document D77 : immeuble I099 inconnu.',
  ...change,
});

describe('reportCsv', () => {
  it('gives one problem a line, under its header [PUB-78]', () => {
    expect(reportCsv([problem({})])).toBe(
      'section;severity;code;ref;line;column;message\r\ndocuments;set_aside;ROW-01;D77;88;;Document D77 : immeuble I099 inconnu.\r\n',
    );
    expect(reportCsv([])).toBe('section;severity;code;ref;line;column;message\r\n');
  });

  it('keeps a text from being a formula or two cells', () => {
    const [, line] = reportCsv([problem({ ref: '=1+1', message: 'a;b "c"' })]).split('\r\n');
    expect(line).toBe(`documents;set_aside;ROW-01;'=1+1;88;;"a;b ""c"""`);
  });
});
