import { Script } from 'node:vm';
import Handlebars from 'handlebars';
import type { TemplateFile } from './template-files.js';

export type RenderTemplate = Handlebars.TemplateDelegate<object>;

/**
 * Compiles at once (not at the first use), in strict mode: a field that a view writes and the model lacks is an error. A partial
 * sees only the parameters it is given. Only `.text` templates, which never reach a browser, are written without escaping.
 */
export function compileTemplate(handlebars: typeof Handlebars, file: TemplateFile, helpers: string[]): RenderTemplate {
  const specification = handlebars.precompile(file.source, {
    strict: true,
    knownHelpersOnly: true,
    knownHelpers: Object.fromEntries(helpers.map((name) => [name, true])),
    explicitPartialContext: true,
    preventIndent: true,
    noEscape: file.name.endsWith('.text'),
  });
  const compiled = new Script(`(${String(specification)})`, { filename: file.path }).runInThisContext() as TemplateSpecification;
  return handlebars.template<object>(compiled);
}
