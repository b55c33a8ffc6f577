import { SaxesParser } from 'saxes';

const FORBIDDEN = new Set(['script', 'foreignobject', 'iframe', 'object', 'embed', 'audio', 'video', 'handler', 'set', 'a']);
const DEEPEST = 50;

/**
 * Whether a drawing may be a logo: well-formed SVG that runs nothing and fetches nothing. It is served in a sandbox all the same.
 * @returns null when it may, else the reason, for the log
 */
export function svgProblem(text: string): string | null {
  const parser = new SaxesParser();
  let problem: string | null = null;
  let depth = 0;
  const refuse = (reason: string) => {
    problem ??= reason;
  };
  parser.on('error', (error) => refuse(error.message));
  parser.on('doctype', () => refuse('DOCTYPE'));
  parser.on('processinginstruction', ({ target }) => refuse(`processing instruction ${target}`));
  parser.on('opentag', ({ name, attributes }) => {
    depth += 1;
    const bare = name.toLowerCase().replace(/^.*:/, '');
    if (depth === 1 && bare !== 'svg') refuse(`root <${name}>`);
    if (depth > DEEPEST) refuse('too deep');
    if (FORBIDDEN.has(bare)) refuse(`<${name}>`);
    for (const [attribute, value] of Object.entries(attributes)) if (unsafe(attribute, value)) refuse(`${name} ${attribute}`);
  });
  parser.on('closetag', () => {
    depth -= 1;
  });
  const readStyle = (written: string) => {
    if (/@import|url\(\s*['"]?(?!#)/i.test(written)) refuse('style that fetches');
  };
  parser.on('text', readStyle);
  parser.on('cdata', readStyle);
  parser.write(text).close();
  return problem;
}

/** Attributes that run code, or that point anywhere but inside the drawing. */
function unsafe(attribute: string, value: string): boolean {
  const name = attribute.toLowerCase();
  if (name.startsWith('on')) return true;
  if (name === 'href' || name.endsWith(':href') || name === 'src') return !/^(#|data:image\/(png|jpeg|webp);base64,)/.test(value.trim());
  return !name.startsWith('xmlns') && /javascript:|url\(\s*['"]?(?!#)/i.test(value);
}
