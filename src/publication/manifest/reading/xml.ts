import { SaxesParser, type SaxesAttributePlain, type SaxesTagPlain } from 'saxes';
import { cut } from '../format/fault.js';
import { refusal, type Place } from './problems.js';

export type Tag = SaxesTagPlain;
export type XmlAttribute = SaxesAttributePlain;
export type XmlParser = SaxesParser<{ xmlns: false }>;

const SPACES_ONLY = /^[ \t\r\n]*$/;

export interface XmlHandlers {
  openStart(tag: Tag): void;
  attribute(attribute: XmlAttribute): void;
  open(tag: Tag): void;
  close(tag: Tag): void;
  /** Anything but spaces between elements. */
  text(text: string): void;
}

/**
 * saxes keeps its handlers as properties added one by one; past seven of them V8 turns the parser into a slow dictionary (five
 * times the parse time), except on an instance of a subclass, which has room for more.
 */
class Parser extends SaxesParser<{ xmlns: false }> {}

/** saxes bound to our handlers; what is not well formed or forbidden throws a refusal (MAN-01, MAN-02). */
export function xmlParser(handlers: XmlHandlers): XmlParser {
  const parser: XmlParser = new Parser({ xmlns: false });
  const text = (content: string): void => {
    if (!SPACES_ONLY.test(content)) handlers.text(content);
  };
  parser.on('opentagstart', (tag) => handlers.openStart(tag as Tag));
  parser.on('attribute', (attribute) => handlers.attribute(attribute));
  parser.on('opentag', (tag) => handlers.open(tag));
  parser.on('closetag', (tag) => handlers.close(tag));
  parser.on('text', text);
  parser.on('cdata', text);
  parser.on('doctype', (content) => {
    throw forbidden({ line: parser.line - content.split('\n').length + 1, column: null });
  });
  parser.on('processinginstruction', () => {
    throw forbidden({ line: parser.line, column: null });
  });
  parser.on('xmldecl', ({ version, encoding }) => {
    if (version !== '1.0')
      throw refusal('MAN-01', placeOf(parser), `XML ${cut(String(version))} n’est pas accepté, mais XML 1.0.`);
    if (encoding !== undefined && encoding.toLowerCase() !== 'utf-8') {
      throw refusal('MAN-01', placeOf(parser), `codage ${cut(encoding)} refusé, UTF-8 est attendu.`);
    }
  });
  parser.on('error', ({ message }) => {
    const cause = message.replace(/^\d+:\d+: /, '');
    throw DECLARATION.test(cause) ? forbidden(placeOf(parser)) : refusal('MAN-01', placeOf(parser), inFrench(cause));
  });
  return parser;
}

export const placeOf = (parser: XmlParser): Place => ({ line: parser.line, column: parser.column });

const forbidden = (place: Place) => refusal('MAN-02', { ...place, column: null }, 'déclaration interdite.');

/** What saxes says of `<!` when neither a comment nor CDATA follows. */
const DECLARATION = /doctype|incorrect syntax/;

const SENTENCES: readonly [RegExp, string][] = [
  [/unexpected close tag|unclosed tag/, 'balise fermante attendue.'],
  [/unmatched closing tag|empty close tag/, 'balise fermante sans balise ouvrante.'],
  [/tag name|closing tag|forward-slash/, 'balise mal écrite.'],
  [/duplicate attribute: (.+)\.$/, 'attribut « $1 » donné deux fois.'],
  [/attribute without value/, 'attribut sans valeur.'],
  [/unquoted attribute/, 'valeur d’attribut sans guillemets.'],
  [/between attributes/, 'espace attendue entre deux attributs.'],
  [/in attribute name/, 'nom d’attribut mal écrit.'],
  [/undefined entity/, 'entité inconnue : écrire le caractère lui-même.'],
  [/entity/, 'référence de caractère mal écrite.'],
  [/outside of root|only one root/, 'contenu en dehors de l’élément « publication ».'],
  [/XML declaration|xml declaration/, 'déclaration XML mal écrite ou mal placée.'],
  [/comment/, 'commentaire mal écrit.'],
  [/disallowed/, 'caractère interdit.'],
];

function inFrench(cause: string): string {
  const [shape, sentence] = SENTENCES.find(([known]) => known.test(cause)) ?? [];
  const name = shape?.exec(cause)?.[1];
  return (sentence ?? 'XML mal formé.').replace('$1', name === undefined ? '' : cut(name));
}
